/** Names of the services, for members who came through another one than the conversation has now. */
export class Services {
  #names = new Map();

  constructor(api) {
    this.ready = this.#load(api);
  }

  nameOf(id) {
    return this.#names.get(id) ?? null;
  }

  async #load(api) {
    try {
      const { items } = await api.get("/services?limit=100");
      for (const { id, name } of items) this.#names.set(id, name);
    } catch (problem) {
      // "Through a service" says enough where the list did not come.
      if (problem.status === undefined) throw problem;
    }
  }
}
