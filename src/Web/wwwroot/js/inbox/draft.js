const PAUSE = 500;

/**
 * What is written and not sent, kept on the server for every device of the agent, and here until the server has it, so that
 * neither a closed tab nor an ended session loses a word.
 */
export class Draft {
  #api;
  #id;
  #key;
  #timer = null;
  #text = "";
  #note = false;

  constructor(api, me, conversationId) {
    this.#api = api;
    this.#id = conversationId;
    this.#key = `xbees.draft.${me.id}.${conversationId}`;
  }

  /** @returns {Promise<{text: string, note: boolean}>} */
  async load() {
    const here = this.#stored();
    if (here) {
      this.#text = here.text;
      this.#note = here.note;
      if (!here.note) this.#later();
      return here;
    }
    try {
      const { text } = (await this.#api.get(`/conversations/${this.#id}/draft`)) ?? {};
      return { text: text ?? "", note: false };
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      return { text: "", note: false };
    }
  }

  /** A note's draft stays in this browser: on another device it would come back as words to a guest (MS-9). */
  write(text, note) {
    this.#text = text;
    this.#note = note;
    this.#store();
    if (!note) this.#later();
  }

  /** Sent: nothing is left of it, anywhere. */
  clear() {
    this.#text = "";
    this.#note = false;
    this.#forget();
    this.#push();
  }

  /** At once, when the page goes away or another conversation is opened. */
  flush() {
    if (this.#timer !== null) this.#push(true);
  }

  #later() {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => this.#push(), PAUSE);
  }

  async #push(keepalive = false) {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    const text = this.#text;
    try {
      const path = `/conversations/${this.#id}/draft`;
      await (text.trim() === "" ? this.#api.delete(path, { keepalive }) : this.#api.put(path, { text }, { keepalive }));
      if (text === this.#text && !this.#note) this.#forget();
    } catch (problem) {
      // It stays in this browser and goes up with the next key, or when the conversation is opened again.
      if (problem.status === undefined) throw problem;
    }
  }

  #stored() {
    return guarded(() => JSON.parse(localStorage.getItem(this.#key) ?? "null"));
  }

  #store() {
    if (this.#text === "") guarded(() => localStorage.removeItem(this.#key));
    else guarded(() => localStorage.setItem(this.#key, JSON.stringify({ text: this.#text, note: this.#note })));
  }

  #forget() {
    guarded(() => localStorage.removeItem(this.#key));
  }
}

function guarded(work) {
  try {
    return work();
  } catch (error) {
    // Storage refused: the server's copy alone remains.
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}
