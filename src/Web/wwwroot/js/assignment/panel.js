import { avatarOf } from "../dom/avatar.js";
import { clearErrors, showProblem } from "../dom/form.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { show } from "../dom/menu.js";
import { Select } from "../dom/select.js";
import { parts, t } from "../text/text.js";
import { effect } from "./effect.js";

const narrow = matchMedia("(max-width: 720px)");

/** @typedef {{serviceId: string | null, assigneeId: string | null}} Wish */

/**
 * *Assign conversation*: beside its button on a desktop, a sheet on a phone. It shows what would happen before it happens (AS-9); where
 * only the assignee changes, that happens at once (AS-13).
 */
export class AssignPanel {
  #context;
  #assignment;
  #conversation;
  #anchor;
  #services = [];
  /** @type {Wish} */
  #wish;
  /** @type {any} */
  #preview = null;
  #turn = 0;
  #busy = false;
  #over = false;
  #service = new Select({ name: "serviceId", label: t("info.service"), empty: t("assign.choose"), pick: value => this.#choose({ serviceId: value, assigneeId: this.#keeps(value) }) });
  #assignee = new Select({ name: "assigneeId", label: t("info.assignee"), empty: t("info.unassigned"), pick: value => this.#choose({ ...this.#wish, assigneeId: value || null }) });
  #effect = h("div", { "aria-live": "polite" });
  #label = h("span", {}, t("assign.apply"));
  #apply = h("button.btn.primary", { type: "submit", disabled: true }, this.#label);
  #form = h("form.assign-form", { novalidate: true },
    h("div.pair", {}, this.#service.root, this.#assignee.root), this.#effect, h("div", { "data-problem": "" }),
    h("div.row.end", {}, h("button.btn", { type: "button", onclick: () => this.close() }, t("cancel")), this.#apply));
  #root;

  /**
   * @param {any} context @param {import("./assignment.js").Assignment} assignment
   * @param {any} conversation @param {HTMLElement} anchor its button
   */
  constructor(context, assignment, conversation, anchor) {
    this.#context = context;
    this.#assignment = assignment;
    this.#conversation = conversation;
    this.#anchor = anchor;
    this.#wish = { serviceId: conversation.service?.id ?? null, assigneeId: conversation.assignee?.id ?? null };
    this.#form.addEventListener("submit", event => (event.preventDefault(), this.#run()));
    const close = h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: () => this.close() }, icon("x"), hiddenText(t("close")));
    const inside = [h("div.row.between", {}, h("h2", { id: "assign-title" }, t("assign.title")), close), this.#form];
    this.#root = narrow.matches
      ? h("dialog.pop.dialog.assign", { "aria-labelledby": "assign-title" }, inside)
      : h("div.pop.assign", { role: "dialog", "aria-labelledby": "assign-title", tabindex: "-1" }, inside);
  }

  /** @param {{first?: "service" | "assignee", wish?: Wish | null, conflict?: any}} [how] which list is open at once; what was wished for before somebody was first */
  async open({ first = "service", wish = null, conflict = null } = {}) {
    if (wish) this.#wish = wish;
    const { conversations } = this.#context;
    const listen = event => event.detail.id === this.#conversation.id && this.#live(event.type);
    for (const type of ["changed", "removed"]) conversations.addEventListener(type, listen);
    this.#whenClosed(() => {
      this.#over = true;
      for (const type of ["changed", "removed"]) conversations.removeEventListener(type, listen);
    });
    this.#paint();
    if (this.#root instanceof HTMLDialogElement) {
      document.body.append(this.#root);
      this.#root.showModal();
    } else show(this.#root, this.#anchor);
    if (conflict) return this.#conflict(conflict);
    const list = first === "assignee" && this.#wish.serviceId !== null ? this.#assignee : this.#service;
    list.button.focus();
    if (await this.#load()) list.open();
  }

  close() {
    if (this.#root instanceof HTMLDialogElement) this.#root.close();
    else this.#root.hidePopover();
  }

  #whenClosed(then) {
    const back = () => {
      then();
      // The button may have been painted anew meanwhile.
      if (document.activeElement === document.body || this.#root.contains(document.activeElement)) this.#assignment.button(this.#anchor, this.#conversation.id)?.focus();
    };
    if (this.#root instanceof HTMLDialogElement) this.#root.addEventListener("close", () => (back(), this.#root.remove()));
    else this.#root.addEventListener("toggle", event => event.newState === "closed" && back());
  }

  /** Services as they are now, then what the wish would do. @returns {Promise<boolean>} whether it can be chosen from */
  async #load() {
    try {
      this.#services = await this.#context.services.choices();
    } catch (problem) {
      if (!this.#over) this.#failed(problem);
      return false;
    }
    if (this.#over) return false;
    this.#paint();
    await this.#ask();
    return !this.#over;
  }

  #chosen() {
    return this.#services.find(service => service.id === this.#wish.serviceId) ?? null;
  }

  /** AS-15: with another service nobody is in charge until somebody is chosen. */
  #keeps(serviceId) {
    return serviceId === this.#conversation.service?.id ? (this.#conversation.assignee?.id ?? null) : null;
  }

  #paint() {
    const { service: now, assignee } = this.#conversation;
    const services = this.#services.map(service => ({
      value: service.id,
      text: service.name,
      face: () => avatarOf({ id: service.id, name: service.name, kind: "service" }, "xs"),
      sub: service.assignable ? about(service, now?.id === service.id) : t(`assign.barred.${service.reason}`),
      disabled: !service.assignable,
    }));
    const known = services.length > 0 || !now ? services : [{ value: now.id, text: now.name, face: () => avatarOf({ ...now, kind: "service" }, "xs") }];
    this.#service.show(known, this.#wish.serviceId);
    const agents = (this.#chosen()?.assignees ?? (assignee ? [assignee] : [])).map(agent => ({
      value: agent.id,
      text: agent.id === this.#context.me.id ? t("assign.me", { name: agent.name }) : agent.name,
      face: () => avatarOf({ id: agent.id, name: agent.name, kind: "agent" }, "xs"),
      sub: agent.paused ? t("assign.paused") : null,
    }));
    this.#assignee.show([{ value: "", text: t("info.unassigned"), face: () => h("span.dot-empty.xs") }, ...agents], this.#wish.assigneeId ?? "");
    this.#assignee.root.hidden = this.#wish.serviceId === null;
  }

  /** @param {Wish} wish */
  #choose(wish) {
    this.#wish = wish;
    this.#paint();
    clearErrors(this.#form);
    // AS-13: the assignee alone changes at once.
    if (wish.serviceId === this.#conversation.service?.id && wish.assigneeId !== (this.#conversation.assignee?.id ?? null)) return this.#run(this.#conversation.version);
    return this.#ask();
  }

  async #ask() {
    const turn = ++this.#turn;
    this.#preview = null;
    this.#apply.disabled = true;
    if (this.#wish.serviceId === null) return;
    const { conversations } = this.#context;
    const { id } = this.#conversation;
    try {
      // A row of the list comes without its guests.
      const guests = conversations.get(id)?.members ? null : conversations.load(id);
      const [preview] = await Promise.all([this.#assignment.preview(id, this.#wish), guests]);
      if (turn !== this.#turn || this.#over) return;
      this.#preview = preview;
      this.#showPreview();
    } catch (problem) {
      if (turn === this.#turn && !this.#over) this.#failed(problem);
    }
  }

  #showPreview() {
    const preview = this.#preview;
    const { members } = this.#context.conversations.get(this.#conversation.id) ?? this.#conversation;
    const guests = (members ?? []).filter(member => member.kind === "guest");
    const to = this.#chosen()?.name ?? "";
    this.#label.textContent = t(`assign.${preview.button}`);
    this.#apply.disabled = !preview.allowed || !preview.changes;
    this.#effect.replaceChildren(preview.allowed
      ? effect(preview, { guests, from: this.#conversation.service?.name ?? null, to, me: this.#context.me })
      : h("p.msg-error", {}, icon("ban", "s"), h("span", {}, t(`assign.barred.${preview.reason}`))));
  }

  async #run(version = this.#preview?.version) {
    if (this.#busy || version === undefined) return;
    this.#working(true);
    clearErrors(this.#form);
    try {
      await this.#assignment.put(this.#conversation, this.#wish, version);
      this.close();
    } catch (problem) {
      this.#working(false);
      if (problem.slug === "stale") this.#conflict(problem.body);
      else this.#failed(problem);
    }
  }

  #working(on) {
    this.#busy = on;
    this.#apply.setAttribute("aria-busy", String(on));
    this.#apply.querySelector(".spin")?.remove();
    if (on) this.#apply.prepend(icon("loader-circle", "s spin"));
    this.#label.textContent = on ? t("assign.applying") : t(`assign.${this.#preview?.button ?? "apply"}`);
  }

  #failed(problem) {
    this.#effect.replaceChildren();
    showProblem(this.#form, problem);
  }

  /** Somebody else did something to it while this was open. */
  #live(type) {
    if (this.#busy || this.#over) return;
    const now = this.#context.conversations.get(this.#conversation.id);
    if (type === "removed" || now === null) return this.#conflict(null);
    if (now.version <= this.#conversation.version) return;
    if (same(now, this.#conversation)) {
      this.#conversation = now;
      this.#ask();
    } else this.#conflict({ service: now.service, assignee: now.assignee, by: now.lastMessage?.notice?.type === "assigned" ? now.lastMessage.notice.actor : null });
  }

  /** AS-9: who was first, and nothing of mine was changed. @param {any} won null: the conversation is out of sight */
  #conflict(won) {
    this.#turn++;
    const again = won === null ? null : h("button.btn.primary", { type: "button", onclick: () => this.#again() }, t("assign.again"));
    const leave = h("button.btn", { type: "button", onclick: () => this.close() }, t("assign.leave-it"));
    const told = h("div.banner.bad", { role: "alert" }, icon("git-compare-arrows", "s"), h("p", {}, words(won, this.#conversation, this.#context.me), " ", t("assign.untouched")));
    this.#form.replaceChildren(told, h("div.row.end", {}, [leave, again].filter(Boolean)));
    (again ?? leave).focus();
  }

  async #again() {
    const fresh = await this.#context.conversations.load(this.#conversation.id);
    if (this.#over) return;
    if (fresh === null) return this.#conflict(null);
    const wish = this.#wish;
    this.close();
    await this.#assignment.open(this.#anchor, fresh, { wish });
  }
}

/** @param {any} service @param {boolean} now */
function about(service, now) {
  const count = service.assignees.length;
  return [t("assign.agents", { count, n: count }), now ? t("assign.now") : null, service.own ? t("assign.own") : null].filter(Boolean).join(" · ");
}

const same = (a, b) => a.service?.id === b.service?.id && a.assignee?.id === b.assignee?.id;

/** "Tom Becker assigned this to Billing", or that something else of it was changed. */
function words(won, before, me) {
  if (won === null) return t("assign.conflict.gone");
  if (!won.service || same(won, before)) return t("assign.conflict.changed");
  const to = h("b", {}, won.assignee ? parts("assign.in", { assignee: won.assignee.id === me.id ? t("you.to") : bdi(won.assignee.name), service: bdi(won.service.name) }) : bdi(won.service.name));
  if (!won.by) return parts("assign.conflict.somebody", { to });
  return parts(won.by.id === me.id ? "assign.conflict.you" : "assign.conflict", { by: h("b", {}, bdi(won.by.name)), to });
}
