/** The conversations this page knows, each as the server last showed it. Dispatches "changed" and "removed" `{id}`. */
export class Conversations extends EventTarget {
  #api;
  #byId = new Map();
  #loading = new Map();
  /** For each answer that is on its way, what was told of which conversation meanwhile; null where it was removed. */
  #meanwhile = new Set();

  constructor(api) {
    super();
    this.#api = api;
  }

  get(id) {
    return this.#byId.get(id) ?? null;
  }

  put(conversation) {
    for (const told of this.#meanwhile) if (told.get(conversation.id) === null) told.delete(conversation.id);
    const known = this.#byId.get(conversation.id);
    if (known && known.version > conversation.version) return;
    // A row of the list carries neither members nor read marks; those read with the conversation itself stay.
    const { members = null, guestsRead = null } = known ?? {};
    this.#byId.set(conversation.id, { ...conversation, members: conversation.members ?? members, guestsRead: conversation.guestsRead ?? guestsRead });
    this.#tell("changed", conversation.id);
  }

  /** What an event or an action of mine already tells, shown at once; the server's own word follows by `load`. */
  patch(id, change) {
    for (const told of this.#meanwhile) told.set(id, { ...told.get(id), ...change });
    const known = this.#byId.get(id);
    if (!known) return;
    this.#byId.set(id, { ...known, ...change });
    this.#tell("changed", id);
  }

  /** A page of conversations, once it is answered, with what was told while it was on its way: it may be older than that. @param {Promise<{items: any[], next: string | null}>} answer */
  async page(answer) {
    const told = new Map();
    this.#meanwhile.add(told);
    try {
      const { items, ...rest } = await answer;
      return { ...rest, items: items.filter(({ id }) => told.get(id) !== null).map(item => ({ ...item, ...told.get(item.id) })) };
    } finally {
      this.#meanwhile.delete(told);
    }
  }

  /** Reads it afresh; several wishes while one is on its way become one more. */
  load(id) {
    const running = this.#loading.get(id);
    if (running) {
      running.again ??= running.done.then(() => this.load(id));
      return running.again;
    }
    const entry = { done: this.#fetch(id).finally(() => this.#loading.delete(id)), again: null };
    this.#loading.set(id, entry);
    return entry.done;
  }

  remove(id) {
    for (const told of this.#meanwhile) told.set(id, null);
    this.#byId.delete(id);
    this.#tell("removed", id);
  }

  all() {
    return [...this.#byId.values()];
  }

  async #fetch(id) {
    try {
      const { items } = await this.page(this.#api.get(`/conversations/${id}`).then(conversation => ({ items: [conversation], next: null })));
      for (const conversation of items) this.put(conversation);
    } catch (problem) {
      if (problem.status === 404) this.remove(id);
      else if (!problem.passing && problem.status !== 401) throw problem;
    }
    return this.get(id);
  }

  #tell(type, id) {
    this.dispatchEvent(new CustomEvent(type, { detail: { id } }));
  }
}
