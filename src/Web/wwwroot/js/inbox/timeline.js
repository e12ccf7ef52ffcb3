import { h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { Composer } from "./composer.js";
import { paintHead } from "./head.js";
import { Log } from "./log.js";
import { MessageActions } from "./message-actions.js";
import { Messages } from "./messages.js";
import { authorFace } from "./people.js";
import { Reading } from "./reading.js";

/** One conversation: its head, its messages, who types, and the field to write in. */
export class Timeline {
  #context;
  #id = null;
  #messages = null;
  /** @type {((messages: Messages) => boolean)[]} */
  #early = [];
  #newFrom = null;
  #turn = 0;
  /** The message that is to be seen once it is there. @type {number | null} */
  #wanted = null;
  #head = h("header.t-head");
  #banner = h("div.t-banner");
  #typing = h("p.typing", { "aria-live": "off" });
  #state = h("div.t-state");
  #log;
  #composer;
  #actions;
  #watching;
  #reading;

  /** @param {HTMLElement} root @param {any} context */
  constructor(root, context) {
    this.#context = context;
    this.root = root;
    this.#actions = new MessageActions(context, {
      id: () => this.#id ?? "",
      edit: message => this.#composer.edit(message),
      quote: message => this.#composer.quote(message),
      jump: seq => this.#reach(seq, true),
      react: send => this.#react(send),
      leave: () => this.focusLog(),
    });
    this.#log = new Log({ me: context.me, outbox: context.outbox, actions: this.#actions, meetings: context.actions, onOlder: () => this.#older(), onBottom: () => this.#reading.look() });
    this.#composer = new Composer({ ...context, sent: () => this.#log.toNewest(), lastOwn: () => this.#actions.lastOwn(this.#messages?.items ?? []) }, root);
    this.#reading = new Reading(context, () => this.#log.atNewest && context.showsTimeline());
    const under = h("div.t-under", {}, this.#log.jump);
    // A manager reads along without being in it (LI-3), and writes once they are.
    this.#watching = h("div.t-watching", {}, h("p.muted.grow", {}, t("timeline.watching")), this.#enter());
    root.append(this.#head, this.#banner, this.#state, this.#log.body, under, this.#typing, this.#composer.root, this.#watching);
    context.outbox.addEventListener("change", ({ detail }) => detail.conversationId === this.#id && this.#paint());
    context.typing.addEventListener("change", ({ detail }) => detail.id === this.#id && this.#paintTyping());
    context.conversations.addEventListener("changed", ({ detail }) => detail.id === this.#id && this.#paint());
    context.conversations.addEventListener("removed", ({ detail }) => detail.id === this.#id && this.#gone());
    addEventListener("focus", () => this.#reading.look());
    addEventListener("blur", () => this.#awayAt());
    document.addEventListener("visibilitychange", () => this.#reading.look());
  }

  get id() {
    return this.#id;
  }

  focusComposer() {
    this.#composer.focus();
  }

  focusLog() {
    this.#log.body.focus({ preventScroll: true });
  }

  toNewest() {
    this.#log.toNewest();
  }

  banner(node) {
    this.#banner.replaceChildren(...(node ? [node] : []));
  }

  /** @param {string | null} id @param {number | null} [seq] the message to be seen; else the newest are */
  async open(id, seq = null) {
    if (id === this.#id && this.#messages) return this.#reach(seq);
    const turn = ++this.#turn;
    this.#id = id;
    this.#wanted = seq;
    this.#messages = null;
    this.#early = [];
    this.#newFrom = null;
    this.#log.clear();
    this.root.classList.toggle("none", id === null);
    this.root.classList.remove("head-only");
    if (id === null) return this.#nothing();
    this.#show(null);
    this.#reading.open(id);
    this.#paint();
    const slow = setTimeout(() => turn === this.#turn && this.#skeleton(), 300);
    this.#log.busy(true);
    const messages = new Messages(this.#context.api, id);
    const draft = this.#composer.open(id);
    try {
      const known = this.#context.conversations.get(id)?.members ? null : this.#context.conversations.load(id);
      await Promise.all([messages.loadNewest(), known]);
      if (turn !== this.#turn) return;
      if (!this.#context.conversations.get(id)) return this.#gone();
      if (!this.#early.every(step => step(messages))) await messages.loadMissed();
      if (turn !== this.#turn) return;
      this.#messages = messages;
      this.#markNew();
      this.#show(null);
      this.#paint();
      this.#log.toNewest();
      await this.#reach(seq);
    } catch (problem) {
      // Without its messages it may still have a head to be seen (LC-2).
      if (problem.status === 404) await this.#context.conversations.load(id);
      if (turn === this.#turn) this.#failed(problem);
    } finally {
      clearTimeout(slow);
      this.#log.busy(false);
    }
    await draft;
    this.#reading.look();
  }

  /** A message of the stream; one that overtook another brings the missing ones first. */
  async take(message) {
    // What comes while the newest are on their way may not be among them.
    if (!this.#messages) return this.#later(messages => messages.add(message));
    this.#context.typing.stopped(this.#id, message.author ?? {});
    const mine = message.author?.id === this.#context.me.id;
    if (!mine && this.#newFrom === null && !this.#reading.present) this.#newFrom = message.seq;
    if (!this.#messages.add(message)) await this.missed();
    this.#paint();
    this.#reading.look();
  }

  /** A message that is there already was edited or deleted. */
  change(message) {
    if (!this.#messages) return this.#later(messages => messages.add(message));
    this.#messages.add(message);
    this.#composer.changed(message);
    this.#paint();
  }

  /** Somebody reacted, or took it back (MS-8). */
  reacted(data) {
    if (!this.#messages) return this.#later(messages => (messages.react(data), true));
    this.#messages.react(data);
    this.#paint();
  }

  /** A meeting is another than its card says. */
  met(meeting) {
    if (!this.#messages) return this.#later(messages => (messages.met(meeting), true));
    this.#messages.met(meeting);
    this.#paint();
  }

  async #react(send) {
    const messages = this.#messages;
    await messages?.reacting(send);
    if (messages === this.#messages) this.#paint();
  }

  /** Once there is something to apply it to. @param {(messages: Messages) => boolean} step false where something is missing before it */
  #later(step) {
    this.#early.push(step);
  }

  /** After a gap: whatever came meanwhile. */
  missed() {
    return this.#read(messages => messages.loadMissed());
  }

  /** After a loss: also what was edited or deleted meanwhile. */
  again() {
    return this.#read(messages => messages.loadAgain());
  }

  async #read(load) {
    const messages = this.#messages;
    if (!messages) return this.#id === null ? undefined : this.open(this.#id, this.#wanted);
    try {
      await load(messages);
    } catch (problem) {
      if (problem.status === 403 || problem.status === 404) return messages === this.#messages ? this.#failed(problem) : undefined;
      if (!problem.passing && problem.status !== 401) throw problem;
    }
    if (messages === this.#messages) this.#paint();
    this.#reading.look();
  }

  /** Unread from the newest guest's message on; nothing marks it read until it is opened again. */
  async markUnread() {
    this.#reading.pause();
    await this.#context.api.put(`/conversations/${this.#id}/unread`);
    await this.#context.conversations.load(this.#id);
  }

  /** Reads back to a message and shows it. @param {number | null} seq @param {boolean} [focus] who reads by keyboard goes there, too */
  async #reach(seq, focus = false) {
    const messages = this.#messages;
    if (seq === null || !messages) return;
    this.#log.busy(true);
    try {
      await messages.loadFrom(seq);
      if (messages !== this.#messages) return;
      this.#paint();
      this.#log.reach(messages.items.find(message => message.seq === seq), focus);
    } catch (problem) {
      if (!problem.passing && problem.status !== 401) throw problem;
    } finally {
      if (messages === this.#messages) this.#log.busy(false);
    }
  }

  #markNew() {
    const { readSeq, unread } = this.#context.conversations.get(this.#id);
    if (unread > 0) this.#newFrom = this.#messages.items.find(message => message.seq > (readSeq ?? 0) && message.author?.id !== this.#context.me.id)?.seq ?? null;
  }

  /** What comes from now on is new to whoever comes back to this window. */
  #awayAt() {
    if (this.#log.atNewest && this.#newFrom !== null && this.#messages?.last >= this.#newFrom) this.#newFrom = null;
  }

  async #older() {
    try {
      if (await this.#messages?.loadOlder()) {
        this.#log.busy(true);
        this.#paint();
        this.#log.busy(false);
      }
    } catch (problem) {
      if (!problem.passing && problem.status !== 401) throw problem;
    }
  }

  #paint() {
    const { conversations, outbox, actions, me } = this.#context;
    const conversation = conversations.get(this.#id);
    if (!conversation) return;
    paintHead(this.#head, conversation, { ...actions, infoOpen: this.#context.showsInfo() });
    this.root.setAttribute("aria-label", t("timeline.with", { title: conversation.title }));
    const guests = (conversation.members ?? []).filter(member => member.kind === "guest");
    const agents = (conversation.members ?? []).filter(member => member.kind === "agent" && member.agentId !== me.id);
    this.#composer.to((guests.length > 0 ? guests : agents).slice(0, 3).map(member => member.name.split(" ")[0]));
    this.root.classList.toggle("watching", this.#messages !== null && !conversation.isMember);
    if (!this.#messages) return;
    const stored = this.#messages.items;
    const known = new Set(stored.map(message => message.clientId).filter(Boolean));
    const waiting = outbox.of(this.#id).filter(message => !known.has(message.clientId));
    const nameOf = memberId => guests.find(member => member.id === memberId)?.name ?? null;
    const first = this.#messages.complete && conversation.description ? parts("timeline.description", { text: conversation.description }).join("") : null;
    this.#log.render([...stored, ...waiting], { newFrom: this.#newFrom, guestsRead: conversation.guestsRead ?? [], nameOf, faceOf: author => authorFace(author, conversation), first });
    this.#paintTyping();
  }

  #paintTyping() {
    const line = this.#context.typing.line(this.#id);
    if (this.#typing.textContent === line) return;
    this.#typing.replaceChildren(...(line === "" ? [] : [h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i")), line]));
  }

  #nothing() {
    this.#head.replaceChildren();
    delete this.#head.dataset.key;
    this.#show(h("div.empty", {}, icon("messages-square"), h("h2", {}, t("timeline.none")), h("p", {}, t("timeline.none.text"))));
  }

  #gone() {
    this.#messages = null;
    this.#log.clear();
    this.#head.replaceChildren();
    delete this.#head.dataset.key;
    this.root.classList.add("none");
    const back = h("button.btn.outline", { type: "button", onclick: () => this.#context.address.go({ id: null }) }, t("back.list"));
    this.#show(h("div.empty", { role: "status" }, icon("lock"), h("h2", {}, t("timeline.gone")), h("p", {}, t("timeline.gone.text")), back));
    this.#context.actions.onGone?.(this.#id);
  }

  #failed(problem) {
    if (problem.status === undefined) throw problem;
    if (problem.status === 401) return;
    const heads = problem.status === 404;
    if (heads && !this.#context.conversations.get(this.#id)) return this.#gone();
    this.root.classList.toggle("head-only", heads);
    const again = h("button.btn.outline", { type: "button", onclick: () => this.open(this.#id, this.#wanted) }, icon("rotate-cw", "s"), t("try-again"));
    this.#show(h("div.empty", { role: "alert" }, icon(heads ? "lock" : "cloud-off"), h("h2", {}, t(heads ? "timeline.head-only" : "timeline.failed")),
      h("p", {}, heads ? t("timeline.head-only.text") : t(problem.status === 0 ? "failed.network" : "failed.server")), heads ? this.#enter() : again));
  }

  /** LC-2: joining is told to everybody in it, so it is a step of its own. */
  #enter() {
    return h("button.btn.outline", { type: "button", onclick: () => this.#context.actions.onEnter() }, icon("user-round-plus", "s"), t("action.enter"));
  }

  #skeleton() {
    const line = side => h("div.group", { class: side }, h("div.bubbles", {}, h("span.skel.bubble-skel")));
    this.#show(h("div.t-skel", { "aria-hidden": "true" }, line(""), line("ours me"), line(""), line("ours me")));
  }

  #show(node) {
    this.#state.replaceChildren(...(node ? [node] : []));
    this.#state.hidden = node === null;
  }
}
