/** The messages of one conversation that this tab knows, in the server's order (MS-2). */
export class Thread {
  #api;
  #changed;
  #messages = new Map();
  #loading = null;
  /** There are older ones than those here. */
  older = false;
  loaded = false;

  /** @param {import('./api.js').Api} api @param {string} id @param {() => void} changed */
  constructor(api, id, changed) {
    this.#api = api;
    this.id = id;
    this.#changed = changed;
  }

  get messages() {
    return [...this.#messages.values()].sort((a, b) => a.seq - b.seq);
  }

  get lastSeq() {
    return Math.max(0, ...this.#messages.keys());
  }

  /** @param {any} message */
  async add(message) {
    const expected = this.lastSeq + 1;
    this.#put(message);
    // A hole means that something was missed: it is read before anybody relies on the order.
    if (this.loaded && message.seq > expected) await this.#after(expected - 1);
    this.#changed();
  }

  /** Edited or deleted; what is older than all that was read is read with its neighbours. @param {any} message */
  change(message) {
    if (this.#messages.has(message.seq)) this.#put(message);
    // MS-7.
    for (const it of this.#messages.values()) if (it.quote?.id === message.id) it.quote = message;
  }

  /** What the line tells of reactions comes in order (MS-8). @param {any} told */
  react({ seq, reactions }) {
    Object.assign(this.#messages.get(seq) || {}, { reactions, told: Date.now() });
    this.#changed();
  }

  /** As it is now, wherever it stands. @param {any} meeting */
  meet(meeting) {
    for (const it of this.messages) if (it.meeting?.id === meeting.id) this.#put({ ...it, meeting });
    this.#changed();
  }

  /** All of it once more: what was read may have been edited or deleted while nobody listened. */
  async catchUp() {
    if (this.loaded) await this.#after(Math.min(this.lastSeq, ...this.#messages.keys()) - 1);
    else await this.load();
    this.#changed();
  }

  load() {
    return this.#once(async () => {
      const page = await this.#page('');
      this.older = page.next !== null;
      this.loaded = true;
    });
  }

  loadOlder() {
    return this.#once(async () => {
      const first = Math.min(...this.#messages.keys());
      const page = await this.#page(`?before=${first}`);
      this.older = page.next !== null;
    });
  }

  /** @param {() => Promise<void>} work */
  #once(work) {
    this.#loading ||= work().finally(() => {
      this.#loading = null;
      this.#changed();
    });
    return this.#loading;
  }

  /** @param {number} seq */
  async #after(seq) {
    for (let since = seq; since !== null; ) since = (await this.#page(`?since=${since}`)).next;
  }

  /** @param {string} query */
  async #page(query) {
    const asked = Date.now();
    const page = await this.#api.get(`/conversations/${this.id}/messages${query}`);
    for (const message of page.items) this.#put(message, asked);
    return page;
  }

  /** A page that was asked for before an edit or a reaction and came after it takes nothing back. @param {any} message @param {number} [asked] */
  #put(message, asked = 0) {
    const known = this.#messages.get(message.seq);
    if (known?.meeting?.version > message.meeting?.version) message.meeting = known.meeting;
    if (known?.told >= asked) Object.assign(message, { reactions: known.reactions, told: known.told });
    if (!known || changedAt(message) >= changedAt(known)) this.#messages.set(message.seq, message);
  }
}

/** @param {any} message */
function changedAt({ editedAt, deletedAt }) {
  return Date.parse(deletedAt || editedAt) || 0;
}
