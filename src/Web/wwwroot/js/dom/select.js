import { bdi, h, icon } from "./h.js";

let count = 0;

/** @typedef {{value: string, text: string, face?: () => Node, sub?: string | null, disabled?: boolean}} Option */

/**
 * One of a list, each with a face and a line of its own: the select-only combobox of ARIA. The focus stays on the button, arrows and
 * letters move, Enter takes, Esc closes. What cannot be chosen stays in its place and can be read.
 */
export class Select {
  /** @type {Option[]} */
  #options = [];
  #value = "";
  #active = -1;
  #empty;
  #pick;
  #typed = "";
  #typing = 0;
  #id = `s${++count}`;
  #label = h("span.label", { id: `${this.#id}-l` });
  #list = h("div.select-list", { role: "listbox", id: `${this.#id}-list`, "aria-labelledby": `${this.#id}-l`, hidden: true });
  button = h("button.select", { type: "button", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": `${this.#id}-list`, "aria-labelledby": `${this.#id}-l` });
  root = h("div.field", {}, this.#label, this.button, this.#list);

  /** @param {{name: string, label: string, empty: string, pick: (value: string) => void}} options `empty`: what stands there before a choice */
  constructor({ name, label, empty, pick }) {
    this.#empty = empty;
    this.#pick = pick;
    this.#label.textContent = label;
    this.root.dataset.field = name;
    this.button.dataset.name = name;
    this.button.addEventListener("click", () => (this.#list.hidden ? this.open() : this.close()));
    this.button.addEventListener("keydown", event => this.#key(event));
    this.button.addEventListener("blur", () => this.close());
    // The focus stays where it is.
    this.#list.addEventListener("mousedown", event => event.preventDefault());
    this.#list.addEventListener("click", event => this.#take([...this.#list.children].indexOf(event.target.closest(".option"))));
  }

  /** @param {Option[]} options @param {string | null} value null: nothing is chosen yet */
  show(options, value) {
    this.#options = options;
    this.#value = value ?? NONE;
    this.#active = options.findIndex(option => option.value === this.#value);
    const chosen = options[this.#active];
    this.button.replaceChildren(...(chosen ? [chosen.face?.(), bdi(chosen.text)].filter(Boolean) : [h("span.unassigned", {}, this.#empty)]), icon("chevrons-up-down", "s"));
    this.#paint();
  }

  open() {
    if (!this.#list.hidden) return;
    this.#list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    if (this.#active < 0) this.#active = 0;
    this.#paint();
  }

  close() {
    this.#list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.button.removeAttribute("aria-activedescendant");
    this.#active = this.#options.findIndex(option => option.value === this.#value);
  }

  #paint() {
    this.#list.replaceChildren(...this.#options.map((option, at) => {
      const chosen = option.value === this.#value;
      return h("div.option", { role: "option", id: `${this.#id}-${at}`, "data-value": option.value, "aria-selected": String(chosen), "aria-disabled": option.disabled ? "true" : null, class: at === this.#active ? "is-active" : "" },
        option.face?.(),
        h("span.grow", {}, bdi(option.text), option.sub ? [h("br"), h("small", { class: option.disabled ? "" : "faint" }, option.sub)] : null),
        option.disabled ? icon("ban", "s") : chosen ? icon("check", "s") : null);
    }));
    if (this.#list.hidden) return;
    this.button.setAttribute("aria-activedescendant", `${this.#id}-${this.#active}`);
    this.#list.children[this.#active]?.scrollIntoView({ block: "nearest" });
  }

  #move(to) {
    this.open();
    this.#active = Math.max(0, Math.min(this.#options.length - 1, to));
    this.#paint();
  }

  #take(at) {
    const option = this.#options[at];
    if (!option || option.disabled) return;
    this.close();
    if (option.value !== this.#value) this.#pick(option.value);
  }

  #key(event) {
    const { key } = event;
    const closed = this.#list.hidden;
    const moves = { ArrowDown: closed ? this.#active : this.#active + 1, ArrowUp: closed ? this.#active : this.#active - 1, Home: 0, End: this.#options.length - 1 };
    if (key === "Escape" && !closed) {
      event.stopPropagation();
      this.close();
    } else if (key in moves) this.#move(moves[key]);
    else if ((key === "Enter" || key === " ") && !closed) this.#take(this.#active);
    else if (key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) this.#find(key);
    else return;
    event.preventDefault();
  }

  /** Letters go to the next option that begins with them. */
  #find(letter) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => (this.#typed = ""), 700);
    this.#typed += letter.toLocaleLowerCase();
    const from = this.#typed.length > 1 ? this.#active : this.#active + 1;
    const order = this.#options.map((_, at) => (from + at + this.#options.length) % this.#options.length);
    const found = order.find(at => this.#options[at].text.toLocaleLowerCase().startsWith(this.#typed));
    if (found !== undefined) this.#move(found);
  }
}

/** No option's value. */
const NONE = "\u0000";
