import { minutes } from './at.js';
import { el, icon, newId } from './dom.js';
import { fieldText } from './field-texts.js';
import { said } from './field.js';
import { met } from './meeting-texts.js';
import { t } from './texts.js';

/** Where it is (ME-13); in the chat where nothing is said. @param {any} meeting */
export function placeOfMeeting({ place }) {
  if (!place) return null;
  if (place.kind !== 'link' || !/^https?:\/\//i.test(place.text)) return el('span', { dir: 'auto' }, place.text);
  return el('a', { href: place.text, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, place.text);
}

/** What is asked before something is done with a meeting: the answer of the server ends it, or is told. @param {string} title @param {any[]} parts @param {() => void} back */
function asking(title, parts, back) {
  const id = newId();
  const keep = el('button.link', { type: 'button', onclick: back }, met('keep'));
  const node = el('div.offer', { role: 'group', 'aria-labelledby': id }, el('p', { id }, el('b', {}, title)), parts, keep);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // The question goes, the chat around it stays.
    event.stopPropagation();
    back();
  });
  return node;
}

/** Cancels it, with a reason where one is given (ME-21). @param {import('./chat.js').Chat} app @param {any} meeting @param {{ back: () => void, over: (meeting: any) => void }} asks */
export function calling(app, meeting, { back, over }) {
  const id = newId();
  const why = el('input.input', { id, maxlength: 1000, dir: 'auto' });
  const problem = el('p.error', { role: 'alert' });
  const label = el('label', { for: id }, met('why'), el('span.opt', {}, ` (${fieldText('optional')})`));
  const act = () => doing(app, go, problem, () => change(app, 'DELETE', meeting, { reason: why.value.trim() || null }), over);
  const go = el('button.btn.danger', { type: 'button', onclick: act }, met('cancelIt'));
  why.addEventListener('keydown', (event) => event.key === 'Enter' && !event.isComposing && act());
  return asking(met('askCancel'), [el('div.field', {}, label, why), problem, go], back);
}

/** How long it takes (ME-14), where it stands. @param {import('./chat.js').Chat} app @param {any} meeting @param {{ back: () => void, over: (meeting: any) => void, durations: number[] }} asks */
export function lasting(app, meeting, { back, over, durations }) {
  const problem = el('p.error', { role: 'alert' });
  const button = (count) => {
    const act = () => doing(app, one, problem, () => change(app, 'PATCH', meeting, { start: meeting.start, duration: count }), over);
    const one = el('button.btn.outline', { type: 'button', 'aria-pressed': String(count === meeting.duration), onclick: act }, minutes(count));
    return one;
  };
  return asking(met('lengthAsk'), [el('div.periods', {}, durations.map(button)), problem], back);
}

/** @param {import('./chat.js').Chat} app @param {string} method @param {any} meeting @param {any} body */
export async function change(app, method, { id, version }, body) {
  const headers = { 'Content-Type': 'application/json', 'If-Match': `"${version}"` };
  return (await app.api.open(`/meetings/${id}`, { method, body: JSON.stringify(body), headers })).json();
}

async function doing(app, button, problem, action, over) {
  if (button.disabled) return;
  button.disabled = true;
  problem.replaceChildren();
  try {
    over(await action());
  } catch (error) {
    button.disabled = false;
    problem.replaceChildren(icon('alert', 's'), whyNot(app, error));
  }
}

/** @param {import('./chat.js').Chat} app @param {any} error */
export function whyNot(app, error) {
  if (!app.online) return t('waiting');
  if (error.slug === 'meeting-begun') return met('begun');
  if (error.slug === 'meeting-cancelled') return met('cancelled');
  if (error.status === 412) return met('meanwhile');
  if (error.status === 422 || error.slug === 'slot-taken') return met('noRoom');
  return said(error);
}
