import { el } from './dom.js';
import { extra } from './more-texts.js';
import { t } from './texts.js';

/** The nine kinds of the API with their emoji; a test compares them with the server's. */
export const REACTIONS = { thumbsup: '👍', thumbsdown: '👎', heart: '❤️', laugh: '😄', wow: '😮', sad: '😢', thanks: '🙏', party: '🎉', done: '✅' };

/** Beneath a message: a press adds mine or takes it back (MS-8). @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk @param {any} row */
export function reactions(app, talk, row) {
  const { message } = row;
  const shown = (!message.deletedAt && message.reactions) || [];
  const old = row.querySelector('.reactions');
  const look = JSON.stringify(shown);
  if (old?.look === look || (!old && !shown.length)) return;
  const focused = old?.querySelector(':focus')?.dataset.kind;
  const press = (kind) => react(app, talk, message, kind, () => {});
  const buttons = shown.map((it) => toggle(it.kind, it.mine, label(app, it), press, el('span.sign', {}, REACTIONS[it.kind]), ` ${it.count}`));
  const group = el('div.reactions', { role: 'group', 'aria-label': extra('reactions'), 'aria-live': 'off' }, buttons);
  group.look = look;
  old?.remove();
  if (shown.length) row.bubble.after(group);
  if (focused) (buttons.find((it) => it.dataset.kind === focused) || row.querySelector('.change'))?.focus();
}

/** All nine, one stop with Tab and arrows among them. @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk @param {any} message @param {() => void} done */
export function choice(app, talk, message, done) {
  const mine = (kind) => (message.reactions || []).some((it) => it.kind === kind && it.mine);
  const press = (kind) => react(app, talk, message, kind, done);
  const buttons = Object.entries(REACTIONS).map(([kind, emoji]) => toggle(kind, mine(kind), extra(kind), press, el('span.sign', {}, emoji)));
  buttons[0].tabIndex = 0;
  return el('div.signs', { role: 'group', 'aria-label': extra('react'), onkeydown: walk }, buttons);
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const from = /** @type {HTMLElement} */ (event.target);
  const group = /** @type {HTMLElement} */ (from.parentElement);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (getComputedStyle(group).direction === 'rtl' ? -1 : 1);
  if (!step) return;
  event.preventDefault();
  const all = /** @type {HTMLElement[]} */ ([...group.children]);
  const to = all[(all.indexOf(from) + step + all.length) % all.length];
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/** @param {string} kind @param {boolean} mine @param {string} name @param {(kind: string) => void} press @param {...any} words */
function toggle(kind, mine, name, press, ...words) {
  const attributes = { type: 'button', tabindex: -1, title: name, 'aria-label': name, 'aria-pressed': String(mine), 'data-kind': kind };
  return el('button.reaction', { ...attributes, onclick: () => press(kind) }, words);
}

/** AC-12: where guests only read it is not said who. @param {import('./chat.js').Chat} app @param {any} reaction */
function label(app, { kind, count, people = [] }) {
  const names = people.map((it) => (it.id === app.session.guest?.id ? t('you') : it.name));
  if (names.length && count > names.length) names.push(`+${count - names.length}`);
  return `${extra(kind)}, ${count}${names.length ? ': ' : ''}${names.join(', ')}`;
}

/**
 * Shown when the server has taken it. What the line told meanwhile is newer, or newer things are about to be told.
 * @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk @param {any} message @param {string} kind @param {() => void} done
 */
async function react(app, talk, message, kind, done) {
  const { id, reactions: before = [] } = message;
  const asked = Date.now();
  const method = before.some((it) => it.kind === kind && it.mine) ? 'DELETE' : 'PUT';
  await app.try(async () => {
    const answer = await app.api.call(method, `/conversations/${talk.id}/messages/${id}/reactions/${kind}`);
    if (!(message.told >= asked)) await app.conversations.apply('reaction.changed', { conversationId: talk.id, ...answer });
    done();
  });
}
