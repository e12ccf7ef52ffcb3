import { ApiError } from './api.js';
import { EventParser } from './sse.js';

const SILENCE = 45_000;
const HIDDEN = 30 * 60_000;
const SLOWEST = 30_000;

/**
 * The live line: Server-Sent Events read by fetch, because the token goes in a header. One tab of a site holds it and
 * hands on what it hears; a tab that has been hidden for long neither holds it nor asks for it.
 */
export class Line extends EventTarget {
  #api;
  #tabs;
  #stop = null;
  #lastId = null;
  #hiding = 0;
  #hiddenAt = 0;
  #wake = null;
  /** The line has failed and not come back yet. */
  lost = false;

  /** @param {import('./api.js').Api} api @param {import('./tabs.js').Tabs} tabs */
  constructor(api, tabs) {
    super();
    this.#api = api;
    this.#tabs = tabs;
    document.addEventListener('visibilitychange', () => this.#visibility());
    // Without these the browser could not keep the page for "back", or would keep a line nobody reads.
    addEventListener('pagehide', () => this.stop());
    addEventListener('pageshow', (event) => event.persisted && this.dispatchEvent(new Event('return')));
    addEventListener('online', () => this.#wake?.());
  }

  start() {
    if (this.#stop) return;
    const stop = (this.#stop = new AbortController());
    this.#tabs.join();
    this.#tabs
      .alone('line', () => this.#hold(stop.signal), { signal: stop.signal })
      .catch((error) => {
        if (error.name !== 'AbortError') throw error;
      });
  }

  stop() {
    this.#stop?.abort();
    this.#stop = null;
    this.#tabs.leave();
  }

  forget() {
    this.#lastId = null;
  }

  /** What another tab's line heard. @param {import('./sse.js').ServerEvent} event */
  hear(event) {
    if (event.id) this.#lastId = event.id;
    this.#say(false);
    if (event.event) this.dispatchEvent(new CustomEvent('event', { detail: event }));
  }

  #visibility() {
    clearTimeout(this.#hiding);
    if (document.hidden) {
      this.#hiddenAt = Date.now();
      // Without locks the tabs do not share: six hidden lines would block the site over HTTP/1.1.
      this.#hiding = setTimeout(() => this.stop(), this.#tabs.shared ? HIDDEN : 10_000);
      // A browser may freeze a hidden tab, and then it has heard nothing.
    } else if (!this.#stop || Date.now() - this.#hiddenAt > 60_000) this.dispatchEvent(new Event('return'));
  }

  /** @param {AbortSignal} signal */
  async #hold(signal) {
    let wait = 500;
    while (!signal.aborted) {
      const since = Date.now();
      let retryAfter = 0;
      try {
        await this.#listen(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ApiError && !error.passing) {
          // Over, or shut out: as if the server had said so on the line. It can be had again, should that have changed.
          this.#stop = null;
          this.dispatchEvent(new CustomEvent('event', { detail: { event: 'session.ended' } }));
          return;
        }
        retryAfter = error.retryAfter * 1000;
      }
      if (Date.now() - since > SLOWEST) wait = 500;
      // One short break, as when the server is started anew, is not worth a word.
      else if (wait > 500) this.#say(true);
      await this.#pause(retryAfter || wait * (0.5 + Math.random()), signal);
      wait = Math.min(wait * 2, SLOWEST);
    }
  }

  /** Ends by itself, or sooner when the network comes back. @param {number} time @param {AbortSignal} signal */
  #pause(time, signal) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, time);
      signal.addEventListener('abort', resolve, { once: true });
    });
  }

  /** @param {AbortSignal} signal */
  async #listen(signal) {
    const cut = new AbortController();
    const onStop = () => cut.abort();
    let silence;
    signal.addEventListener('abort', onStop, { once: true });
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => cut.abort(), SILENCE);
    };
    try {
      alive();
      const headers = this.#lastId ? { 'Last-Event-ID': this.#lastId } : {};
      const response = await this.#api.open('/events', { headers, signal: cut.signal });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const parser = new EventParser();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        alive();
        this.#say(false);
        for (const event of parser.push(piece.value)) {
          this.hear(event);
          this.#tabs.post({ type: 'event', event });
        }
      }
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', onStop);
    }
  }

  /** @param {boolean} lost */
  #say(lost) {
    if (this.lost === lost) return;
    this.lost = lost;
    this.dispatchEvent(new Event('state'));
  }
}
