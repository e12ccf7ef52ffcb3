import { field, select, toggle } from "../dom/form.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { show } from "../dom/menu.js";
import { t } from "../text/text.js";
import { date } from "../text/when.js";
import { NAMES, ORIGINS, STATUSES, isEmpty } from "./filter.js";

const narrow = matchMedia("(max-width: 720px)");

/** The filters of the list: a panel beside its button, a sheet on a phone, and a chip for each that is set (LI-4). */
export class Filters {
  #button;
  #chips;
  #context;
  /** @type {any} */
  #panel = null;
  #agents = new Map();
  #turn = 0;

  /** @param {HTMLElement} root the list @param {any} context address, services, me, agents */
  constructor(root, context) {
    this.#button = root.querySelector("[data-filter]");
    this.#chips = root.querySelector("[data-filters]");
    this.#context = context;
    this.#button.addEventListener("click", () => this.open());
    this.#chips.addEventListener("click", event => this.#take(event.target.closest("[data-without]")));
  }

  /** Whom the address names is named by the lists; they are asked for when they are needed. */
  async paint() {
    const { address } = this.#context;
    const { filter } = address;
    const turn = ++this.#turn;
    const set = NAMES.filter(name => filter[name]);
    this.#button.setAttribute("aria-pressed", String(set.length > 0));
    this.#chips.hidden = set.length === 0;
    if (filter.assignee && filter.assignee !== "none" && !this.#agents.has(filter.assignee)) await this.#learn();
    if (filter.service) await this.#context.services.ready;
    if (turn !== this.#turn) return;
    this.#chips.replaceChildren(...set.map(name => this.#chip(name, filter[name])), ...(set.length > 0 ? [h("button.link", { type: "button", "data-without": "" }, t("filter.clear"))] : []));
  }

  async open() {
    const { services } = this.#context;
    const [choices] = await Promise.all([services.known(), this.#learn()]);
    const body = h("div.stack", {}, this.#fields(choices));
    const close = h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: () => this.#close() }, icon("x"), hiddenText(t("close")));
    const done = h("button.btn.primary", { type: "button", onclick: () => this.#close() }, t("filter.show"));
    const clear = h("button.btn", { type: "button", onclick: () => (this.clear(), this.#close()) }, t("filter.clear"));
    const inside = [h("div.row.between", {}, h("h2", { id: "filter-title" }, t("filter.title")), close), body, h("div.row.end", {}, clear, done)];
    this.#panel = narrow.matches
      ? h("dialog.pop.dialog.filter", { "aria-labelledby": "filter-title" }, inside)
      : h("div.pop.filter", { role: "dialog", "aria-labelledby": "filter-title", tabindex: "-1" }, inside);
    body.addEventListener("change", () => this.#changed(body));
    if (this.#panel instanceof HTMLDialogElement) {
      document.body.append(this.#panel);
      this.#panel.addEventListener("close", () => (this.#panel.remove(), this.#button.focus()));
      this.#panel.showModal();
    } else show(this.#panel, this.#button);
    body.querySelector("select").focus();
  }

  clear() {
    this.#context.address.go({ filter: {}, pane: this.#context.address.pane });
  }

  #fields(services) {
    const { address, me } = this.#context;
    const { filter } = address;
    const known = (options, value) => (value && !options.some(([key]) => key === value) ? [...options, [value, value]] : options);
    const any = ["", t("filter.any")];
    const agents = [...this.#agents].filter(([id]) => id !== me.id);
    return [
      select({ name: "service", label: t("info.service"), value: filter.service, options: known([any, ...services.map(service => [service.id, service.name]), ["none", t("filter.none")]], filter.service) }),
      select({ name: "assignee", label: t("info.assignee"), value: filter.assignee, options: known([any, [me.id, t("you")], ["none", t("info.unassigned")], ...agents], filter.assignee) }),
      h("div.pair", {},
        select({ name: "status", label: t("filter.status"), value: filter.status, options: [["", t("filter.of-view")], ...STATUSES.map(status => [status, t(`filter.status.${status}`)])] }),
        select({ name: "origin", label: t("filter.origin"), value: filter.origin, options: [any, ...ORIGINS.map(origin => [origin, t(`filter.origin.${origin}`)])] })),
      h("div.pair", {},
        field({ name: "from", label: t("filter.from"), type: "date", value: filter.from ?? "" }),
        field({ name: "to", label: t("filter.to"), type: "date", value: filter.to ?? "" })),
      toggle({ name: "visible", label: t("filter.visible"), hint: t(me.administrator ? "filter.visible.administrator" : "filter.visible.hint"), checked: filter.visible === "1" }),
    ];
  }

  #changed(body) {
    const { address } = this.#context;
    const values = [...body.querySelectorAll("[data-name]")].map(control => [control.dataset.name, control.type === "checkbox" ? (control.checked ? "1" : "") : control.value]);
    address.go({ filter: Object.fromEntries(values.filter(([, value]) => value !== "")), pane: address.pane }, { replace: !isEmpty(address.filter) });
  }

  #chip(name, value) {
    const words = this.#words(name, value);
    return h("span.tag", {}, h("span.truncate", {}, bdi(words)), h("button.x", { type: "button", "data-without": name }, icon("x"), hiddenText(t("filter.without", { name: words }))));
  }

  #words(name, value) {
    const none = value === "none";
    switch (name) {
      case "service":
        return none ? t("filter.no-service") : (this.#context.services.nameOf(value) ?? t("info.service"));
      case "assignee":
        return none ? t("info.unassigned") : value === this.#context.me.id ? t("you") : (this.#agents.get(value) ?? t("info.assignee"));
      case "from":
        return t("filter.since", { day: date(value) });
      case "to":
        return t("filter.until", { day: date(value) });
      case "visible":
        return t("filter.visible");
      default:
        return t(`filter.${name}.${value}`);
    }
  }

  #take(button) {
    if (!button) return;
    const { address } = this.#context;
    const { without } = button.dataset;
    const rest = Object.entries(address.filter).filter(([name]) => without !== "" && name !== without);
    address.go({ filter: Object.fromEntries(rest), pane: address.pane });
    (this.#chips.querySelector("button") ?? this.#button).focus();
  }

  async #learn() {
    try {
      for (const { id, name } of await this.#context.agents()) this.#agents.set(id, name);
    } catch (problem) {
      // "Assignee" says enough where their names did not come.
      if (problem.status === undefined) throw problem;
    }
  }

  #close() {
    if (this.#panel instanceof HTMLDialogElement) this.#panel.close();
    else this.#panel.hidePopover();
  }
}
