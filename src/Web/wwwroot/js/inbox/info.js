import { companiesIn, companyTags } from "../crm/tags.js";
import { avatarOf } from "../dom/avatar.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { openMenu } from "../dom/menu.js";
import { t } from "../text/text.js";
import { date, day, full } from "../text/when.js";
import { Access } from "./access.js";
import { Invitations } from "./invitations.js";
import { faceOf, guestsFirst } from "./people.js";

/** The frame beside a conversation: guests, what it is, agents and how each came in, and what can be done. */
export class Info {
  #context;
  #id = null;
  #members = [];
  #next = null;
  #turn = 0;
  #access;
  #invitations;

  constructor(root, context) {
    this.root = root;
    this.#context = context;
    this.#access = new Access(context, () => this.paint(true));
    this.#invitations = new Invitations(context, () => this.paint());
    context.conversations.addEventListener("changed", ({ detail }) => detail.id === this.#id && this.paint());
    context.conversations.addEventListener("removed", ({ detail }) => detail.id === this.#id && this.open(null));
  }

  async open(id) {
    this.#id = id;
    this.#members = [];
    this.#next = null;
    this.#key = "";
    this.#invitations.clear();
    if (id === null) return this.root.replaceChildren();
    this.paint();
    await Promise.all([this.load(), this.#invitations.load(id)]);
  }

  /** Members with what only agents see; afresh after each change of members. */
  async load() {
    const turn = ++this.#turn;
    const id = this.#id;
    if (id === null) return;
    try {
      const page = await this.#context.api.get(`/conversations/${id}/members?limit=50`);
      if (turn !== this.#turn) return;
      this.#members = page.items;
      this.#next = page.next;
      this.paint();
    } catch (problem) {
      if (!problem.passing && ![401, 403, 404].includes(problem.status)) throw problem;
    }
  }

  async #more() {
    const id = this.#id;
    const page = await this.#context.api.get(`/conversations/${id}/members?limit=50&after=${encodeURIComponent(this.#next)}`);
    if (id !== this.#id) return;
    this.#members = [...this.#members, ...page.items];
    this.#next = page.next;
    this.paint();
  }

  #key = "";
  /** @param {boolean} [anew] also where it shows the same as before: a switch may stand otherwise than it is */
  paint(anew = false) {
    const conversation = this.#context.conversations.get(this.#id);
    if (!conversation) return;
    this.#invitations.heard(conversation.lastMessage);
    const members = this.#members.length > 0 ? this.#members : (conversation.members ?? []);
    const { id, version, title, lastMessage, readOnly, public: open, isMember, description, name, service } = conversation;
    const through = members.map(member => member.viaService && this.#serviceName(member.viaService, conversation));
    const lastGuest = lastMessage?.author?.kind === "guest" ? lastMessage.author.id : this.#lastGuest;
    const key = JSON.stringify([id, version, title, lastGuest, readOnly, open, isMember, this.#access.urlOf(conversation), description, name, service, members, companiesIn(conversation.tags), through, this.#next, this.#invitations.key]);
    if (key === this.#key && !anew) return;
    this.#key = key;
    this.#lastGuest = lastGuest;
    const focused = this.root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset?.focus : null;
    this.root.replaceChildren(...this.#sections(conversation, members, lastGuest).filter(Boolean));
    if (focused) this.root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  #lastGuest = null;

  #sections(conversation, members, lastGuest) {
    const { actions } = this.#context;
    const guests = guestsFirst(members, lastGuest);
    const agents = members.filter(member => member.kind === "agent");
    return [
      h("header.t-head.only-narrow", {}, h("button.btn.icon", { type: "button", title: t("back"), onclick: actions.onInfoBack }, icon("chevron-left", "flip"), hiddenText(t("back.messages"))), h("h2.grow.title", {}, t("info.title"))),
      guests.length > 0 ? h("section", { "aria-label": t("info.guests") }, guests.map(member => this.#guest(member, conversation))) : null,
      this.#facts(conversation),
      this.#access.section(conversation),
      h("section", {},
        h("h2", {}, t("info.agents"), h("span.row", {}, h("span.count", {}, String(conversation.agentCount ?? agents.length)),
          conversation.isMember ? h("button.btn.icon.small", { type: "button", title: t("action.add"), "data-focus": "add-small", onclick: actions.onAdd }, icon("user-round-plus"), hiddenText(t("action.add"))) : null)),
        agents.map(member => this.#agent(member, conversation)),
        this.#next ? h("button.link", { type: "button", onclick: () => this.#more() }, t("info.more")) : null),
      this.#invitations.section(conversation.isMember),
      h("section", {}, h("h2", {}, t("info.actions")), h("div.act", {}, conversation.isMember ? this.#acts() : act("user-round-plus", t("action.enter"), actions.onEnter))),
    ];
  }

  #acts() {
    const { actions } = this.#context;
    return [
      act("user-round-plus", t("action.add"), actions.onAdd),
      act("mail-plus", t("action.invite"), actions.onInvite),
      this.#context.me.licence === "Standard" ? act("calendar-plus", t("schedule"), actions.onSchedule) : null,
      act("pencil", t("action.rename"), actions.onRename),
      act("file-text", t("action.description"), actions.onDescription),
      act("mail", t("action.unread"), actions.onUnread),
      act("log-out", t("action.leave"), actions.onLeave, "danger-text", "flip"),
    ];
  }

  /** Where the profile of this one was opened from. @param {string} guestId */
  focusGuest(guestId) {
    const member = this.#members.find(one => one.guestId === guestId);
    /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-focus="more ${CSS.escape(member?.id ?? "")}"]`))?.focus();
  }

  /** The keyboard's way to the panel of service and assignee. */
  assign() {
    /** @type {HTMLElement | null} */ (this.root.querySelector("[data-focus=service]"))?.click();
  }

  #facts(conversation) {
    const { status, snoozedUntil, description, spam } = conversation;
    const rows = this.#assignment(conversation);
    if (status) rows.push(h("dt", {}, t("info.status")), h("dd", {}, t(`status.${status}`), status === "snoozed" ? h("span.faint", {}, " ", snoozedUntil ? t("status.until", { time: full(snoozedUntil) }) : t("status.until.guest")) : null));
    const companies = companyTags(conversation.tags);
    if (companies.length > 0) rows.push(h("dt", {}, t("info.companies", { count: companiesIn(conversation.tags).length })), h("dd.row", {}, companies));
    if (spam) rows.push(h("dt", {}, t("spam")), h("dd", {}, t("spam.deleted", { time: date(day(spam.deletedAt)) }), conversation.isMember ? [" ", h("button.link.sm", { type: "button", "data-focus": "not-spam", onclick: this.#context.actions.onNotSpam }, t("spam.not"))] : null));
    if (rows.length === 0 && !description) return null;
    return h("section", {}, description ? h("p.description", { dir: "auto" }, description) : null, rows.length > 0 ? h("dl.kv", {}, rows) : null);
  }

  /** AS-1, AS-8: both fields, or that there is no service yet. An agent's conversation without guests has none (AS-17). */
  #assignment(conversation) {
    const { service, assignee, serviceState } = conversation;
    const { assignment, me } = this.#context;
    if (serviceState === "none") return [];
    const open = first => event => assignment.open(event.currentTarget, conversation, { first });
    if (!service) {
      return [h("dt", {}, t("info.service")), h("dd.row.between", {}, h("span.unassigned", {}, t("info.service.none")),
        h("button.btn.outline.small", { type: "button", "aria-haspopup": "dialog", "data-focus": "service", onclick: open("service") }, t("assign.assign")))];
    }
    const pick = (focus, label, face, name) => h("button.pick", { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", "data-focus": focus, onclick: open(focus) }, hiddenText(`${label}: `), face, h("span.truncate", { dir: "auto" }, name), icon("chevron-down", "s"));
    const mine = assignee?.id === me.id ? null : h("button.link.sm", { type: "button", "data-focus": "assign-me", onclick: event => assignment.toMe(event.currentTarget, conversation) }, t("assign.to-me"));
    return [
      h("dt", {}, t("info.service")), h("dd", {}, pick("service", t("info.service"), avatarOf({ ...service, kind: "service" }, "xs"), service.name)),
      h("dt", {}, t("info.assignee")), h("dd", {}, pick("assignee", t("info.assignee"), assignee ? avatarOf({ id: assignee.id, name: assignee.name, kind: "agent" }, "xs") : h("span.dot-empty.xs"), assignee?.name ?? t("info.unassigned")), mine),
    ];
  }

  #guest(member, conversation) {
    const { actions } = this.#context;
    const more = h("button.btn.icon.small", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", title: t("info.more-about", { name: member.name }), "data-focus": `more ${member.id}` }, icon("ellipsis-vertical"), hiddenText(t("info.more-about", { name: member.name })));
    more.addEventListener("click", () =>
      openMenu(more, [
        { text: t("action.profile"), icon: "circle-user", run: () => this.#context.address.go({ pane: "profile", guest: member.guestId }) },
        ...(conversation.isMember ? [member.blocked ? { text: t("action.unblock"), icon: "ban", run: () => actions.onUnblock(member, conversation) } : { text: t("action.block"), icon: "ban", danger: true, run: () => actions.onBlock(member, conversation) }] : []),
        ...(conversation.isMember ? [{ text: t("action.remove"), icon: "user-round-minus", danger: true, run: () => actions.onRemove(member, conversation) }] : []),
      ], t("info.more-about", { name: member.name })));
    return h("div.person", { "data-member": member.id }, faceOf(member),
      h("div.grow", {}, h("p.name", {}, h("span.truncate", { dir: "auto" }, member.name), h("span.tag", {}, t("guest"))),
        member.email ? h("p.sub.truncate", {}, member.email) : null,
        member.blocked ? this.#blocked(member, conversation) : null),
      more);
  }

  /** SP-2: said, with the way back. */
  #blocked(member, conversation) {
    const undo = h("button.link.sm", { type: "button", "data-focus": `unblock ${member.id}`, onclick: () => this.#context.actions.onUnblock(member, conversation) }, t("undo"), hiddenText(` ${t("block.of", { name: member.name })}`));
    return h("p.sub.row", {}, h("span.tag.bad", {}, icon("ban"), t("blocked")), conversation.isMember ? undo : null);
  }

  #agent(member, conversation) {
    const { actions, me } = this.#context;
    const you = member.agentId === me.id;
    const through = member.viaService ? t("info.through", { name: this.#serviceName(member.viaService, conversation) }) : member.addedBy ? t("info.added-by", { name: member.addedBy.name }) : t("info.individually");
    const remove = h("button.btn.icon.small.quiet", { type: "button", title: t("info.remove", { name: member.name }), "data-focus": `remove ${member.id}`, onclick: () => actions.onRemove(member, conversation) }, icon("user-round-minus", "s"), hiddenText(t("info.remove", { name: member.name })));
    return h("div.person", { "data-member": member.id }, faceOf(member),
      h("div.grow", {}, h("p.name", {}, h("span.truncate", { dir: "auto" }, member.name), you ? h("span.faint", {}, t("info.you")) : null), h("p.sub.truncate", { dir: "auto" }, through)),
      you || !conversation.isMember ? null : remove);
  }

  #serviceName(via, { service }) {
    return (service?.id === via ? service.name : this.#context.services.nameOf(via)) ?? t("info.a-service");
  }
}

const act = (name, text, run, more = "", flip = "") => h("button.btn", { type: "button", class: more, onclick: run, "data-focus": `act ${name}` }, icon(name, flip), h("span", {}, text));
