import { uuid } from "../dom/uuid.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * What was written and is not yet known to be stored. It is kept in this browser's storage until the server has answered, goes
 * out in order within a conversation, and carries an id of its own, so that trying again never makes two (MS-2).
 * Dispatches "change" `{conversationId}` and "sent" `{conversationId, message}`.
 */
export class Outbox extends EventTarget {
  #api;
  #me;
  #key;
  #entries;
  #running = new Set();
  #pauses = new Map();

  constructor(api, me) {
    super();
    this.#api = api;
    this.#me = me;
    this.#key = `xbees.outbox.${me.id}`;
    this.#entries = read(this.#key);
    addEventListener("storage", event => event.key === this.#key && this.#reread());
    addEventListener("online", () => this.resume());
  }

  /** What waits in a conversation, in the shape of messages. */
  of(conversationId) {
    const author = { kind: "agent", id: this.#me.id, name: this.#me.name };
    return this.#entries
      .filter(entry => entry.conversationId === conversationId)
      .map(entry => ({ ...entry, id: null, seq: null, author, waiting: { state: entry.state, reason: entry.reason } }));
  }

  /** @param {string} conversationId @param {string} text @param {string} kind @param {any} [quote] @param {any[]} [attachments] files that are up @param {any[]} [mentions] */
  add(conversationId, text, kind, quote = null, attachments = [], mentions = []) {
    this.#entries.push({ clientId: uuid(), conversationId, text, kind, quote, attachments, mentions, createdAt: new Date().toISOString(), state: "sending", reason: null });
    this.#keep(conversationId);
    this.#run(conversationId);
  }

  /** Everything again that is not failed for good. */
  resume() {
    for (const id of new Set(this.#entries.map(entry => entry.conversationId))) this.#run(id, true);
  }

  again(clientId) {
    const entry = this.#set(clientId, "sending", null);
    if (entry) this.#run(entry.conversationId, true);
  }

  discard(clientId) {
    const entry = this.#entries.find(one => one.clientId === clientId);
    if (entry) this.#drop(entry);
  }

  /** The server has it, whoever told us. */
  arrived(conversationId, clientId) {
    const entry = clientId && this.#entries.find(one => one.clientId === clientId && one.conversationId === conversationId);
    if (entry) this.#drop(entry);
  }

  async #run(conversationId, hurry = false) {
    if (hurry) this.#pauses.get(conversationId)?.end();
    if (this.#running.has(conversationId)) return;
    this.#running.add(conversationId);
    try {
      await inOneTab(`xbees-outbox-${conversationId}`, () => this.#drain(conversationId));
    } finally {
      this.#running.delete(conversationId);
    }
  }

  async #drain(conversationId) {
    let pause = FIRST_PAUSE;
    for (let entry = this.#first(conversationId); entry; entry = this.#first(conversationId)) {
      const wait = await this.#send(entry);
      if (wait === null) pause = FIRST_PAUSE;
      else {
        await this.#rest(conversationId, Math.max(wait, pause));
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  #first(conversationId) {
    return this.#entries.find(entry => entry.conversationId === conversationId && entry.state !== "failed");
  }

  /** Null when this one is settled, else how long to wait at least before it is tried again. */
  async #send(entry) {
    this.#set(entry.clientId, navigator.onLine ? "sending" : "waiting", null);
    try {
      const message = await this.#api.post(`/conversations/${entry.conversationId}/messages`, { clientId: entry.clientId, text: entry.text, kind: entry.kind, quote: entry.quote?.id, attachments: entry.attachments?.map(file => file.id), mentions: entry.mentions?.map(one => one.id) });
      this.#drop(entry);
      this.dispatchEvent(new CustomEvent("sent", { detail: { conversationId: entry.conversationId, message } }));
      return null;
    } catch (problem) {
      if (problem.passing || problem.status === 401) {
        this.#set(entry.clientId, "waiting", problem.status === 0 ? null : problem.message);
        return (problem.retryAfter ?? 0) * 1000;
      }
      if (problem.status === undefined) throw problem;
      this.#set(entry.clientId, "failed", Object.values(problem.errors)[0]?.[0] ?? problem.message);
      return null;
    }
  }

  #rest(conversationId, milliseconds) {
    return new Promise(resolve => {
      const end = () => (clearTimeout(timer), this.#pauses.delete(conversationId), resolve(undefined));
      const timer = setTimeout(end, milliseconds);
      this.#pauses.set(conversationId, { end });
    });
  }

  #set(clientId, state, reason) {
    const entry = this.#entries.find(one => one.clientId === clientId);
    if (!entry || (entry.state === state && entry.reason === reason)) return entry;
    Object.assign(entry, { state, reason });
    this.#keep(entry.conversationId);
    return entry;
  }

  #drop(entry) {
    this.#entries = this.#entries.filter(one => one.clientId !== entry.clientId);
    this.#keep(entry.conversationId);
  }

  #keep(conversationId) {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#entries));
    } catch (error) {
      // Storage refused or full: it still goes out from memory while this page lives.
      if (!(error instanceof DOMException)) throw error;
    }
    this.dispatchEvent(new CustomEvent("change", { detail: { conversationId } }));
  }

  #reread() {
    const before = this.#entries;
    this.#entries = read(this.#key);
    for (const id of new Set([...before, ...this.#entries].map(entry => entry.conversationId))) {
      this.dispatchEvent(new CustomEvent("change", { detail: { conversationId: id } }));
    }
    // The tab that wrote it may be closed before it is sent.
    this.resume();
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Two tabs sending the same queue would only ask twice, since the client's id makes it one; the lock keeps the order. */
function inOneTab(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}
