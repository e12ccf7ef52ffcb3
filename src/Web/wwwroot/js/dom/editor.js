import { t } from "../text/text.js";
import { clearErrors, showProblem } from "./form.js";
import { bdi, h, icon } from "./h.js";

/**
 * A panel with fields that says when it holds what is not saved. Saving keeps the button's width and names what it does; a refusal
 * stands at its field and everything typed stays.
 */
export class Editor {
  #save;
  #initial = "";
  #state = h("span.grow.faint.sm", { role: "status" });
  #submit;
  #discard;
  root;

  /** @param {{title: string, sub?: string, face?: any, body: any[], submit?: string, values: (form: any) => any, save: (values: any) => Promise<any>, reset: () => void, aside?: any, isNew?: boolean}} options */
  constructor({ title, sub, face, body, submit = t("save"), values, save, reset, aside, isNew = false }) {
    this.#save = save;
    this.values = values;
    this.#submit = h("button.btn.primary", { type: "submit" }, h("span", {}, submit));
    this.#discard = h("button.btn", { type: "button", onclick: reset }, isNew ? t("cancel") : t("discard"));
    this.root = h("form.panel", { novalidate: true, "aria-label": title },
      h("header", {}, face ?? null, h("div.grow", {}, h("h2", {}, bdi(title)), sub ? h("p.faint.sm", {}, sub) : null), aside ?? null),
      h("div.body.stack", {}, body, h("div", { "data-problem": "" })),
      h("footer", {}, this.#state, this.#discard, this.#submit));
    this.isNew = isNew;
    this.#initial = this.#now();
    for (const type of ["input", "change", "click"]) this.root.addEventListener(type, () => queueMicrotask(() => this.#paint()));
    this.root.addEventListener("submit", event => (event.preventDefault(), this.#run()));
    this.#paint();
  }

  get dirty() {
    return this.#now() !== this.#initial;
  }

  /** Something changed that is no control, a list of members for example. */
  touched() {
    this.#paint();
  }

  #now() {
    return JSON.stringify(this.values(this.root));
  }

  #paint() {
    const dirty = this.dirty;
    const text = dirty ? t("unsaved") : "";
    if (this.#state.textContent !== text && (dirty || this.#state.textContent === t("unsaved"))) this.#state.textContent = text;
    this.#discard.hidden = !dirty && !this.isNew;
    this.#submit.disabled = !dirty && !this.isNew;
  }

  async #run() {
    if (this.#submit.getAttribute("aria-busy") === "true") return;
    clearErrors(this.root);
    this.#working(true);
    const values = this.values(this.root);
    try {
      await this.#save(values);
      this.#initial = JSON.stringify(values);
      this.#paint();
      this.#state.textContent = t("saved");
    } catch (problem) {
      showProblem(this.root, problem);
    } finally {
      this.#working(false);
    }
  }

  #working(on) {
    const label = this.#submit.querySelector("span");
    this.#submit.setAttribute("aria-busy", String(on));
    this.#submit.querySelector(".spin")?.remove();
    if (on) {
      this.#submit.dataset.label = label.textContent;
      label.textContent = t("saving");
      this.#submit.prepend(icon("loader-circle", "s spin"));
    } else label.textContent = this.#submit.dataset.label ?? label.textContent;
  }
}
