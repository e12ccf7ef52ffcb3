/** Where the guest's side is kept. Storage may be refused (GU-4): what it does not take is kept for the visit. */
export class Store {
  #prefix;
  #memory = new Map();

  /** @param {string} prefix */
  constructor(prefix) {
    this.#prefix = prefix;
  }

  get prefix() {
    return this.#prefix;
  }

  /** Something had to be kept in this tab alone. */
  get refused() {
    return this.#memory.size > 0;
  }

  /** @param {string} name */
  get(name) {
    const key = this.#prefix + name;
    if (this.#memory.has(key)) return this.#memory.get(key);
    return attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null'), null);
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    const key = this.#prefix + name;
    const text = JSON.stringify(value);
    // Kept here as well only where storage does not hold it: else other tabs' changes would be hidden behind the copy.
    if (attempt(() => (localStorage.setItem(key, text), localStorage.getItem(key) === text), false)) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  /** @param {string} name */
  delete(name) {
    this.#memory.delete(this.#prefix + name);
    attempt(() => localStorage.removeItem(this.#prefix + name), null);
  }

  /** @param {string} start Names that begin like this, without the prefix. */
  names(start) {
    const from = this.#prefix + start;
    const keys = new Set([...this.#memory.keys(), ...attempt(() => Object.keys(localStorage), [])]);
    return [...keys].filter((key) => key.startsWith(from)).map((key) => key.slice(this.#prefix.length));
  }

  clear() {
    for (const name of this.names('')) this.delete(name);
  }
}

/** @template T @param {() => T} action @param {T} otherwise */
function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    // A refused, full or spoiled storage counts as empty; the copy in memory serves the visit (GU-4).
    return otherwise;
  }
}
