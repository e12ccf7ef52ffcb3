import { field, select } from "../dom/form.js";
import { avatarOf } from "../dom/avatar.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";

const PAGE = "50";
const PAUSE = 150;
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz#"];

/** Contacts by name: found as one types, by letter, of one phonebook or both, a page at a time. */
export class ContactList {
  #api;
  #open;
  #rows = h("tbody");
  #table = h("div.panel.clip");
  #state = h("p.muted.sm", { role: "status" });
  #more = h("button.btn.outline", { type: "button", hidden: true, onclick: () => this.#next() }, t("search.more"));
  #search = field({ name: "q", label: t("phonebook.search"), type: "search", maxlength: 200, autocomplete: "off" });
  #book = select({ name: "phonebook", label: t("phonebook.book"), options: [["", t("phonebook.both")], ["shared", t("phonebook.shared")], ["personal", t("phonebook.personal")]] });
  #letters;
  #letter = "";
  #after = null;
  #asked = 0;
  #waiting = 0;
  /** @type {string | null} */
  #current = null;
  root;

  /** @param {any} api @param {(id: string) => void} open */
  constructor(api, open) {
    this.#api = api;
    this.#open = open;
    this.#letters = LETTERS.map(letter => h("button.btn.small", { type: "button", "aria-pressed": "false", onclick: () => this.#choose(letter) }, letter.toUpperCase()));
    const head = h("thead", {}, h("tr", {}, ["phonebook.name", "phonebook.reach", "phonebook.company"].map(key => h("th", { scope: "col" }, t(key)))));
    this.#table.append(h("table.table", {}, head, this.#rows));
    this.root = h("section.book-list.stack", { "aria-label": t("phonebook.list") },
      h("div.book-find", {}, this.#search, this.#book),
      h("div.letters", { role: "group", "aria-label": t("phonebook.letters") }, this.#letters),
      this.#table,
      this.#state, this.#more);
    this.#search.addEventListener("input", () => (clearTimeout(this.#waiting), (this.#waiting = window.setTimeout(() => this.load(), PAUSE))));
    this.#book.addEventListener("change", () => this.load());
  }

  /** From the beginning. */
  async load() {
    this.#after = null;
    await this.#fetch(rows => this.#rows.replaceChildren(...rows));
  }

  /** @param {string | null} id the one that is open */
  mark(id) {
    this.#current = id;
    for (const row of this.#rows.children) paint(row, id);
  }

  get marked() {
    return this.#current;
  }

  /** @param {string | null} id whose row it is, where it is in the list */
  focus(id) {
    /** @type {HTMLElement | null} */ (this.#rows.querySelector(`[data-contact="${CSS.escape(id ?? "")}"] a`))?.focus();
  }

  async #next() {
    const last = this.#rows.lastElementChild;
    await this.#fetch(rows => this.#rows.append(...rows));
    /** @type {HTMLElement | null} */ (last?.nextElementSibling?.querySelector("a") ?? null)?.focus();
  }

  async #fetch(show) {
    const asked = ++this.#asked;
    const query = new URLSearchParams({ limit: PAGE });
    const add = (name, value) => value && query.set(name, value);
    add("q", this.#search.querySelector("input").value.trim());
    add("phonebook", this.#book.querySelector("select").value);
    add("letter", this.#letter);
    add("after", this.#after);
    try {
      const page = await this.#api.get(`/contacts?${query}`);
      // What was asked earlier and comes later is not what is wanted.
      if (asked !== this.#asked) return;
      this.#after = page.next ?? null;
      show(page.items.map(contact => this.#row(contact)));
      this.#table.hidden = this.#rows.children.length === 0;
      this.#state.textContent = this.#table.hidden ? t("phonebook.none") : "";
      this.#more.hidden = this.#after === null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (asked !== this.#asked) return;
      this.#state.textContent = problem.message;
    }
  }

  #choose(letter) {
    this.#letter = this.#letter === letter ? "" : letter;
    this.#letters.forEach((button, at) => button.setAttribute("aria-pressed", String(LETTERS[at] === this.#letter)));
    this.load();
  }

  #row(contact) {
    const face = avatarOf({ id: contact.id, name: contact.name, kind: "contact" }, "sm");
    const link = h("a.row.plain", { href: `?id=${encodeURIComponent(contact.id)}` }, face, h("b", { dir: "auto" }, contact.name));
    link.addEventListener("click", event => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      this.#open(contact.id);
    });
    const phone = contact.workPhone ?? contact.mobilePhone ?? contact.homePhone;
    const reach = [contact.email, phone?.typed].filter(Boolean).map(text => h("div", {}, h("bdi.muted", {}, breakable(text))));
    const row = h("tr", { "data-contact": contact.id }, h("td", {}, link), h("td", {}, reach),
      h("td", {}, contact.company ? h("div", { dir: "auto" }, contact.company) : null, contact.phonebook === "personal" ? h("span.tag", {}, t("phonebook.personal")) : null));
    paint(row, this.#current);
    return row;
  }
}

function paint(row, id) {
  row.classList.toggle("is-open", row.dataset.contact === id);
  const link = row.querySelector("a");
  if (row.dataset.contact === id) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

/** A long address breaks behind its "@" before it breaks within a word. @param {string} text */
const breakable = text => text.split(/(?<=@)/).flatMap((part, at) => (at ? [h("wbr"), part] : [part]));
