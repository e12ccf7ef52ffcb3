import { h, icon, word } from "../dom/h.js";
import { skeleton } from "../dom/skeleton.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { contactEditor } from "./contact.js";
import { importPanel } from "./import.js";
import { ContactList } from "./list.js";
import { together } from "./together.js";

const API = "/api/v1/contacts";
/** A contact that is there sooner is waited for. */
const PATIENCE = 300;

/** The phonebook (PB): the list beside what is open, which stands in the address; on a phone one of the two. */
export class Phonebook {
  #context;
  #list;
  #place = h("div.book-place");
  #split;
  #editor = null;
  /** Where one wanted to go in spite of unsaved words; undefined: nowhere yet. */
  #asked;
  #turn = 0;

  /** @param {HTMLElement} root @param {any} context api, me */
  constructor(root, context) {
    this.#context = context;
    this.#list = new ContactList(context.api, id => this.open(id));
    this.#split = h("div.split.wide", {}, this.#list.root, this.#place);
    root.replaceChildren(this.#head(), this.#split);
    addEventListener("popstate", () => this.#follow());
    addEventListener("beforeunload", event => this.#editor?.dirty && event.preventDefault());
  }

  async start() {
    await Promise.all([this.#list.load(), this.#follow()]);
  }

  /** @param {string | null} id a contact's, "new", "import", or null for none */
  open(id) {
    if (this.#editor?.dirty && this.#asked !== id) {
      // The first try to leave unsaved words says so; the second leaves.
      this.#asked = id;
      toast(t("unsaved.leave"));
      return;
    }
    this.#go(id);
  }

  #go(id) {
    const to = id === null ? location.pathname : `${location.pathname}?id=${encodeURIComponent(id)}`;
    if (to !== location.pathname + location.search) history.pushState(null, "", to);
    return this.#follow();
  }

  async #follow() {
    const id = new URLSearchParams(location.search).get("id");
    const turn = ++this.#turn;
    const before = this.#list.marked;
    this.#asked = undefined;
    this.#list.mark(id);
    this.#editor = null;
    if (id === null) {
      this.#split.classList.remove("is-open");
      this.#place.replaceChildren(h("div.empty.panel", {}, icon("book-user"), h("p", {}, t("phonebook.choose"))));
      if (isFocusLost()) this.#list.focus(before);
      return;
    }
    if (id === "import") this.#show(importPanel(this.#context.api, () => this.#list.load()));
    else await this.#edit(id, () => turn === this.#turn);
  }

  /** @param {string} id @param {() => boolean} isWanted nothing else was opened meanwhile */
  async #edit(id, isWanted) {
    const { api } = this.#context;
    const slow = setTimeout(() => isWanted() && this.#show(h("section.panel", { "aria-busy": "true" }, skeleton())), PATIENCE);
    try {
      const contact = id === "new" ? null : await api.get(`/contacts/${encodeURIComponent(id)}`);
      clearTimeout(slow);
      if (!isWanted()) return;
      this.#editor = contactEditor(api, contact, {
        saved: async saved => {
          toast(t("saved"));
          await Promise.all([this.#list.load(), isWanted() && this.#go(saved.id)]);
        },
        removed: async () => {
          toast(t("phonebook.deleted"));
          await Promise.all([this.#list.load(), isWanted() && this.#go(null)]);
        },
        reset: () => this.#go(contact === null ? null : id),
        href: other => `?id=${encodeURIComponent(other)}`,
      });
      const more = h("div");
      this.#show(this.#editor.root, more);
      if (contact === null) this.#place.querySelector("input")?.focus();
      else await this.#together(contact, more);
    } catch (problem) {
      clearTimeout(slow);
      if (problem.status === undefined) throw problem;
      if (!isWanted()) return;
      this.#show(h("div.empty.panel", { role: "alert" }, icon("circle-alert"), h("p", {}, problem.status === 404 ? t("phonebook.gone") : problem.message)));
    }
  }

  /** It comes after what can be changed, which does not wait for it. */
  async #together(contact, place) {
    try {
      place.replaceWith(await together(this.#context.api, contact));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      place.replaceChildren(h("p.muted.sm", { role: "alert" }, problem.message));
    }
  }

  #show(...what) {
    const back = h("button.btn.book-back", { type: "button", onclick: () => this.open(null) }, icon("arrow-left", "s flip"), t("phonebook.back"));
    this.#place.replaceChildren(back, ...what);
    this.#split.classList.add("is-open");
    // On a phone the list goes, and with it who was in it.
    if (isFocusLost()) back.focus();
  }

  #head() {
    const button = (id, text, name, kind) => h("button.btn", { type: "button", class: kind, title: text, onclick: () => this.open(id) }, icon(name, "s"), word(text));
    const file = (format, text, name) => h("a.btn.outline", { href: `${API}/export?format=${format}`, download: "", title: text }, icon(name, "s"), word(text));
    return h("header.page-head", {},
      h("h1", {}, t("nav.phonebook")),
      file("csv", t("phonebook.export.csv"), "download"),
      file("vcard", t("phonebook.export.vcard"), "book-user"),
      button("import", t("phonebook.import"), "file-text", "outline"),
      button("new", t("phonebook.add"), "plus", "primary"));
  }
}

function isFocusLost() {
  const at = document.activeElement;
  return !at || at === document.body || !at.checkVisibility();
}
