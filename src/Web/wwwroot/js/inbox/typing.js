import { t } from "../text/text.js";

const GONE = 5000;

/** Who types where, for as long as MS-3 says. Dispatches "change" `{id}`. */
export class Typing extends EventTarget {
  #by = new Map();
  #me;

  constructor(me) {
    super();
    this.#me = me;
  }

  heard({ conversationId, author, stop }) {
    if (author.id === this.#me.id) return;
    if (stop) return this.stopped(conversationId, author);
    const authors = this.#by.get(conversationId) ?? new Map();
    this.#by.set(conversationId, authors);
    const key = keyOf(author);
    clearTimeout(authors.get(key)?.timer);
    const fresh = !authors.has(key);
    authors.set(key, { name: author.name, timer: setTimeout(() => this.stopped(conversationId, author), GONE) });
    if (fresh) this.#tell(conversationId);
  }

  stopped(conversationId, author) {
    const entry = this.#by.get(conversationId)?.get(keyOf(author));
    if (!entry) return;
    clearTimeout(entry.timer);
    this.#by.get(conversationId).delete(keyOf(author));
    this.#tell(conversationId);
  }

  /** "Nadia is typing", or "" */
  line(conversationId) {
    const names = [...(this.#by.get(conversationId)?.values() ?? [])].map(entry => entry.name.split(" ")[0]);
    if (names.length === 0) return "";
    return names.length === 1 ? t("typing.one", { name: names[0] }) : t("typing.many", { name: names[0], count: names.length - 1, n: names.length - 1 });
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent("change", { detail: { id } }));
  }
}

const keyOf = author => `${author.kind} ${author.id ?? author.name}`;
