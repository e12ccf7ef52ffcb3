const PAGE = 50;

/** The messages of one conversation as far as they were read, in order of `seq` and without a gap. */
export class Messages {
  #api;
  #id;
  #bySeq = new Map();
  #older = true;
  #running = null;
  /** Counts what was asked for and what was told of reactions, so that an answer on its way takes nothing back. */
  #moment = 1;

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
    const asked = this.#ask();
    const page = await this.#api.get(`/conversations/${this.#id}/messages?limit=${PAGE}`);
    this.#take(page.items, asked);
    this.#older = page.items.length > 0 && this.first > 1 && page.next !== null;
  }

  /** False when there was nothing to load. */
  async loadOlder(limit = PAGE) {
    if (!this.#older || this.#running || this.first === Infinity) return false;
    const asked = this.#ask();
    this.#running = this.#api.get(`/conversations/${this.#id}/messages?before=${this.first}&limit=${limit}`);
    try {
      const page = await this.#running;
      this.#take(page.items, asked);
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
      const asked = this.#ask();
      const page = await this.#api.get(`/conversations/${this.#id}/messages?since=${since}&limit=100`);
      this.#take(page.items, asked);
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

  /** MS-8: the reactions of a message as they are, told by the stream. */
  react({ seq, reactions }) {
    const known = this.#bySeq.get(seq);
    if (known) this.#bySeq.set(seq, { ...known, reactions, reactedAt: ++this.#moment });
  }

  /** The card of a meeting, as it is now. @param {any} meeting */
  met(meeting) {
    for (const [seq, known] of this.#bySeq) {
      if (known.meeting?.id === meeting.id && known.meeting.version < meeting.version) this.#bySeq.set(seq, { ...known, meeting });
    }
  }

  /** What the server answers to mine; what was told meanwhile is newer, or newer things are about to be told. @param {() => Promise<any>} send */
  async reacting(send) {
    const asked = this.#ask();
    const { seq, reactions } = await send();
    if ((this.#bySeq.get(seq)?.reactedAt ?? 0) < asked) this.react({ seq, reactions });
  }

  #ask() {
    return ++this.#moment;
  }

  /** @param {any[]} items @param {number} [asked] When; what the stream brings says nothing of reactions that are known. */
  #take(items, asked = 0) {
    for (const message of items) {
      const known = this.#bySeq.get(message.seq);
      // A page that was asked for before an edit and came after it takes nothing back.
      if (known && state(message) < state(known)) continue;
      const older = known && (known.reactedAt ?? 0) >= asked;
      this.#put(older ? { ...message, reactions: known.reactions, reactedAt: known.reactedAt } : message);
    }
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
