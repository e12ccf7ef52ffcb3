import { Thread } from './thread.js';

/** A safety net only: who types says so every 2.5 s and says when they stop, 5 s after the last key (MS-3). */
const TYPING = 8_000;

/** The guest's conversations of this way in (IN-6), kept right by the live line. */
export class Conversations extends EventTarget {
  #api;
  #session;
  #threads = new Map();
  #typing = new Map();
  /** How many readings were begun, and by which of them each conversation is known. */
  #readings = 0;
  #knownBy = new Map();
  /** @type {Map<string, Conversation>} */
  items = new Map();
  loaded = false;

  /** @param {import('./api.js').Api} api @param {import('./session.js').Session} session */
  constructor(api, session) {
    super();
    this.#api = api;
    this.#session = session;
  }

  get sorted() {
    const when = (it) => it.lastActivityAt || it.lastMessage?.createdAt || it.createdAt;
    return [...this.items.values()].sort((a, b) => (when(a) < when(b) ? 1 : -1));
  }

  get unread() {
    return [...this.items.values()].reduce((sum, it) => sum + (it.unread || 0), 0);
  }

  /** @param {string} id */
  thread(id) {
    if (!this.#threads.has(id)) this.#threads.set(id, new Thread(this.#api, id, () => this.#changed()));
    return this.#threads.get(id);
  }

  /** @param {string} id */
  isTyping(id) {
    return this.#typing.has(id);
  }

  /** Everything afresh: at the start, after "reset", and when a tab comes back. */
  async refresh() {
    if (!this.#session.token) return;
    const reading = ++this.#readings;
    const page = await this.#api.get('/conversations?view=all&limit=50');
    const now = new Map(page.items.map((item) => [item.id, this.#newest(item, reading)]));
    // What is not among the newest is older, or was lost while nobody listened (GU-9).
    const others = [...this.items].filter(([id]) => !now.has(id));
    this.items = new Map([...now, ...others]);
    this.loaded = true;
    this.#changed();
    await Promise.all(others.map(([id]) => this.fetch(id)));
    await Promise.all([...this.#threads.values()].map((thread) => this.items.has(thread.id) && thread.catchUp()));
  }

  /** Without a number it is older than whatever else is known: an answer may have waited for long. @param {Conversation} conversation */
  put(conversation, reading = 0) {
    this.items.set(conversation.id, this.#newest(conversation, reading));
    this.#changed();
  }

  /** What was read may be older than what the live line, or a reading begun later, has told meanwhile. @param {Conversation} read @param {number} reading */
  #newest(read, reading) {
    const known = this.items.get(read.id);
    const late = known && this.#knownBy.get(read.id) > reading;
    if (!late) this.#knownBy.set(read.id, reading);
    const newer = late ? known : read;
    // Whichever has heard more knows the last words, however old the rest of it is.
    if (!known || known.lastSeq === read.lastSeq) return newer;
    const { lastSeq, lastActivityAt, lastMessage, unread, readSeq } = known.lastSeq > read.lastSeq ? known : read;
    return { ...newer, lastSeq, lastActivityAt, lastMessage, unread, readSeq };
  }

  clear() {
    this.items.clear();
    this.#knownBy.clear();
    this.#threads.clear();
    this.#changed();
  }

  /** @param {string} name @param {any} data */
  async apply(name, data) {
    const id = data.conversationId;
    if (name === 'message.created') await this.#arrived(id, data.message);
    else if (name.startsWith('message.')) this.#rewritten(id, data.message);
    else if (data.meeting) this.#threads.get(id)?.meet(data.meeting);
    else if (name === 'reaction.changed') this.#threads.get(id)?.react(data);
    else if (name === 'conversation.created' || name === 'conversation.updated' || name === 'members.changed') await this.fetch(id);
    else if (name === 'conversation.removed') this.#drop(id);
    else if (name === 'service.updated') await this.refresh();
    else if (name === 'read.changed') this.#readBy(data);
    else if (name === 'typing' && data.author.id !== this.#session.guest?.id) this.#types(id, !data.stop);
  }

  /** One device reads for all (MS-4). @param {string} id */
  async read(id) {
    const item = this.items.get(id);
    if (!item || (!item.unread && item.readSeq >= item.lastSeq)) return;
    const seq = item.lastSeq;
    Object.assign(item, { unread: 0, readSeq: seq });
    this.#changed();
    await this.#api.call('PUT', `/conversations/${id}/read`, { seq });
  }

  /** @param {string} id @param {any} message */
  async #arrived(id, message) {
    this.#types(id, false);
    const added = this.#threads.get(id)?.add(message);
    const item = this.items.get(id);
    // While the thread reads what it has missed, the next message may come: this one is counted before.
    await Promise.all([added, item ? this.#count(item, message) : this.fetch(id)]);
  }

  /** @param {Conversation} item @param {any} message */
  #count(item, message) {
    if (message.seq > item.lastSeq) {
      item.lastSeq = message.seq;
      item.lastActivityAt = message.createdAt;
      if (message.kind !== 'notice') {
        item.lastMessage = message;
        if (message.author?.id !== this.#session.guest?.id) {
          item.unread = (item.unread || 0) + 1;
          this.dispatchEvent(new CustomEvent('message', { detail: { id: item.id, message } }));
        }
      }
    }
    this.#changed();
  }

  /** Edited or deleted; what was asked for before is older than this. @param {string} id @param {any} message */
  #rewritten(id, message) {
    this.#threads.get(id)?.change(message);
    const item = this.items.get(id);
    if (item?.lastMessage?.seq === message.seq) {
      item.lastMessage = message;
      this.#knownBy.set(id, ++this.#readings);
    }
    this.#changed();
  }

  /** @param {string} id */
  async fetch(id) {
    const reading = ++this.#readings;
    const item = await this.#api.get(`/conversations/${id}`).catch((error) => {
      if (error.status === 404) return null;
      throw error;
    });
    if (item) this.put(item, reading);
    else this.#drop(id);
  }

  /** @param {string} id */
  #drop(id) {
    this.#threads.delete(id);
    if (!this.items.delete(id)) return;
    this.dispatchEvent(new CustomEvent('removed', { detail: id }));
    this.#changed();
  }

  /** @param {any} data */
  #readBy({ conversationId, kind, guestId, seq, unread }) {
    const item = this.items.get(conversationId);
    if (!item) return;
    if (kind === 'agent') item.seenSeq = Math.max(item.seenSeq ?? 0, seq);
    else if (guestId === this.#session.guest?.id) {
      item.readSeq = seq;
      item.unread = unread ?? 0;
    }
    this.#changed();
  }

  /** @param {string} id @param {boolean} on */
  #types(id, on) {
    clearTimeout(this.#typing.get(id));
    if (on) this.#typing.set(id, setTimeout(() => this.#types(id, false), TYPING));
    else if (!this.#typing.delete(id)) return;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
