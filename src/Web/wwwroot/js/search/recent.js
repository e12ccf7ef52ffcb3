import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

const MOST = 10;

/** The last searches of this agent in this browser, offered while the empty box has the focus (SE-6). What is looked for leaves the browser only as a search. */
export class Recent {
  #field;
  #key;
  #choose;
  #root = h("div.recent", { role: "group", "aria-label": t("search.recent"), hidden: true });

  /** @param {HTMLInputElement} field @param {{id: string}} me @param {(text: string) => void} choose */
  constructor(field, me, choose) {
    this.#field = field;
    this.#key = `xbees.searches.${me.id}`;
    this.#choose = choose;
    field.parentElement?.after(this.#root);
    field.addEventListener("focus", () => this.#offer());
    field.addEventListener("input", () => this.#offer());
    for (const part of [field, this.#root]) part.addEventListener("focusout", event => this.#left(/** @type {FocusEvent} */ (event).relatedTarget));
    this.#root.addEventListener("keydown", event => this.#keys(event));
    // Whoever was faster than this script is in the box already.
    if (document.activeElement === field) this.#offer();
  }

  /** What led to a result. @param {string} text */
  keep(text) {
    if (text === "") return;
    const before = this.#all().filter(other => other.toLowerCase() !== text.toLowerCase());
    guarded(() => localStorage.setItem(this.#key, JSON.stringify([text, ...before].slice(0, MOST))));
  }

  /** @returns {boolean} whether there is one to be reached */
  reach() {
    const first = /** @type {HTMLElement | null} */ (this.#root.querySelector("li button"));
    if (this.#root.hidden || !first) return false;
    first.focus();
    return true;
  }

  #all() {
    const kept = guarded(() => JSON.parse(localStorage.getItem(this.#key) ?? "[]"));
    return Array.isArray(kept) ? kept.filter(text => typeof text === "string").slice(0, MOST) : [];
  }

  #offer() {
    const all = this.#field.value.trim() === "" ? this.#all() : [];
    const rows = all.map(text => h("li", {}, h("button", { type: "button", onclick: () => this.#choose(text) }, icon("clock", "s"), h("bdi.truncate", {}, text))));
    const clear = h("button.btn.ghost.small", { type: "button", onclick: () => this.#clear() }, t("search.recent.clear"));
    this.#root.replaceChildren(h("div.row.between", {}, h("h2", {}, t("search.recent")), clear), h("ul", {}, rows));
    this.#root.hidden = all.length === 0;
  }

  #clear() {
    guarded(() => localStorage.removeItem(this.#key));
    this.#field.focus();
    this.#hide();
  }

  #left(to) {
    if (to !== this.#field && !this.#root.contains(to)) this.#hide();
  }

  #hide() {
    this.#root.hidden = true;
  }

  #keys(event) {
    const rows = [...this.#root.querySelectorAll("li button")].map(row => /** @type {HTMLElement} */ (row));
    const at = rows.indexOf(event.target);
    if (event.key === "Escape") {
      event.preventDefault();
      this.#field.focus();
      this.#hide();
    } else if (at >= 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      (rows[at + (event.key === "ArrowDown" ? 1 : -1)] ?? (event.key === "ArrowUp" ? this.#field : rows[at])).focus();
    }
  }
}

function guarded(work) {
  try {
    return work();
  } catch (error) {
    // Storage refused, or something else stands there: nothing is offered again.
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}
