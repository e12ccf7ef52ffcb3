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
  async loadOlder() {
    if (!this.#older || this.#running || this.first === Infinity) return false;
    this.#running = this.#api.get(`/conversations/${this.#id}/messages?before=${this.first}&limit=${PAGE}`);
    try {
      const page = await this.#running;
      this.#take(page.items);
      this.#older = page.items.length > 0 && this.first > 1;
    } finally {
      this.#running = null;
    }
    return true;
  }

  /** Everything after the last one known: after a gap in the stream, or a message that overtook another. */
  async loadMissed() {
    for (let more = true; more; ) {
      const page = await this.#api.get(`/conversations/${this.#id}/messages?since=${this.last}&limit=100`);
      const before = this.last;
      this.#take(page.items);
      more = page.next !== null && this.last > before;
    }
  }

  /** False when one before it is missing. */
  add(message) {
    if (this.#bySeq.size > 0 && message.seq > this.last + 1) return false;
    this.#take([message]);
    return true;
  }

  #take(items) {
    for (const message of items) this.#bySeq.set(message.seq, message);
  }
}
