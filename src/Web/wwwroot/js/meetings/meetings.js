import { all } from "../api/all.js";
import { openCancel, openMove } from "../dialogs/meeting.js";
import { copy } from "../dom/copy.js";
import { toggle } from "../dom/form.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { day, dayStart, days, minuteOf } from "../text/when.js";
import { agenda } from "./agenda.js";
import { addDays, monday } from "./days.js";
import { beside } from "./link.js";
import { Opened } from "./opened.js";
import { week } from "./week.js";

const PATIENCE = 300;
const LATE = 2500;

/** The meetings that I am host of, a week at a time, as they change. */
export class Meetings {
  #context;
  #root;
  #week;
  #turn = 0;
  #lost = 0;
  /** @type {Map<string, any> | null} null: not read yet */
  #meetings = null;
  #hours = null;
  #current = null;
  #narrow = matchMedia("(max-width:820px)");
  #title = h("p.muted.grow", { role: "status" });
  #banner = h("div.meet-banner");
  #place = h("div.meet-place");
  #cancelled = toggle({ name: "cancelled", label: t("meetings.cancelled"), checked: true });
  #opened;

  /** @param {HTMLElement} root @param {{api: any, live: any, me: any}} context */
  constructor(root, context) {
    this.#root = root;
    this.#context = context;
    this.#opened = new Opened({ move: meeting => this.#change(openMove, meeting, "meeting.moved"), cancel: meeting => this.#change(openCancel, meeting, "meeting.cancel.done"), closed: id => this.#closed(id) });
    const asked = new URLSearchParams(location.search).get("week") ?? "";
    this.#week = monday(/^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : day(Date.now()));
    root.replaceChildren(this.#head(), this.#banner, h("div.meet-page", {}, this.#place, this.#opened.aside));
    this.#narrow.addEventListener("change", () => this.#paint());
    this.#cancelled.addEventListener("change", () => this.#paint());
    this.#place.addEventListener("click", event => this.#click(event));
    this.#place.addEventListener("keydown", event => this.#key(event));
    this.#place.addEventListener("focusin", event => this.#focused(event));
  }

  async start() {
    const { live } = this.#context;
    live.addEventListener("event", ({ detail }) => detail.type.startsWith("meeting.") && this.#met(detail.data.meeting));
    live.addEventListener("fresh", () => this.#load());
    live.addEventListener("state", () => this.#connection());
    addEventListener("offline", () => this.#connection());
    addEventListener("online", () => this.#connection());
    const asked = new URLSearchParams(location.search).get("meeting");
    await this.#load();
    if (this.#meetings?.has(asked ?? "")) this.#open(asked);
  }

  #head() {
    const { me } = this.#context;
    const step = (name, text, count) => h("button.btn.icon", { type: "button", title: t(text), onclick: () => this.#go(addDays(this.#week, count)) }, icon(name, "flip"), hiddenText(t(text)));
    return h("header.page-head", {},
      h("h1", {}, t("nav.meetings")),
      h("div.row", {}, step("chevron-left", "meetings.earlier", -7), h("button.btn.outline", { type: "button", onclick: () => this.#go(monday(day(Date.now()))) }, t("meetings.this-week")), step("chevron-right", "meetings.later", 7)),
      this.#title,
      this.#cancelled,
      me.licence === "Standard" && me.link ? h("button.btn.outline", { type: "button", onclick: () => copy(`${me.link}/schedule`) }, icon("link", "s"), t("meetings.copy")) : null,
      h("a.btn.outline", { href: "/settings/meetings" }, icon("sliders-horizontal", "s"), t("hours.title")));
  }

  async #go(key) {
    this.#week = key;
    this.#meetings = null;
    this.#opened.close();
    history.replaceState(null, "", `/meetings?week=${key}`);
    await this.#load();
  }

  async #load() {
    const turn = ++this.#turn;
    const { api, me } = this.#context;
    const slow = setTimeout(() => turn === this.#turn && this.#meetings === null && this.#skeleton(), PATIENCE);
    this.#say(days(this.#week, addDays(this.#week, 6)));
    try {
      const asked = { from: new Date(dayStart(this.#week)).toISOString(), to: new Date(dayStart(this.#week, 7)).toISOString() };
      const [found, hours] = await Promise.all([all(api, "/meetings", asked), me.licence === "Standard" ? api.get("/me/availability") : null]);
      if (turn !== this.#turn) return;
      this.#hours = hours;
      this.#meetings = new Map(found.filter(meeting => meeting.host.id === me.id).map(meeting => [meeting.id, meeting]));
      this.#paint();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      // What was read stays to be read; the banner says that it may be old.
      if (turn === this.#turn && problem.status !== 401 && this.#meetings === null) this.#failed(problem);
    } finally {
      clearTimeout(slow);
    }
  }

  #skeleton() {
    const line = () => h("div.skel-conv", {}, h("span.skel.disc"), h("div", {}, h("span.skel.w1"), h("span.skel.w2")));
    this.#place.setAttribute("aria-busy", "true");
    this.#place.replaceChildren(h("div", { "aria-hidden": "true" }, line(), line(), line(), line()));
  }

  #failed(problem) {
    this.#place.removeAttribute("aria-busy");
    this.#place.replaceChildren(h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("meetings.failed")), h("p", {}, problem.status === 0 ? t("failed.network") : problem.message),
      h("button.btn.outline", { type: "button", onclick: () => this.#load() }, icon("rotate-cw", "s"), t("try-again"))));
  }

  #shown() {
    const withCancelled = this.#cancelled.querySelector("input").checked;
    return [...(this.#meetings?.values() ?? [])]
      .filter(meeting => withCancelled || meeting.state !== "cancelled")
      .sort((one, other) => Date.parse(one.start) - Date.parse(other.start) || (one.state === "cancelled" ? 1 : 0) - (other.state === "cancelled" ? 1 : 0));
  }

  #paint() {
    if (this.#meetings === null) return;
    const meetings = this.#shown();
    const focused = this.#place.contains(document.activeElement);
    if (!meetings.some(meeting => meeting.id === this.#current)) this.#current = meetings[0]?.id ?? null;
    const shown = { week: this.#week, meetings, hours: this.#hours, selected: this.#opened.id, current: this.#current };
    const basic = this.#context.me.licence === "Standard" ? null : h("p.banner.info", {}, icon("info", "s"), t("hours.basic"));
    const count = meetings.length === 0 ? t("meetings.none") : t("meetings.count", { count: meetings.length });
    this.#say(`${days(this.#week, addDays(this.#week, 6))} · ${count}`);
    this.#place.removeAttribute("aria-busy");
    this.#place.replaceChildren(...[basic, this.#narrow.matches ? (meetings.length === 0 ? this.#empty() : agenda(shown)) : week(shown)].filter(node => node !== null));
    if (focused && this.#current) this.#link(this.#current)?.focus();
  }

  // Read out where it is another than before.
  #say(text) {
    if (this.#title.textContent !== text) this.#title.textContent = text;
  }

  #empty() {
    return h("div.empty", {}, icon("calendar-days"), h("h2", {}, t("meetings.none")), h("p", {}, t("meetings.none.text")));
  }

  /** It was booked, moved or cancelled, by whomever. */
  #met(meeting) {
    if (meeting.host.id !== this.#context.me.id || this.#meetings === null) return;
    if ((this.#meetings.get(meeting.id)?.version ?? 0) >= meeting.version) return;
    const inside = Date.parse(meeting.end) > dayStart(this.#week) && Date.parse(meeting.start) < dayStart(this.#week, 7);
    if (inside) this.#meetings.set(meeting.id, meeting);
    else this.#meetings.delete(meeting.id);
    this.#paint();
    this.#opened.met(meeting);
  }

  async #change(open, meeting, done) {
    try {
      const changed = await open(this.#context, meeting);
      if (!changed) return;
      this.#met(changed);
      toast(t(done));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.status === 0 ? t("failed.network") : problem.message);
    }
  }

  #open(id) {
    this.#current = id;
    this.#opened.open(this.#meetings?.get(id));
    this.#paint();
    this.#opened.focus();
    history.replaceState(null, "", `/meetings?${new URLSearchParams({ week: this.#week, meeting: id })}`);
  }

  #closed(id) {
    history.replaceState(null, "", `/meetings?week=${this.#week}`);
    this.#paint();
    this.#link(id)?.focus();
  }

  /** @returns {any} */
  #link(id) {
    return this.#place.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  #click(event) {
    const link = event.target.closest("[data-id]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#open(link.dataset.id);
  }

  #focused(event) {
    const id = event.target.closest("[data-id]")?.dataset.id;
    if (!id || id === this.#current) return;
    const before = this.#current ? this.#link(this.#current) : null;
    if (before) before.tabIndex = -1;
    this.#current = id;
    this.#link(id).tabIndex = 0;
  }

  #key(event) {
    const id = event.target.closest("[data-id]")?.dataset.id;
    if (!id || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const order = this.#shown().map(({ id, start }) => ({ id, day: day(start), minute: minuteOf(start) }));
    const next = beside(order, id, event.key, getComputedStyle(this.#root).direction === "rtl");
    if (!next) return;
    event.preventDefault();
    this.#link(next.id)?.focus();
  }

  #connection() {
    clearTimeout(this.#lost);
    if (navigator.onLine && this.#context.live.state !== "lost") return this.#banner.replaceChildren();
    const say = () => this.#banner.replaceChildren(h("div.banner.warn", { role: "status" }, icon("wifi-off", "s"), h("p.grow", {}, t("meetings.offline"))));
    this.#lost = setTimeout(say, navigator.onLine ? LATE : 0);
    return undefined;
  }
}
