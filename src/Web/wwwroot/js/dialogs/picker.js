import { avatar } from "../dom/avatar.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { thoseThatFit } from "../text/fold.js";
import { t } from "../text/text.js";

const MAIL = /^[^\s@<>"]+@[^\s@<>"]+$/u;

const PAUSE = 150;

/** Chooses agents and contacts by name and guests by e-mail address: a combobox whose choices become chips. */
export class Picker {
  #agents;
  #sources;
  /** @type {any[]} those of the sources that fit what was typed */
  #found = [];
  #waiting = 0;
  #taken;
  #chosen = [];
  #active = 0;
  #options = [];
  #list = h("div.picker-list", { role: "listbox", id: "picker-list", "aria-label": t("picker.list"), hidden: true });
  #input = h("input", { id: "picker", role: "combobox", "aria-expanded": "false", "aria-controls": "picker-list", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", "aria-describedby": "picker-hint", "data-name": "members", placeholder: t("picker.placeholder") });
  #chips = h("div.chips-in.input", {}, this.#input);
  root = h("div.field", { "data-field": "members" }, h("label", { for: "picker" }, t("picker.label")), h("div.picker", {}, this.#chips, this.#list), h("p.hint", { id: "picker-hint" }, t("picker.hint")));

  /**
   * @param {Promise<any[]>} agents who can be chosen; typing need not wait for them
   * @param {Set<string>} taken ids of those who are in already
   * @param {((typed: string) => Promise<any[]>)[]} sources of others who can be chosen, as options (AC-4)
   */
  constructor(agents, taken, sources) {
    this.#sources = sources;
    this.#agents = [];
    agents.then(all => {
      this.#agents = all;
      if (document.activeElement === this.#input) this.#suggest();
    }, problem => this.root.dispatchEvent(new CustomEvent("problem", { detail: problem })));
    this.#taken = taken;
    this.#input.addEventListener("input", () => (this.#suggest(), this.#look()));
    this.#input.addEventListener("focus", () => this.#suggest());
    this.#input.addEventListener("blur", () => (this.#takeTyped(), this.#close()));
    this.#input.addEventListener("keydown", event => this.#keys(event));
    this.#chips.addEventListener("click", event => event.target === this.#chips && this.#input.focus());
    this.#list.addEventListener("mousedown", event => {
      event.preventDefault();
      const at = this.#list.contains(event.target) ? [...this.#list.children].indexOf(event.target.closest(".option")) : -1;
      if (at >= 0) this.#choose(this.#options[at]);
    });
  }

  /** @param {any} agent chosen before anything is typed */
  begin(agent) {
    this.#choose({ agentId: agent.id, name: agent.name });
  }

  /** As the API takes them; what stands in the field and is an address counts too. */
  get members() {
    this.#takeTyped();
    return this.#chosen.map(({ agentId, contactId, name, email }) => (agentId ? { agentId } : contactId ? { contactId } : { name, email }));
  }

  /** What was typed and is neither an agent nor an address. */
  get leftover() {
    return this.#input.value.trim();
  }

  /** Each source comes when it comes; what is there already waits for none. */
  #look() {
    clearTimeout(this.#waiting);
    this.#found = [];
    const typed = this.#input.value.trim();
    if (typed === "") return;
    this.#waiting = window.setTimeout(() => this.#sources.forEach((source, at) => this.#ask(source, at, typed)), PAUSE);
  }

  async #ask(source, at, typed) {
    try {
      const found = await source(typed);
      if (this.#input.value.trim() !== typed) return;
      this.#found = [...this.#found, ...found.map(option => ({ ...option, at }))].sort((a, b) => a.at - b.at);
      this.#suggest(this.#active);
    } catch (problem) {
      // Whoever else is found can be chosen all the same.
      if (problem.status === undefined) throw problem;
    }
  }

  /** @param {number} [active] */
  #suggest(active = 0) {
    const chosen = new Set(this.#chosen.map(one => one.agentId ?? one.email));
    this.#options = thoseThatFit(this.#agents, this.#input.value)
      .filter(agent => !this.#taken.has(agent.id) && !chosen.has(agent.id))
      .slice(0, 8)
      .map(agent => ({ agentId: agent.id, name: agent.name, sub: agent.licence ? t("picker.agent", { licence: agent.licence }) : t("picker.an-agent"), avatar: agent.avatar }));
    this.#options.push(...this.#found.filter(one => !this.#chosen.some(other => (one.contactId ? other.contactId === one.contactId : other.email === one.email))));
    const typed = this.#input.value.trim();
    if (MAIL.test(typed)) this.#options.push({ email: typed, name: null, sub: t("picker.guest"), avatar: null });
    this.#active = Math.min(active, Math.max(0, this.#options.length - 1));
    this.#paint();
  }

  #paint() {
    this.#list.replaceChildren(...this.#options.map((option, at) =>
      h("div.option", { role: "option", id: `picker-${at}`, "aria-selected": String(at === this.#active), class: at === this.#active ? "is-active" : "" },
        option.avatar ? avatar(option.avatar, "sm") : icon(option.icon ?? "mail"),
        h("span.grow", {}, bdi(option.name ?? option.email), h("br"), h("small.faint", {}, option.sub)))));
    const open = this.#options.length > 0 && document.activeElement === this.#input;
    this.#list.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
    if (open) this.#input.setAttribute("aria-activedescendant", `picker-${this.#active}`);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #keys(event) {
    const open = !this.#list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open) {
      event.preventDefault();
      this.#active = (this.#active + (event.key === "ArrowDown" ? 1 : -1) + this.#options.length) % this.#options.length;
      this.#paint();
    } else if (event.key === "Enter" && open && this.#input.value.trim() !== "") {
      event.preventDefault();
      this.#choose(this.#options[this.#active]);
    } else if ((event.key === "," || event.key === ";") && MAIL.test(this.#input.value.trim())) {
      event.preventDefault();
      this.#takeTyped();
    } else if (event.key === "Backspace" && this.#input.value === "") this.#chips.querySelector(".tag:last-of-type .x")?.click();
  }

  #takeTyped() {
    const typed = this.#input.value.trim();
    if (MAIL.test(typed)) this.#choose({ email: typed, name: null });
  }

  #choose(option) {
    if (!option) return;
    this.#chosen.push(option);
    const label = option.name ?? option.email;
    const chip = h("span.tag", {}, bdi(label));
    chip.append(h("button.x", { type: "button", onclick: () => (chip.remove(), (this.#chosen = this.#chosen.filter(one => one !== option)), this.#input.focus()) }, icon("x"), hiddenText(t("picker.take-out", { name: label }))));
    this.#input.before(chip);
    this.#input.value = "";
    this.#look();
    this.#input.removeAttribute("placeholder");
    if (document.activeElement === this.#input) this.#suggest();
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}
