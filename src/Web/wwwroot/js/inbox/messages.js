const PAGE = 50;

/** The messages of one conversation as far as they were read, in order of `seq` and without a gap. */
export class Messages {
  #api;
  #id;
  #bySeq = new Map();
  #older = true;
  #running = null;

  constructor(api, id) {
    this.#api = api;
    this.#id = id;
  }

  get items() {
    return [...this.#bySeq.values()].sort((a, b) => a.seq - b.seq);
  }

  get last() {
    return Math.max(0, ...this.#bySeq.keys());
  }

  get first() {
    return Math.min(Infinity, ...this.#bySeq.keys());
  }

  /** Whether this is the beginning of the conversation. */
  get complete() {
    return !this.#older;
  }

  async loadNewest() {
    const page = await this.#api.get(`/conversations/${this.#id}/messages?limit=${PAGE}`);
    this.#take(page.items);
    this.#older = page.items.length > 0 && this.first > 1 && page.next !== null;
  }

  /** False when there was nothing to load. */
  async loadOlder(limit = PAGE) {
    if (!this.#older || this.#running || this.first === Infinity) return false;
    this.#running = this.#api.get(`/conversations/${this.#id}/messages?before=${this.first}&limit=${limit}`);
    try {
      const page = await this.#running;
      this.#take(page.items);
      this.#older = page.items.length > 0 && this.first > 1;
    } finally {
      this.#running = null;
    }
    return true;
  }

  /** Everything from this one on. */
  async loadFrom(seq) {
    while (this.first > seq && this.#older) {
      // Scrolling may have asked for the same.
      await this.#running;
      await this.loadOlder(100);
    }
  }

  /** Everything after the last one known: after a gap in the stream, or a message that overtook another. */
  loadMissed() {
    return this.#loadFrom(this.last);
  }

  /** All that is known once more: it may have been edited or deleted while nobody listened. */
  loadAgain() {
    return this.#loadFrom(this.first === Infinity ? 0 : this.first - 1);
  }

  async #loadFrom(seq) {
    for (let since = seq; since !== null; ) {
      const page = await this.#api.get(`/conversations/${this.#id}/messages?since=${since}&limit=100`);
      this.#take(page.items);
      since = page.next;
    }
  }

  /** False when one before it is missing. What is older than all that was read is read with its neighbours. */
  add(message) {
    if (this.#bySeq.size > 0 && message.seq > this.last + 1) return false;
    if (this.#bySeq.size === 0 || message.seq >= this.first) this.#take([message]);
    else this.#quote(message);
    return true;
  }

  #take(items) {
    // A page that was asked for before an edit and came after it takes nothing back.
    for (const message of items) if (state(message) >= state(this.#bySeq.get(message.seq) ?? {})) this.#put(message);
  }

  #put(message) {
    this.#bySeq.set(message.seq, message);
    if (state(message) > 0) this.#quote(message);
  }

  /** What quotes it shows it as it is now (MS-7). */
  #quote(message) {
    for (const one of this.#bySeq.values()) {
      if (one.quote?.id === message.id) this.#bySeq.set(one.seq, { ...one, quote: { ...one.quote, text: message.text, deletedAt: message.deletedAt } });
    }
  }
}

const state = ({ editedAt, deletedAt }) => (deletedAt ? Infinity : editedAt ? Date.parse(editedAt) : 0);
