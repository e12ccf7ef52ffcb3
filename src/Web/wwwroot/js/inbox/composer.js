import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { list } from "../text/when.js";
import { Draft } from "./draft.js";

const TYPING_EVERY = 3000;

/** The field below a conversation: Enter sends, Shift Enter makes a line, the note switch is off again after each send. */
export class Composer {
  #context;
  #id = null;
  #draft = null;
  #typed = 0;
  #field = h("textarea", { rows: "1", "aria-label": t("composer.label"), dir: "auto", enterkeyhint: "send", autocomplete: "off" });
  #note = h("button.btn.small", { type: "button", "aria-pressed": "false", title: t("note.switch.title") }, icon("sticky-note", "s"), h("span", {}, t("note.switch")));
  #only = h("p.only-agents", { hidden: true, id: "only-agents" }, icon("sticky-note", "s"), t("note.only"));
  #send = h("button.btn.icon.honey", { type: "submit", title: t("composer.send.title") }, icon("arrow-up"), hiddenText(t("composer.send")));
  root = h("form.composer", { novalidate: true }, this.#only, this.#field, h("div.bar", {}, this.#note, h("span.grow"), this.#send));

  constructor(context) {
    this.#context = context;
    this.root.addEventListener("submit", event => (event.preventDefault(), this.#submit()));
    this.#field.addEventListener("keydown", event => this.#keys(event));
    this.#field.addEventListener("input", () => this.#input());
    this.#field.addEventListener("blur", () => this.#draft?.flush());
    this.#note.addEventListener("click", () => this.#setNote(!this.#isNote, true));
    addEventListener("pagehide", () => this.#draft?.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#draft?.flush());
  }

  get #isNote() {
    return this.#note.getAttribute("aria-pressed") === "true";
  }

  focus() {
    this.#field.focus();
  }

  /** @param {string} id */
  async open(id) {
    this.#draft?.flush();
    this.#stopTyping();
    this.#id = id;
    const draft = new Draft(this.#context.api, this.#context.me, id);
    this.#draft = draft;
    this.#field.value = "";
    this.#setNote(false);
    const { text, note } = await draft.load();
    // Whoever was faster with the keyboard than the server with the draft keeps the own words.
    if (this.#draft !== draft || this.#field.value !== "" || text === "") return;
    this.#field.value = text;
    this.#setNote(note);
  }

  /** @param {string[]} names whom it goes to */
  to(names) {
    const label = names.length === 0 ? t("composer.placeholder") : t("composer.to", { names: list(names).join("") });
    this.#field.placeholder = this.#isNote ? t("note.placeholder") : label;
    this.#placeholder = label;
  }

  #placeholder = "";

  #setNote(on, byHand = false) {
    this.#note.setAttribute("aria-pressed", String(on));
    this.root.classList.toggle("note", on);
    this.#only.hidden = !on;
    this.#field.placeholder = on ? t("note.placeholder") : this.#placeholder;
    if (on) this.#field.setAttribute("aria-describedby", "only-agents");
    else this.#field.removeAttribute("aria-describedby");
    if (!byHand) return;
    if (on) this.#stopTyping();
    this.#draft?.write(this.#field.value, on);
    this.#field.focus();
  }

  #keys(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.altKey) return;
    event.preventDefault();
    this.#submit();
  }

  #input() {
    this.#draft?.write(this.#field.value, this.#isNote);
    if (this.#isNote) return;
    if (this.#field.value === "") this.#stopTyping();
    else if (Date.now() - this.#typed > TYPING_EVERY) {
      this.#typed = Date.now();
      this.#tellTyping({});
    }
  }

  #stopTyping() {
    if (this.#typed === 0) return;
    this.#typed = 0;
    this.#tellTyping({ stop: true });
  }

  async #tellTyping(body) {
    try {
      await this.#context.api.post(`/conversations/${this.#id}/typing`, body);
    } catch (problem) {
      // That somebody types is worth no message of its own when it does not arrive.
      if (problem.status === undefined) throw problem;
    }
  }

  #submit() {
    const text = this.#field.value;
    if (text.trim() === "" || this.#id === null) return;
    this.#context.outbox.add(this.#id, text, this.#isNote ? "note" : "text");
    this.#typed = 0;
    this.#field.value = "";
    this.#setNote(false);
    this.#draft?.clear();
    this.#context.sent();
  }
}

