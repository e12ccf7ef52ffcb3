import { Lines } from "./lines.js";

// The server writes something every 15 seconds; two and a half times that without a byte is a dead line.
const SILENCE = 38_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 20_000;

/**
 * One connection to `/events`, kept up: it resumes with the last id it saw, and says when it is lost and back.
 * `fetch` rather than EventSource, which tells neither a 401 from a lost network nor takes an id from another tab.
 */
export class Stream {
  #onEvent;
  #onState;
  #stop = new AbortController();
  #pause = FIRST_PAUSE;
  #wake = () => {};

  /** @param {{lastId: string | null, onEvent: (event: {id, type, data}) => void, onState: (state: string) => void}} options */
  constructor({ lastId, onEvent, onState }) {
    this.lastId = lastId;
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  /** Resolves when the stream is closed for good. */
  async run() {
    addEventListener("online", this.#hurry);
    while (!this.#stop.signal.aborted) {
      const goOn = await this.#once();
      if (!goOn) break;
      await this.#rest();
    }
    removeEventListener("online", this.#hurry);
  }

  close() {
    this.#stop.abort();
    this.#wake();
  }

  #hurry = () => this.#wake();

  /** Where the pause is random, a thousand browsers do not come back in the same second after a restart. */
  #rest() {
    const pause = this.#pause * (0.6 + Math.random() * 0.8);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    return new Promise(resolve => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => (clearTimeout(timer), resolve(undefined));
    });
  }

  async #once() {
    const line = new AbortController();
    const signal = AbortSignal.any([line.signal, this.#stop.signal]);
    let silence = setTimeout(() => line.abort(), SILENCE);
    try {
      const headers = { accept: "text/event-stream" };
      if (this.lastId !== null) headers["last-event-id"] = this.lastId;
      const response = await fetch("/api/v1/events", { headers, signal, cache: "no-store" });
      if (response.status === 401) return this.#end("signed-out");
      if (!response.ok || response.body === null) throw new TypeError(`events: ${response.status}`);
      const lines = new Lines();
      const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await text.read(); !part.done; part = await text.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => line.abort(), SILENCE);
        if (!this.#take(lines.push(part.value))) return this.#end("signed-out");
      }
    } catch (error) {
      if (!(error instanceof TypeError) && error.name !== "AbortError") throw error;
    } finally {
      clearTimeout(silence);
    }
    if (!this.#stop.signal.aborted) this.#onState("lost");
    return true;
  }

  /** False when the server ended the session. */
  #take(events) {
    for (const event of events) {
      if (event.id !== null) this.lastId = event.id;
      if (event.type === "session.ended") return false;
      if (event.type === "ready") {
        this.#pause = FIRST_PAUSE;
        this.#onState("connected");
      }
      if (event.data !== "" || event.type === "reset") this.#onEvent({ id: this.lastId, type: event.type, data: event.data });
    }
    return true;
  }

  #end(state) {
    this.#onState(state);
    return false;
  }
}
