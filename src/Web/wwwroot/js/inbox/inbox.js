import { Assignment } from "../assignment/assignment.js";
import { h, icon } from "../dom/h.js";
import { Profile } from "../profile/profile.js";
import { Search } from "../search/search.js";
import { Keyboard } from "../shell/keyboard.js";
import { showUnread } from "../shell/shell.js";
import { t } from "../text/text.js";
import { Actions } from "./actions.js";
import { Address } from "./address.js";
import { Conversations } from "./conversations.js";
import { Counts } from "./counts.js";
import { asked } from "./filter.js";
import { Filters } from "./filters.js";
import { Info } from "./info.js";
import { MoreViews } from "./more-views.js";
import { ConversationList } from "./list.js";
import { Outbox } from "./outbox.js";
import { Services } from "./services.js";
import { Timeline } from "./timeline.js";
import { Typing } from "./typing.js";

const wide = matchMedia("(min-width: 1081px)");

/** The inbox: puts the parts together, follows the address, and hands live events to whom they concern. */
export class Inbox {
  #app;
  #live;
  #context;
  #list;
  #timeline;
  #info;
  #profile;
  #counts;
  #moreViews;
  #filters;
  #search;

  constructor(app, { api, live, me }) {
    this.#app = app;
    this.#live = live;
    const context = { api, me, address: new Address(), conversations: new Conversations(api), typing: new Typing(me), outbox: new Outbox(api, me), services: new Services(api) };
    context.showsInfo = () => (wide.matches ? !this.#app.querySelector(".card-main").classList.contains("no-info") : context.address.pane === "info");
    context.showsTimeline = () => wide.matches || context.address.pane === "timeline";
    context.assignment = new Assignment(context, id => (id === context.address.id ? this.#info.load() : undefined));
    context.actions = new Actions(context, {
      toggleInfo: () => this.#toggleInfo(),
      markUnread: () => this.#timeline.markUnread(),
      membersChanged: id => (id === context.address.id ? this.#info.load() : undefined),
      // On a phone what is put away is out of sight; beside a list it may be read on.
      putAway: () => wide.matches || context.address.back({ id: null }),
      entered: id => (id === context.address.id ? this.#timeline.missed() : undefined),
      gone: id => id === context.address.id && this.#info.open(null),
    });
    context.messageChanged = (id, message) => this.#changed(id, message);
    context.agents = () => context.actions.everyone();
    this.#context = context;
    this.#filters = new Filters(app.querySelector(".list"), context);
    this.#moreViews = new MoreViews(app.querySelector("[data-more-views]"), context.address);
    this.#counts = new Counts(api, () => asked(context.address.filter), counts => this.#paintCounts(counts));
    this.#search = new Search(app.querySelector(".list"), context);
    this.#list = new ConversationList(app.querySelector(".list"), context);
    this.#timeline = new Timeline(app.querySelector(".timeline"), context);
    this.#info = new Info(app.querySelector(".info"), context);
    this.#profile = new Profile(app.querySelector(".profile"), context);
    context.focusGuest = guestId => this.#info.focusGuest(guestId);
    this.#listen();
    this.#keys();
  }

  async start() {
    this.#context.outbox.resume();
    await Promise.all([this.#follow(), this.#counts.load()]);
  }

  #listen() {
    const { address, outbox, conversations } = this.#context;
    address.addEventListener("change", () => this.#follow());
    this.#live.addEventListener("event", ({ detail }) => this.#event(detail));
    this.#live.addEventListener("fresh", () => this.#refresh());
    this.#live.addEventListener("state", () => this.#connection());
    addEventListener("online", () => this.#connection());
    addEventListener("offline", () => this.#connection());
    outbox.addEventListener("sent", ({ detail }) => this.#message(detail.conversationId, detail.message));
    conversations.addEventListener("changed", ({ detail }) => detail.id === address.id && this.#title());
    wide.addEventListener("change", () => this.#list.render());
    this.#app.querySelector("[data-new]").addEventListener("click", () => this.#context.actions.onNew());
    this.#app.addEventListener("click", event => {
      const link = event.target.closest("a[data-conversation]");
      if (!link || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      address.go({ id: link.dataset.conversation, seq: Number(link.dataset.seq) || null });
    });
    this.#app.querySelector(".views").addEventListener("click", event => {
      const link = event.target.closest("[data-view]");
      if (!link || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      address.go({ view: link.dataset.view, pane: address.pane });
    });
  }

  #shown = { view: null, id: undefined, filter: "" };

  /** The address says what is shown. */
  async #follow() {
    const { address } = this.#context;
    this.#app.dataset.pane = address.pane;
    for (const link of this.#app.querySelectorAll("[data-view]")) {
      if (link.dataset.view === address.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      link.href = address.href({ view: link.dataset.view });
    }
    const work = [];
    const { view, id, filter } = this.#shown;
    this.#shown = { view: address.view, id: address.id, filter: asked(address.filter) };
    if (view !== address.view || filter !== this.#shown.filter) work.push(this.#list.open(address.view, address.filter));
    if (filter !== this.#shown.filter) work.push(this.#filters.paint(), this.#counts.load());
    if (id !== address.id) work.push(this.#timeline.open(address.id, address.seq), this.#info.open(address.id));
    else if (address.seq !== null) work.push(this.#timeline.open(address.id, address.seq));
    else if (address.id) this.#context.conversations.patch(address.id, {});
    work.push(this.#profile.follow());
    this.#list.render();
    this.#title();
    await Promise.all(work);
  }

  /** @param {{type: string, data: any}} event */
  #event({ type, data }) {
    const { conversations, typing, address, me } = this.#context;
    const id = data.conversationId;
    if (type === "message.created") {
      this.#message(id, data.message);
      this.#later(id);
      // Who is shut out stands beside the conversation (SP-2).
      if (id === address.id && ["blocked", "unblocked", "spam", "not-spam", "status"].includes(data.message.notice?.type)) {
        this.#info.load();
        this.#profile.heard();
      }
    } else if (type === "message.updated" || type === "message.deleted") {
      this.#changed(id, data.message);
    } else if (type.startsWith("meeting.")) {
      // Its notice is a message of its own.
      if (id === address.id) this.#timeline.met(data.meeting);
    } else if (type === "reaction.changed") {
      if (id === address.id) this.#timeline.reacted(data);
    } else if (type === "typing") typing.heard(data);
    else if (type === "conversation.removed") {
      conversations.remove(id);
      this.#counts.soon();
    } else if (type === "service.updated") {
      this.#service(data.serviceId);
    } else if (type === "read.changed") {
      this.#read(id, data, me);
    } else if (id) {
      conversations.load(id);
      if ((type === "members.changed" || type === "assignment.changed") && id === address.id) this.#info.load();
      // What is known of a guest shows in their conversations.
      if (type === "conversation.updated" && id === address.id) {
        this.#info.load();
        this.#profile.heard();
      }
      this.#counts.soon();
    }
  }

  /** Its name stands in rows and in the frame; who is in it decides which conversations are mine to see. */
  async #service(serviceId) {
    const { services, conversations } = this.#context;
    const mine = await this.#mine();
    const name = services.nameOf(serviceId);
    for (const { id, service } of conversations.all()) {
      if (name !== null && service?.id === serviceId) conversations.patch(id, { service: { ...service, name } });
    }
    if (mine) await this.#refresh();
    else this.#info.paint();
  }

  /** The services, and which of them are mine; true where those are others now. */
  async #mine() {
    const { api, me, services } = this.#context;
    const mine = () => JSON.stringify(me.services.map(({ id, manager }) => [id, manager]));
    const before = mine();
    try {
      const [now] = await Promise.all([api.get("/me"), services.load()]);
      me.services = now.services;
    } catch (problem) {
      // What was known stays; coming back after a loss asks again.
      if (!problem.passing && problem.status !== 401) throw problem;
    }
    return mine() !== before;
  }

  #message(id, message) {
    const { conversations, outbox, address, me, typing } = this.#context;
    outbox.arrived(id, message.clientId);
    if (message.author) typing.stopped(id, message.author);
    const known = conversations.get(id);
    if (known && message.seq > known.lastSeq) {
      const mine = message.author?.id === me.id;
      const namesMe = message.mentions?.some(one => one.id === me.id);
      conversations.patch(id, { lastMessage: lastWords(message), lastSeq: message.seq, lastActivityAt: message.createdAt, unread: mine || message.kind === "notice" ? known.unread : known.unread + 1, ...(namesMe ? { mentionedSeq: message.seq } : {}) });
    }
    if (id === address.id) this.#timeline.take(message);
    this.#counts.soon();
  }

  /** Edited or deleted, here or elsewhere; in the list too, where it is the newest. */
  #changed(id, message) {
    const { conversations, address } = this.#context;
    // MS-10: it may name me no more.
    if (conversations.get(id)?.mentionedSeq === message.seq) this.#later(id);
    if (conversations.get(id)?.lastMessage?.seq === message.seq) conversations.patch(id, { lastMessage: lastWords(message) });
    if (id === address.id) this.#timeline.change(message);
  }

  /** The server's own view of what an event already told; many messages in a moment make one question. */
  #waiting = new Map();
  #later(id) {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.set(id, setTimeout(() => (this.#waiting.delete(id), this.#context.conversations.load(id)), this.#context.conversations.get(id) ? 400 : 0));
  }

  #read(id, data, me) {
    const { conversations } = this.#context;
    if (data.kind === "guest") {
      const others = (conversations.get(id)?.guestsRead ?? []).filter(read => read.memberId !== data.memberId);
      conversations.patch(id, { guestsRead: [...others, { memberId: data.memberId, seq: data.seq }] });
    } else if (data.agentId === me.id) {
      conversations.patch(id, { readSeq: data.seq, ...(typeof data.unread === "number" ? { unread: data.unread } : {}) });
      if (typeof data.unread !== "number") this.#later(id);
      this.#counts.soon();
    }
  }

  async #refresh() {
    const { address, conversations } = this.#context;
    await Promise.all([this.#mine(), this.#list.open(address.view, address.filter), this.#counts.load(), address.id ? conversations.load(address.id) : null, this.#timeline.again(), this.#info.load()]);
    this.#list.render();
  }

  #lost = 0;
  #connection() {
    clearTimeout(this.#lost);
    const off = !navigator.onLine || this.#live.state === "lost";
    if (!off) {
      this.#timeline.banner(null);
      this.#context.outbox.resume();
      return;
    }
    // A restart of the server is over before anybody needs to be told.
    this.#lost = setTimeout(() => this.#timeline.banner(h("div.banner.warn", { role: "status" }, icon("wifi-off", "s"), h("p.grow", {}, t("offline")))), navigator.onLine ? 2500 : 0);
  }

  #toggleInfo() {
    const { address } = this.#context;
    if (address.pane === "profile") address.back({ pane: wide.matches ? "timeline" : "info" });
    else if (wide.matches) {
      this.#app.querySelector(".card-main").classList.toggle("no-info");
      this.#context.conversations.patch(address.id, {});
    } else if (address.pane === "info") address.back({ pane: "timeline" });
    else address.go({ pane: "info" });
  }

  #keys() {
    const { address, actions, me } = this.#context;
    const go = step => {
      if (this.#search.open) return this.#search.step(step);
      const id = this.#list.beside(address.id, step);
      if (id === null) return;
      address.go({ id }, { replace: address.id !== null });
      this.#list.focus(id);
    };
    new Keyboard(me, {
      j: () => go(1),
      k: () => go(-1),
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
      r: () => address.id && this.#timeline.focusComposer(),
      i: () => address.id && this.#toggleInfo(),
      a: () => this.#info.assign(),
      c: () => actions.onNew(),
      "/": () => this.#search.focus(),
      f: () => this.#filters.open(),
      e: () => address.id && me.licence === "Standard" && actions.onSchedule(),
      m: () => address.id && actions.onMute(this.#app.querySelector(".timeline [data-more]")),
      Escape: () => this.#escape(),
    });
  }

  #escape() {
    const { address } = this.#context;
    if (address.pane === "profile") return address.back({ pane: "info" });
    if (address.pane === "info" && !wide.matches) return address.back({ pane: "timeline" });
    if (address.id === null) return;
    if (wide.matches) this.#search.open ? this.#search.focusRow() : this.#list.focus(address.id);
    else address.back({ id: null });
  }

  #paintCounts(counts) {
    for (const link of this.#app.querySelectorAll("[data-view]")) {
      const count = counts[link.dataset.view] ?? 0;
      const place = link.querySelector("[data-count]");
      const text = count === 0 ? "" : count > 999 ? "999+" : String(count);
      if (place.textContent !== text) place.textContent = text;
    }
    this.#moreViews.show(counts);
    showUnread(counts.unread ?? 0);
  }

  #title() {
    const { address, conversations } = this.#context;
    const open = address.id && conversations.get(address.id);
    document.body.dataset.title = open ? `${open.title} · XBees` : `${t("nav.conversations")} · XBees`;
    this.#counts.repaint();
  }
}

const lastWords = ({ seq, kind, author, text, notice, createdAt, deletedAt, attachments }) => ({ seq, kind, author, text, notice, createdAt, deletedAt, files: (attachments ?? []).map(file => file.name) });
