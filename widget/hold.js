const LEFT = 1000;

/** The time that is kept while the form is filled in (ME-29). Where none can be kept, everything goes on as well. */
export class Hold {
  #app;
  #plan;
  #node;
  #turn = 0;
  #watch = 0;
  /** @type {string | null} */
  token = null;
  /** The newest asking: whoever books before it has its answer is in their own way. @type {Promise<string[] | null>} */
  asked = Promise.resolve(null);

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {HTMLElement} node whoever does not see it any more has left */
  constructor(app, plan, node) {
    this.#app = app;
    this.#plan = plan;
    this.#node = node;
  }

  get #path() {
    return `/schedulers/${this.#plan.slug}/holds`;
  }

  /** In place of what was kept before. @param {string} start @param {number} duration @returns {Promise<string[] | null>} what is free instead, where somebody else has it */
  take(start, duration) {
    return (this.asked = this.#ask(start, duration));
  }

  /** @param {string} start @param {number} duration @returns {Promise<string[] | null>} */
  async #ask(start, duration) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#look();
    try {
      const { hold } = await this.#app.api.call('POST', this.#path, { start, duration, hold: this.token });
      if (turn === this.#turn) this.token = hold;
      else if (hold) this.#drop(hold);
    } catch (error) {
      if (turn === this.#turn && error.slug === 'slot-taken') return error.problem.next || [];
    }
    return null;
  }

  /** On leaving, and once it is booked. */
  give() {
    this.#turn += 1;
    clearInterval(this.#watch);
    removeEventListener('pagehide', this.#gone);
    if (this.token) this.#drop(this.token);
    this.token = null;
  }

  #gone = () => this.give();

  #look() {
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#node.isConnected || this.give(), LEFT);
    addEventListener('pagehide', this.#gone);
  }

  /** It arrives though the page goes; what is lost is free again in five minutes. @param {string} hold */
  #drop(hold) {
    const options = { method: 'DELETE', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ hold }) };
    this.#app.api.open(this.#path, options).catch(() => {});
  }
}
