import { Stream } from "./stream.js";

const NAME = "xbees-events";

/**
 * Live events of this browser. One tab holds the stream (a Web Lock elects it) and hands on what it hears (BroadcastChannel);
 * where either is missing, every visible tab listens for itself, since HTTP/1.1 allows six connections in all.
 *
 * Dispatches "event" `{type, data}`, "fresh" (what was read before may be out of date) and "state" `{state}`.
 */
export class Live extends EventTarget {
  #lastId = null;
  #channel = null;
  #stream = null;
  #state = "connecting";
  /** @type {(value?: any) => void} */
  #ready = () => {};

  /** Settles when events arrive from now on. */
  ready = new Promise(resolve => (this.#ready = resolve));

  get state() {
    return this.#state;
  }

  start() {
    if (navigator.locks && globalThis.BroadcastChannel) this.#share();
    else this.#alone();
  }

  #share() {
    this.#channel = new BroadcastChannel(NAME);
    this.#channel.addEventListener("message", ({ data }) => this.#heard(data));
    navigator.locks.request(NAME, { ifAvailable: true }, lock => {
      if (lock) return this.#lead(false);
      this.#ready();
      this.#channel.postMessage({ ask: true });
      navigator.locks.request(NAME, () => this.#lead(true));
      return undefined;
    });
  }

  #lead(after) {
    // A tab that never heard an id may have missed what happened between the old leader's end and now.
    const gap = after && this.#lastId === null;
    return this.#open(gap).run();
  }

  #open(gap) {
    let first = true;
    this.#stream = new Stream({
      lastId: this.#lastId,
      onEvent: event => this.#tell({ event }),
      onState: state => {
        if (state === "connected") {
          this.#ready();
          if (first && gap) this.#tell({ fresh: true });
          first = false;
        }
        this.#tell({ state });
      },
    });
    return this.#stream;
  }

  #alone() {
    const change = () => {
      if (document.visibilityState === "visible" && this.#stream === null) {
        const missed = this.#lastId === null && this.#state !== "connecting";
        this.#open(missed).run();
      } else if (document.visibilityState === "hidden" && this.#stream !== null) {
        this.#lastId = this.#stream.lastId;
        this.#stream.close();
        this.#stream = null;
      }
    };
    document.addEventListener("visibilitychange", change);
    change();
  }

  #tell(message) {
    this.#channel?.postMessage(message);
    this.#heard(message);
  }

  #heard({ event, state, fresh, ask }) {
    if (ask) {
      if (this.#stream) this.#channel?.postMessage({ state: this.#state });
      return;
    }
    if (fresh) this.dispatchEvent(new CustomEvent("fresh"));
    if (state && state !== this.#state) {
      this.#state = state;
      this.dispatchEvent(new CustomEvent("state", { detail: { state } }));
    }
    if (!event) return;
    if (event.id !== null) this.#lastId = event.id;
    if (event.type === "reset") this.dispatchEvent(new CustomEvent("fresh"));
    else if (event.type !== "ready") this.dispatchEvent(new CustomEvent("event", { detail: { type: event.type, data: JSON.parse(event.data) } }));
  }
}
