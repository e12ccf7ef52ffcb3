const PAUSE = 250;

/** How many each view holds, asked again a moment after anything that may change it. */
export class Counts {
  #api;
  #narrowed;
  #show;
  #timer = null;
  #counts = {};

  /** @param {any} api @param {() => string} narrowed the filters, as a query @param {(counts: any) => void} show */
  constructor(api, narrowed, show) {
    this.#api = api;
    this.#narrowed = narrowed;
    this.#show = show;
  }

  soon() {
    this.#timer ??= setTimeout(() => this.load(), PAUSE);
  }

  repaint() {
    this.#show(this.#counts);
  }

  async load() {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    try {
      const narrowed = this.#narrowed();
      const counts = await this.#api.get(`/conversations/counts${narrowed.replace("&", "?")}`);
      // Asked about something else meanwhile.
      if (narrowed !== this.#narrowed()) return;
      this.#counts = counts;
      this.#show(counts);
    } catch (problem) {
      // Old numbers stay; the next event asks again.
      if (!problem.passing && problem.status !== 401) throw problem;
    }
  }
}
