import { h } from "../dom/h.js";
import { t } from "../text/text.js";

/**
 * What completes the word before the caret of a field: a list above it. Enter or Tab takes, Escape closes, arrows choose; the focus
 * stays in the field.
 * @typedef {{node: any, insert: string, taken?: () => void}} Choice
 * @typedef {{from: number, choices: Choice[]}} Suggestion what stands from there to the caret is taken away
 */
export class Suggest {
  #field;
  #sources;
  /** @type {Suggestion | null} */
  #open = null;
  #active = 0;
  #turn = 0;
  #list = h("div.pop.suggest", { role: "listbox", id: "suggest", "aria-label": t("suggest"), hidden: true });

  /** @param {HTMLElement} root what holds the field @param {HTMLTextAreaElement} field @param {((text: string, caret: number) => Promise<Suggestion | null>)[]} sources */
  constructor(root, field, sources) {
    this.#field = field;
    this.#sources = sources;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "suggest");
    root.append(this.#list);
    field.addEventListener("input", () => this.#look());
    field.addEventListener("blur", () => this.close());
    // Before the field's own keys: while the list is open Enter sends nothing.
    root.addEventListener("keydown", event => event.target === field && this.#keys(event), true);
    this.#list.addEventListener("mousedown", event => {
      event.preventDefault();
      const at = [...this.#list.children].indexOf(/** @type {Element} */ (event.target).closest(".option"));
      if (at >= 0) this.#take(at);
    });
  }

  close() {
    this.#turn++;
    this.#open = null;
    this.#paint();
  }

  async #look() {
    const turn = ++this.#turn;
    const { value, selectionStart, selectionEnd } = this.#field;
    for (const source of selectionStart === selectionEnd ? this.#sources : []) {
      const found = await source(value, selectionStart);
      if (turn !== this.#turn) return;
      if (!found || found.choices.length === 0) continue;
      this.#open = found;
      this.#active = 0;
      return this.#paint();
    }
    this.#open = null;
    this.#paint();
  }

  #paint() {
    const choices = this.#open?.choices ?? [];
    this.#list.hidden = choices.length === 0;
    this.#list.replaceChildren(...choices.map(({ node }, at) =>
      h("div.option", { role: "option", id: `suggest-${at}`, "aria-selected": String(at === this.#active), class: at === this.#active ? "is-active" : "" }, node)));
    if (choices.length === 0) return this.#field.removeAttribute("aria-activedescendant");
    this.#field.setAttribute("aria-activedescendant", `suggest-${this.#active}`);
    this.#list.children[this.#active].scrollIntoView({ block: "nearest" });
  }

  #keys(event) {
    if (!this.#open || event.isComposing) return;
    const count = this.#open.choices.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      this.#active = (this.#active + step + count) % count;
      this.#paint();
    } else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey)) this.#take(this.#active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take(at) {
    const { from, choices } = /** @type {Suggestion} */ (this.#open);
    const { insert, taken } = choices[at];
    put(this.#field, insert, from, this.#field.selectionStart);
    this.close();
    taken?.();
  }
}

/** Words in the place of some of a field's, as if they had been typed. @param {HTMLTextAreaElement} field @param {string} text @param {number} from @param {number} to */
export function put(field, text, from, to) {
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
