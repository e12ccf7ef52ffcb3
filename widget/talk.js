import { Composer } from './composer.js';
import { el, icon, uuid } from './dom.js';
import { line } from './markdown.js';
import { timelineRows } from './rows.js';
import { clock, t } from './texts.js';
import { Timeline, isShown } from './timeline.js';

/** One conversation: its timeline, who is typing, and the composer. */
export class Talk {
  talks = true;
  #app;
  #timeline;
  composer;
  #newFrom = null;
  /** @type {import('./offer.js').Patience | null} */
  #patience = null;
  #typing = el('p.typing', { 'aria-hidden': 'true' });
  #banner = el('div.banner.warn', { role: 'status', hidden: true });
  extra = el('div.extra');
  /** What is being done with one message. */
  work = el('div.extra');
  /** @type {import('./rewriting.js').Rewriting | null} */
  rewriting = null;
  /** GU-5: what it needs is fetched when somebody wants it. */
  people = el('div', {}, el('button.link', { type: 'button', onclick: () => this.#app.more((it) => it.addPeople(this.#app, this)) }, t('addPeople')));
  /** AC-15: likewise. */
  hush = el('div', {}, el('button.link', { type: 'button', onclick: () => this.#mute(true) }, t('mute')));
  /** @type {import('./mute.js').Muting | null} */
  #muting = null;
  /** What the parts that come later do with each state of it. */
  settled = () => {};
  /** AC-12: in the composer's place. */
  #closed = el('p.closed', { role: 'status', hidden: true }, t('readOnly'));

  /** @param {import('./chat.js').Chat} app @param {string} id */
  constructor(app, id) {
    this.#app = app;
    this.id = id;
    this.#timeline = new Timeline({
      retry: (clientId) => app.outbox.retry(clientId),
      older: () => this.#older(),
      face: (author) => this.#face(author),
      read: () => this.#read(),
      open: (earlier) => app.openConversation(earlier),
      change: (message) => app.more(({ Rewriting }) => new Rewriting(app, this, message).choose()),
      adorn: (nodes) => app.more(({ adorn }) => adorn(app, this, nodes, line)),
    });
    this.composer = this.compose({
      draft: app.store.get(this.#draft) || '',
      keep: (text) => (text ? app.store.set(this.#draft, text) : app.store.delete(this.#draft)),
      send: (text, files) => this.#send(text, files),
      typing: (stop) => this.#types(stop),
      last: () => app.more(({ editLast }) => editLast(app, this)),
    });
    this.node = el('div.talk', {}, this.#banner, this.#timeline.node, this.extra, this.work, this.#typing, this.composer.node, this.#closed, el('div.under', {}, this.people, this.hush));
    const item = this.item;
    if (item?.unread) this.#newFrom = item.readSeq + 1;
    if (item) app.try(() => this.thread.load());
    this.update();
    app.files(({ settle }) => settle(app, this));
  }

  /** @returns {Conversation | undefined} */
  get item() {
    return this.#app.conversations.items.get(this.id);
  }

  get thread() {
    return this.#app.conversations.thread(this.id);
  }

  get #isNew() {
    return this.id.startsWith('new:');
  }

  get #draft() {
    return `draft:${this.#isNew ? 'new' : this.id}`;
  }

  /** Where one writes, a new message or an old one anew. @param {any} asks */
  compose(asks) {
    return new Composer({ ...asks, emoji: (use) => this.#app.emoji(use) });
  }

  focus() {
    if (this.rewriting) this.rewriting.focus();
    else if (this.composer.node.hidden) this.#timeline.scroller.focus();
    else this.composer.focus();
  }

  /** The view has become visible: sizes can be measured. */
  shown() {
    this.composer.fit();
    this.update();
  }

  leave() {
    this.composer.rest();
    this.#patience?.rest();
    this.#muting?.rest();
  }

  /** A message has made a conversation of what was being written, or has gone into another one. @param {string} id */
  rename(id) {
    this.#app.store.delete(this.#draft);
    this.id = id;
    if (this.composer.field.value) this.#app.store.set(this.#draft, this.composer.field.value);
  }

  update() {
    const app = this.#app;
    const { item } = this;
    const letters = app.outbox.of(this.id);
    const messages = this.#messages();
    if (this.#newFrom === null && item?.unread && !app.reading) this.#newFrom = item.readSeq + 1;
    const readOnly = Boolean(item?.readOnly);
    this.#timeline.show(
      timelineRows({
        messages,
        letters,
        me: app.session.guest?.id ?? null,
        newFrom: this.#newFrom,
        seenSeq: app.settings.seen === false ? null : (item?.seenSeq ?? null),
        waiting: app.online ? 'sending' : 'waiting',
      }),
    );
    const typing = app.conversations.isTyping(this.id);
    this.#typing.replaceChildren(...(typing ? [el('span.dots', {}, el('i'), el('i'), el('i')), t('typing', { name: item?.title })] : []));
    const had = readOnly && this.composer.field.matches(':focus');
    this.composer.node.hidden = readOnly;
    this.#closed.hidden = !readOnly;
    if (had) this.focus();
    this.settled();
    this.hush.hidden = !item;
    if (this.#muting) this.#muting.update();
    else if (item?.mutedUntil) this.#mute(false);
    this.people.hidden = !item || readOnly || app.settings.addPeople === false;
    this.#say(item, letters);
    this.#wait(messages[messages.length - 1], letters);
    this.#read();
  }

  /** @param {boolean} choose */
  #mute(choose) {
    this.#app.more(({ Muting }) => {
      this.#muting ||= new Muting(this.#app, this);
      if (choose) this.#muting.choose();
      else this.#muting.update();
    });
  }

  /** WI-6: the welcome stands above what the guest is about to write; the server stores it with the first message. */
  #messages() {
    const { settings, conversations } = this.#app;
    if (!this.#isNew) return conversations.thread(this.id).messages.filter(isShown);
    const welcome = settings.texts.welcome;
    return welcome ? [{ seq: 0, kind: 'text', text: welcome, author: { kind: 'system', id: null, name: settings.name }, createdAt: new Date().toISOString() }] : [];
  }

  /** @param {Conversation | undefined} item @param {import('./outbox.js').Letter[]} letters */
  #say(item, letters) {
    const [words, sign] = this.#situation(item, letters);
    if (this.#banner.textContent !== words) this.#banner.replaceChildren(icon(sign, 's'), el('span', { dir: 'auto' }, words));
    this.#banner.hidden = !words;
  }

  /** @param {Conversation | undefined} item @param {import('./outbox.js').Letter[]} letters @returns {[string, any]} */
  #situation(item, letters) {
    const { outbox, online, settings } = this.#app;
    if (!online) return [t('offline'), 'offline'];
    if (letters.length && outbox.resumeAt > Date.now()) return [t('slow', { time: clock(outbox.resumeAt) }), 'clock'];
    if (this.#isNew && !settings.available) return [settings.texts.offline || t('closed'), 'moon'];
    return ['', 'alert'];
  }

  /** GU-6: what offers a field for the address is fetched for whom it may be offered to. @param {any} last @param {import('./outbox.js').Letter[]} letters */
  #wait(last, letters) {
    const app = this.#app;
    const { guest } = app.session;
    const waits = guest && !guest.email && !this.item?.readOnly && !letters.length && last?.kind === 'text' && last.author.kind === 'guest';
    if (this.#patience) this.#patience.see(waits ? last.seq : 0);
    else if (waits) {
      app.more(({ Patience }) => {
        this.#patience ||= new Patience(app, this);
        this.update();
      });
    }
  }

  /** @param {any} author @returns {Avatar | null} */
  #face(author) {
    const { settings } = this.#app;
    const avatar = this.item?.avatar ?? settings.avatar;
    if (!author || author.kind === 'system') return avatar;
    if (this.item?.kind === 'oneOnOne' && author.kind === 'agent' && avatar?.kind === 'agent') return avatar;
    return { kind: author.kind, text: initials(author.name), color: colour(author.id || author.name), url: null };
  }

  #older() {
    const { thread } = this;
    if (thread.loaded && thread.older) this.#app.try(() => thread.loadOlder());
  }

  #read() {
    if (this.#app.reading && this.#timeline.atNewest) this.#app.try(() => this.#app.conversations.read(this.id));
  }

  /** @param {string} text @param {any[]} [files] */
  #send(text, files) {
    this.#patience?.forget();
    this.#newFrom = null;
    const quote = this.rewriting?.quote;
    this.rewriting?.end();
    this.#app.try(() => this.#app.outbox.add(uuid(), this.id, text, quote, files));
  }

  /** @param {boolean} stop */
  #types(stop) {
    if (this.#isNew || !this.#app.online) return;
    // A hint to the other side and nothing more: what does not arrive is not repeated.
    this.#app.api.call('POST', `/conversations/${this.id}/typing`, { stop }).catch(() => {});
  }
}

/** @param {string} name */
function initials(name) {
  const words = (name || '?').trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return ends.map((word) => [...word][0]).join('').toLocaleUpperCase();
}

/** FNV-1a, as the server does: an id has one colour everywhere. @param {string} id */
function colour(id) {
  let hash = 2_166_136_261;
  for (const letter of id || '') hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  hash >>>= 0;
  return (((hash ^ (hash >>> 16)) >>> 0) % 8) + 1;
}
