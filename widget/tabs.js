/** What the tabs of one site share: a channel to tell each other, and locks so that one acts for all (WI-14). */
export class Tabs {
  #name;
  #channel = null;
  #receive;
  #apart;

  /** @param {string} name @param {(message: any) => void} receive What another tab posted. @param {() => boolean} apart Each tab has a session of its own. */
  constructor(name, receive, apart) {
    this.#name = name;
    this.#receive = receive;
    this.#apart = apart;
  }

  /** Opaque origins and plain http sites have no locks, some browsers no channel: then each tab has a line of its own. */
  get shared() {
    return Boolean(this.#channel && navigator.locks);
  }

  join() {
    if (this.#channel || this.#apart() || typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = (event) => this.#receive(event.data);
  }

  leave() {
    this.#channel?.close();
    this.#channel = null;
  }

  /** @param {unknown} message */
  post(message) {
    this.#channel?.postMessage(message);
  }

  /** Another tab is doing this. @param {string} what */
  async taken(what) {
    if (!this.shared) return false;
    const { held } = await navigator.locks.query().catch(() => ({ held: [] }));
    return held.some((lock) => lock.name === `${this.#name}:${what}`);
  }

  /**
   * Runs the work in one tab at a time; a rejected lock (opaque origin) means that this tab is alone.
   * @template T @param {string} what @param {() => Promise<T>} work @param {LockOptions} [options] @returns {Promise<T | undefined>}
   */
  async alone(what, work, options = {}) {
    if (!this.shared) return work();
    let begun = false;
    const run = async (lock) => {
      begun = true;
      return lock ? work() : undefined;
    };
    try {
      return await navigator.locks.request(`${this.#name}:${what}`, options, run);
    } catch (error) {
      if (begun || error.name === 'AbortError') throw error;
      return work();
    }
  }
}
