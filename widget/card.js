import { fromTo, fullTime, inZone, zoneTime } from './at.js';
import { el, icon } from './dom.js';
import { calling, lasting, placeOfMeeting } from './meeting-asks.js';
import { met } from './meeting-texts.js';
import { zoneHere } from './zones.js';

const STATE_ICONS = { confirmed: 'check', unconfirmed: 'clock', cancelled: 'close' };
const SAID = { 'meeting-moved': 'moved', 'meeting-confirmed': 'saidYes', 'meeting-cancelled': 'calledOff', 'meeting-handed-over': 'handedOver' };

/**
 * A meeting in its conversation (ME-5), and what is said there when it is moved or cancelled.
 * @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk @param {any} row
 */
export function card(app, talk, row) {
  const { meeting, notice } = row.message;
  const zone = zoneHere(app.store) || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  if (!meeting) return tellMeeting(row, notice, zone);
  const open = meeting.changeable && meeting.state !== 'cancelled' && Date.parse(meeting.start) > Date.now();
  const state = JSON.stringify([meeting, zone, open]);
  if (row.drawn === state) return undefined;
  row.drawn = state;
  row.classList.add('meeting');
  row.bubble.className = `bubble meet${meeting.state === 'cancelled' ? ' off' : ''}`;
  row.bubble.replaceChildren(...shownMeeting(meeting, zone), ...(open ? [meetingActions(app, talk, row, meeting)] : []));
  return undefined;
}

function shownMeeting(meeting, zone) {
  const { start, subject, state } = meeting;
  const date = el('span.date', { 'aria-hidden': 'true' }, el('span', {}, inZone(start, zone, { month: 'short' })), el('b', {}, inZone(start, zone, { day: 'numeric' })));
  return [
    date,
    el(
      'div.facts',
      {},
      el('b', { dir: 'auto' }, subject),
      el('span', {}, `${inZone(start, zone, { weekday: 'long', day: 'numeric', month: 'long' })}, ${fromTo(meeting, zone)}`),
      el('span', {}, `${zoneTime(zone)} · ${met('invited', { names: [meeting.host.name, ...meeting.participants.map(({ name }) => name)].join(', ') })}`),
      placeOfMeeting(meeting),
      el(`span.state${state === 'confirmed' ? '' : '.off'}`, {}, icon(STATE_ICONS[state], 's'), met(state)),
      meeting.reason && el('span', { dir: 'auto' }, met('reason', { reason: meeting.reason })),
    ),
  ];
}

function meetingActions(app, talk, row, meeting) {
  const box = el('div.acts');
  const slug = meeting.scheduler;
  const button = (word, action) => el('button.link', { type: 'button', onclick: action }, met(word));
  const show = (...nodes) => box.replaceChildren(...nodes.filter(Boolean));
  const buttons = [
    slug && button('reschedule', () => app.book({ slug, meeting, conversationId: talk.id })),
    slug && button('length', () => length()),
    button('cancel', () => ask(calling)),
  ].filter(Boolean);
  const rest = () => show(...buttons);
  const back = (at) => () => {
    rest();
    buttons[at].focus();
  };
  const over = (changed) => talk.thread.meet(changed);
  const ask = (what, more = {}, at = buttons.length - 1) => {
    show(what(app, meeting, { ...more, back: back(at), over }));
    box.querySelector('input, button').focus();
  };
  const length = () =>
    app.try(async () => {
      const { durations } = await app.api.get(`/schedulers/${slug}`);
      ask(lasting, { durations }, 1);
    });
  rest();
  return box;
}

/** In the reader's language and zone (MS-13). */
function tellMeeting(row, notice, zone) {
  const { type, meeting, actor, people } = notice;
  if (row.drawn === zone || !meeting) return undefined;
  row.drawn = zone;
  const who = actor?.name || '';
  const { subject, start, end, previousStart, previousEnd, reason } = meeting;
  const time = fullTime({ start, end }, zone);
  const before = previousStart && fullTime({ start: previousStart, end: previousEnd }, zone);
  const to = people?.map(({ name }) => name).join(', ') || '';
  const words = met(SAID[type] || 'near', { who, subject, before, time, to });
  row.firstChild.textContent = reason ? `${words} ${met('reason', { reason })}` : words;
  return undefined;
}
