import { ApiError } from './api.js';

/**
 * @typedef {{ clientId: string, conversation: string, text: string, at: number, quote?: any, attachments?: any[] | null, failed?: string }} Letter
 * `conversation` is an id of the server, or `new:` and the client's own id of a conversation that the first letter starts.
 */

/**
 * What the guest has written and the server has not yet taken (WI-8). Each letter is an entry of its own in the storage:
 * two tabs that change one shared list would lose letters. The client's id makes a second sending harmless.
 */
export class Outbox extends EventTarget {
  #store;
  #api;
  #tabs;
  #clock = 0;
  #sending = false;
  #again = false;
  #timer = 0;
  #wait = 1000;

  /** When to go on, after the server has said that it was too much at once (SP-1). */
  resumeAt = 0;

  /** @param {import('./storage.js').Store} store @param {import('./api.js').Api} api @param {import('./tabs.js').Tabs} tabs */
  constructor(store, api, tabs) {
    super();
    this.#store = store;
    this.#api = api;
    this.#tabs = tabs;
  }

  /** @returns {Letter[]} in the order of writing */
  all() {
    return this.#store
      .names('out:')
      .map((name) => this.#store.get(name))
      .filter(Boolean)
      .sort((a, b) => a.at - b.at || (a.clientId < b.clientId ? -1 : 1));
  }

  /** @param {string} conversation */
  of(conversation) {
    return this.all().filter((letter) => letter.conversation === conversation);
  }

  /** @param {string} clientId @param {string} conversation @param {string} text @param {any} [quote] A message (MS-7). @param {any[] | null} [attachments] */
  add(clientId, conversation, text, quote, attachments) {
    this.#clock = Math.max(Date.now(), this.#clock + 1);
    this.#keep({ clientId, conversation, text, quote, attachments, at: this.#clock });
    this.#changed();
    return this.flush();
  }

  /** Failed: try again. @param {string} clientId */
  retry(clientId) {
    const letter = this.#store.get(`out:${clientId}`);
    if (!letter) return undefined;
    delete letter.failed;
    this.#keep(letter);
    this.#changed();
    return this.flush();
  }

  /** Sends what waits, one after the other, in one tab at a time. */
  async flush() {
    clearTimeout(this.#timer);
    this.#again = true;
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#tabs.alone('outbox', () => this.#sendAll());
      }
      this.#wait = 1000;
    } catch (error) {
      this.#later(error);
    } finally {
      this.#sending = false;
    }
  }

  async #sendAll() {
    for (let letter = this.#next(); letter; letter = this.#next()) {
      try {
        await this.#send(letter);
      } catch (error) {
        // Only what the server has refused for good is failed; a fault of the network or of our own must not lose a letter.
        if (!(error instanceof ApiError) || error.passing) throw error;
        if (error.status === 401) return this.over();
        this.#keep({ ...letter, failed: error.slug || 'refused' });
        this.#changed();
      }
    }
  }

  #next() {
    return this.all().find((letter) => !letter.failed);
  }

  /** @param {Letter} letter */
  async #send({ clientId, conversation, text, quote, attachments }) {
    const begins = conversation.startsWith('new:');
    if (begins) await this.before();
    const answer = begins
      ? await this.#api.call('POST', '/conversations', { clientId: conversation.slice(4), message: { clientId, text } })
      : await this.#api.call('POST', `/conversations/${conversation}/messages`, { clientId, text, quote: quote?.id, attachments: attachments?.map((file) => file.id) });
    this.resumeAt = 0;
    // Begun with it, or after a long time gone on with (ST-3): what was written after it belongs there too, and what it quotes stays behind.
    const into = begins ? answer.id : answer.conversationId;
    if (into) for (const other of this.of(conversation)) if (other.clientId !== clientId) this.#keep({ ...other, conversation: into, quote: null });
    // The message is shown from the server's side before it leaves ours, so that it never blinks.
    await this.after(conversation, answer);
    this.#store.delete(`out:${clientId}`);
    this.#changed();
  }

  /** Called before a conversation is started: a guest who was asked nothing has no session yet. */
  async before() {}

  /** Called when the session is over; what waits stays. */
  over() {}

  /** Called when the server has taken a letter. @param {string} _conversation @param {any} _answer A conversation if one was started, else a message. */
  async after(_conversation, _answer) {}

  /** @param {any} error */
  #later(error) {
    if (error instanceof ApiError && error.status === 429) this.resumeAt = Date.now() + (error.retryAfter || 60) * 1000;
    const wait = error.retryAfter ? error.retryAfter * 1000 : this.#wait;
    this.#wait = Math.min(this.#wait * 2, 30_000);
    this.#timer = setTimeout(() => this.flush(), wait);
    this.#changed();
  }

  /** @param {Letter} letter */
  #keep(letter) {
    this.#store.set(`out:${letter.clientId}`, letter);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
