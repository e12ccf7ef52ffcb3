import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/** The websites a widget runs on, as chips; what is no address is refused by the server, at this field. */
export class Websites {
  #value;
  #changed;
  #input = h("input", { id: "websites", placeholder: t("admin.websites.add"), "aria-describedby": "websites-hint", spellcheck: "false", inputmode: "url", autocapitalize: "off" });
  #chips = h("div.chips-in.input", {}, this.#input);

  constructor(value, changed) {
    this.#value = [...value];
    this.#changed = changed;
    this.#input.addEventListener("keydown", event => {
      if (!["Enter", ","].includes(event.key) || this.#input.value.trim() === "") return;
      event.preventDefault();
      this.#take();
    });
    this.#input.addEventListener("blur", () => this.#take());
    this.root = h("div.field", { "data-field": "websites" }, h("label", { for: "websites" }, t("admin.websites")), this.#chips, h("p.hint", { id: "websites-hint" }, t("admin.websites.hint")));
    this.#paint();
  }

  /** What stands in the field and was not yet made a chip counts too. */
  get value() {
    const typed = site(this.#input.value);
    return typed === "" || this.#value.includes(typed) ? this.#value : [...this.#value, typed];
  }

  #take() {
    this.#value = this.value;
    this.#input.value = "";
    this.#paint();
    this.#changed();
  }

  #paint() {
    for (const chip of this.#chips.querySelectorAll(".tag")) chip.remove();
    this.#input.before(...this.#value.map(one => h("span.tag", { dir: "ltr" }, one, h("button.x", { type: "button", onclick: () => this.#drop(one) }, icon("x"), hiddenText(t("info.remove", { name: one }))))));
  }

  #drop(one) {
    this.#value = this.#value.filter(other => other !== one);
    this.#paint();
    this.#changed();
    this.#input.focus();
  }
}

/** An owner types a name; a website is an origin. */
function site(typed) {
  const text = typed.trim();
  return text === "" || /^https?:\/\//i.test(text) ? text : `https://${text}`;
}
