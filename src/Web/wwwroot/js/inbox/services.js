/** Names of the services, for members who came through another one than the conversation has now. */
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

  async load() {
    try {
      const { items } = await this.#api.get("/services?limit=100");
      for (const { id, name } of items) this.#names.set(id, name);
    } catch (problem) {
      // "Through a service" says enough where the list did not come.
      if (problem.status === undefined) throw problem;
    }
  }
}
