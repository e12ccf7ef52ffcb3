import { h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { all } from "../api/all.js";

/** A list beside its editor; which entry is open stands in the address. Leaving what is not saved is asked about by the browser. */
export class Master {
  #root;
  #options;
  #items = [];
  #editor = null;
  #rows = h("tbody");
  #place = h("div.editor-place");

  /**
   * @param {HTMLElement} root
   * @param {{api: any, path: string, title: string, sub: string, create?: string, columns: string[], cells: (item: any) => any[], nameOf: (item: any) => string, edit: (item: any, master: Master) => any, empty: string, wide?: boolean}} options
   */
  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    addEventListener("popstate", () => this.#follow());
    addEventListener("beforeunload", event => this.#editor?.dirty && event.preventDefault());
  }

  async start() {
    const { title, sub, create, columns, wide } = this.#options;
    const add = create ? h("button.btn.primary", { type: "button", onclick: () => this.open("new") }, icon("plus", "s"), create) : null;
    const head = h("thead", {}, h("tr", {}, columns.map(column => h("th", { scope: "col" }, column))));
    this.#root.append(
      h("div.row.between", {}, h("div", {}, h("h1", {}, title), h("p.muted.sm", {}, sub)), add),
      h("div.split", { class: wide ? "wide" : "" }, h("section.panel.clip", { tabindex: "0", "aria-label": title }, h("table.table", {}, head, this.#rows)), this.#place));
    await this.load();
    this.#follow();
  }

  get items() {
    return this.#items;
  }

  async load() {
    this.#items = await all(this.#options.api, this.#options.path);
    this.#paint();
  }

  /** @param {string | null} id null closes the editor */
  open(id) {
    if (this.#editor?.dirty && !this.#confirmed(id)) return;
    const to = id === null ? location.pathname : `${location.pathname}?id=${encodeURIComponent(id)}`;
    if (to !== location.pathname + location.search) history.pushState(null, "", to);
    this.#follow();
  }

  /** What was typed goes at once: whoever asks for that is not asked again. */
  reset() {
    this.#editor = null;
    this.open(this.selected === "new" ? null : this.selected);
    this.#place.querySelector("input, textarea, select")?.focus();
  }

  /** After saving: the list afresh, and the saved one open. */
  async saved(id) {
    await this.load();
    this.#editor = null;
    history.replaceState(null, "", `${location.pathname}?id=${encodeURIComponent(id)}`);
    this.#follow();
    toast(t("saved"));
  }

  /** After a deletion: the list afresh, and nothing open. */
  async removed() {
    await this.load();
    this.#editor = null;
    history.replaceState(null, "", location.pathname);
    this.#follow();
  }

  get selected() {
    return new URLSearchParams(location.search).get("id");
  }

  #asked = null;
  /** The first try to leave unsaved words says so; the second leaves. */
  #confirmed(id) {
    if (this.#asked === id) return true;
    this.#asked = id;
    toast(t("unsaved.leave"));
    this.#editor.root.querySelector("input, textarea, select")?.focus();
    return false;
  }

  #follow() {
    const id = this.selected;
    this.#asked = null;
    const item = id === "new" ? null : this.#items.find(one => one.id === id);
    this.#editor = id === null || (id !== "new" && !item) ? null : this.#options.edit(item ?? null, this);
    this.#place.replaceChildren(this.#editor ? this.#editor.root : h("div.empty.panel", {}, icon("square-pen"), h("p", {}, this.#items.length === 0 ? this.#options.empty : t("admin.choose"))));
    this.#paint();
    if (id === "new") this.#place.querySelector("input, textarea, select")?.focus();
  }

  #paint() {
    const { cells, nameOf, empty, columns } = this.#options;
    if (this.#items.length === 0) {
      this.#rows.replaceChildren(h("tr", {}, h("td.muted", { colspan: columns.length }, empty)));
      return;
    }
    this.#rows.replaceChildren(...this.#items.map(item => {
      const [first, ...rest] = cells(item);
      const link = h("a.row.plain", { href: `?id=${encodeURIComponent(item.id)}`, "aria-current": item.id === this.selected ? "true" : null }, first, h("b", { dir: "auto" }, nameOf(item)));
      link.addEventListener("click", event => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        this.open(item.id);
        this.#place.querySelector("input, textarea, select")?.focus();
      });
      return h("tr", { class: item.id === this.selected ? "is-open" : "" }, h("td", {}, link), rest.map(cell => h("td", {}, cell)));
    }));
  }
}
