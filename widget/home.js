import { el, face, icon } from './dom.js';
import { notice } from './notice.js';
import { briefly, t } from './texts.js';

/** The first view: start a conversation, or go on with an earlier one (IN-2, IN-6). */
export class Home {
  #app;
  #stage;
  #earlier = el('div.earlier');
  #painted = '';
  #forget = el('p.hint');
  #prove = el('p.hint');
  #note = el('p.banner.info', { role: 'status', hidden: true });

  /** @param {import('./chat.js').Chat} app @param {import('./stage.js').Stage} stage */
  constructor(app, stage) {
    this.#app = app;
    this.#stage = stage;
    const { texts, available, scheduler } = app.settings;
    // Who was let into a conversation begins none of their own here.
    const choice = (sign, words, hint, action, hidden) =>
      el('button.choice', { type: 'button', hidden, onclick: action }, el('span.ico', {}, icon(sign)), el('span', {}, el('b', {}, t(words)), el('small', {}, t(hint))), icon('next', 'flip'));
    this.start = choice('chat', 'start', 'startHint', () => app.begin(), app.shell.joined);
    const meet = scheduler && choice('calendar', 'schedule', 'scheduleHint', () => app.book({ slug: scheduler }));
    const closed = !available && el('p.banner.warn', {}, icon('moon', 's'), el('span', { dir: 'auto' }, texts.offline || t('closed')));
    this.node = el('div.body.lift', {}, this.#note, this.start, meet, closed, this.#earlier, this.#prove, app.shell.page && this.#forget);
    this.update();
  }

  focus() {
    this.start.focus();
  }

  update() {
    const note = this.#app.note ? t(this.#app.note) : '';
    this.#note.textContent = note;
    this.#note.hidden = !note;
    const items = this.#app.earlier();
    const forget = el('button.link', { type: 'button', onclick: () => this.#app.shutdown() }, t('forget'));
    const { guest } = this.#app.session;
    const prove = el('button.link', { type: 'button', onclick: () => this.#app.confirm() }, t('prove'));
    this.#prove.replaceChildren(...(guest?.email && !guest.emailProven ? [prove] : []));
    this.#forget.replaceChildren(...(this.#app.session.token ? [t('notYou'), ' ', forget] : []));
    // Painted when something of it is new, so that a click finds what it began on; and what has the focus keeps it.
    const now = JSON.stringify([items, !this.#stage.line]);
    if (now === this.#painted) return;
    this.#painted = now;
    const at = [...this.#earlier.children].indexOf(this.#app.shell.root.activeElement);
    this.#earlier.replaceChildren(...(items.length ? [el('h3.cap', {}, t('earlier')), ...items.map((item) => this.#item(item))] : []));
    this.#earlier.children[at]?.focus();
  }

  /** Who wrote it, where the title does not say so. @param {any} author @param {string} title */
  #who(author, title) {
    if (author?.kind === 'guest' && author.id === this.#app.session.guest?.id) return `${t('you')}: `;
    return author?.kind === 'system' || !author?.name || author.name === title ? '' : `${author.name.split(' ')[0]}: `;
  }

  /** @param {any} item */
  #item({ id, title, avatar, lastMessage, lastActivityAt, unread }) {
    const at = lastActivityAt || lastMessage?.createdAt;
    const { line } = this.#stage;
    // Rather nothing for a moment than marks that nobody has read yet.
    const words = lastMessage?.notice ? notice(lastMessage.notice) : lastMessage?.deletedAt ? t('deleted') : line && lastMessage ? this.#who(lastMessage.author, title) + (line(lastMessage.text) || (lastMessage.files || lastMessage.attachments.map((it) => it.name)).join(', ')) : '';
    return el(
      `button.conv${unread ? '.unread' : ''}`,
      { type: 'button', onclick: () => this.#app.openConversation(id) },
      face(avatar),
      el('span.top', {}, el('bdi.title.cut', {}, title), at && el('time', {}, briefly(at))),
      el('span.line', {}, el('span.cut', { dir: 'auto' }, words), unread > 0 && el('span.badge', { 'aria-label': t('unread', { count: unread }), role: 'img' }, unread)),
    );
  }
}
