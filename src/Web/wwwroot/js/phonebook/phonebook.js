import { h, icon, word } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { contactEditor } from "./contact.js";
import { importPanel } from "./import.js";
import { ContactList } from "./list.js";
import { together } from "./together.js";

const API = "/api/v1/contacts";

/** The phonebook (PB): the list beside what is open, which stands in the address; on a phone one of the two. */
export class Phonebook {
  #context;
  #list;
  #place = h("div.book-place");
  #split;
  #editor = null;
  #asked = null;

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
    this.#asked = null;
    this.#list.mark(id);
    this.#split.classList.toggle("is-open", id !== null);
    this.#editor = null;
    if (id === null) {
      this.#place.replaceChildren(h("div.empty.panel", {}, icon("book-user"), h("p", {}, t("phonebook.choose"))));
      return;
    }
    if (id === "import") this.#show(importPanel(this.#context.api, () => this.#list.load()));
    else await this.#edit(id);
  }

  async #edit(id) {
    const { api } = this.#context;
    try {
      const contact = id === "new" ? null : await api.get(`/contacts/${encodeURIComponent(id)}`);
      this.#editor = contactEditor(api, contact, {
        saved: async saved => {
          this.#editor = null;
          toast(t("saved"));
          await Promise.all([this.#list.load(), this.#go(saved.id)]);
        },
        removed: async () => {
          this.#editor = null;
          toast(t("phonebook.deleted"));
          await Promise.all([this.#list.load(), this.#go(null)]);
        },
        reset: () => ((this.#editor = null), this.#go(contact === null ? null : id)),
        href: other => `?id=${encodeURIComponent(other)}`,
      });
      this.#show(this.#editor.root, contact && (await together(api, contact)));
      if (contact === null) this.#place.querySelector("input")?.focus();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.#show(h("div.empty.panel", { role: "alert" }, icon("circle-alert"), h("p", {}, problem.status === 404 ? t("phonebook.gone") : problem.message)));
    }
  }

  #show(...what) {
    const back = h("button.btn.book-back", { type: "button", onclick: () => this.open(null) }, icon("arrow-left", "s flip"), t("phonebook.back"));
    this.#place.replaceChildren(back, ...what.filter(Boolean));
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
