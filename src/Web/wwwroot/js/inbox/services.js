/** The services: their names, for members who came through another one than the conversation has now, and what can be chosen of them. */
export class Services {
  #api;
  #names = new Map();

  constructor(api) {
    this.#api = api;
    this.ready = this.load();
  }

  nameOf(id) {
    return this.#names.get(id) ?? null;
  }

  /** As they are now, in the order they are chosen from (AS-16). */
  async choices() {
    const { items } = await this.#api.get("/services?limit=100");
    for (const { id, name } of items) this.#names.set(id, name);
    return items;
  }

  /** As they are now, or none where they did not come. */
  async known() {
    try {
      return await this.choices();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      return [];
    }
  }

  async load() {
    // "Through a service" says enough where the list did not come.
    await this.known();
  }
}
