import { LONG_DAY, fullTime, inZone } from './at.js';
import { el, icon } from './dom.js';
import { calling, placeOfMeeting } from './meeting-asks.js';
import { met } from './meeting-texts.js';
import { t } from './texts.js';

/** Until a browser has read what it saves. */
const FILE_LIFE = 60_000;

/** The last step: what was booked, and what can be done with it. */
export class Booked {
  #app;
  #chat;
  #problem = el('p.error', { role: 'alert' });

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {any} meeting */
  constructor(app, plan, meeting) {
    this.#app = app;
    const { zone, wish } = plan;
    const asked = meeting.state === 'unconfirmed';
    const day = inZone(meeting.start, zone, LONG_DAY);
    this.#chat = el('button.btn.primary', { type: 'button', onclick: () => this.#talk(meeting.conversationId) }, icon('chat', 's'), met('openChat'));
    const summary = el(
      'div.summary',
      {},
      el('b', { dir: 'auto' }, meeting.subject),
      el('span', {}, fullTime(meeting, zone)),
      el('span', {}, met('invited', { names: [meeting.host.name, ...meeting.participants.map(({ name, email }) => email || name)].join(', ') })),
      placeOfMeeting(meeting),
    );
    const move = el('button.link', { type: 'button', onclick: () => app.book({ slug: wish.slug, meeting, conversationId: meeting.conversationId }) }, met('reschedule'));
    const cancel = el('button.link', { type: 'button', onclick: () => this.#cancel(meeting, under, cancel) }, met('cancel'));
    const save = el('button.link', { type: 'button', onclick: () => this.#save(meeting) }, met('toCalendar'));
    const under = el('div.ways', {}, save, ' · ', move, ' · ', cancel);
    this.node = el('div.book.done', {}, el('span.tick', {}, icon(asked ? 'clock' : 'check')), el('h2', { tabindex: -1 }, met(asked ? 'askedFor' : wish.meeting ? 'movedTo' : 'seeYou', { day })), el('p.muted', {}, met(asked ? 'willAnswer' : 'willMail', { name: meeting.host.name })), summary, this.#chat, under, this.#problem);
  }

  focus() {
    this.node.querySelector('h2').focus();
  }

  update() {}

  /** The file of the mail: whoever has both has one event. */
  async #save({ id }) {
    this.#problem.replaceChildren();
    const answer = await this.#app.try(() => this.#app.api.open(`/meetings/${id}/calendar`));
    if (!answer) return this.#problem.replaceChildren(icon('alert', 's'), t('trouble'));
    const href = URL.createObjectURL(await answer.blob());
    el('a', { href, download: 'meeting.ics' }).click();
    setTimeout(() => URL.revokeObjectURL(href), FILE_LIFE);
  }

  #cancel(meeting, under, cancel) {
    const before = [...under.childNodes];
    const back = () => {
      under.replaceChildren(...before);
      cancel.focus();
    };
    const over = () => {
      this.node.querySelector('.tick').remove();
      this.node.querySelector('h2').textContent = met('cancelled');
      this.node.querySelector('.muted').remove();
      under.remove();
      this.focus();
    };
    under.replaceChildren(calling(this.#app, meeting, { back, over }));
    under.querySelector('input').focus();
  }

  /** @param {string} id */
  #talk(id) {
    this.#app.try(async () => {
      await this.#app.conversations.fetch(id);
      await this.#app.openConversation(id);
    });
  }
}
