const PAUSE = 250;

/** How many each view holds, asked again a moment after anything that may change it. */
export class Counts {
  #api;
  #show;
  #timer = null;
  #counts = {};

  constructor(api, show) {
    this.#api = api;
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
      this.#counts = await this.#api.get("/conversations/counts");
      this.#show(this.#counts);
    } catch (problem) {
      // Old numbers stay; the next event asks again.
      if (!problem.passing && problem.status !== 401) throw problem;
    }
  }
}
