import { openHandOver } from "../dialogs/hand-over.js";
import { openCancel, openConfirm, openMove, openMoveTo } from "../dialogs/meeting.js";
import { openScheduleWith } from "../dialogs/schedule.js";
import { toggle } from "../dom/form.js";
import { bdi, h } from "../dom/h.js";
import { skeleton } from "../dom/skeleton.js";
import { toast } from "../dom/toast.js";
import { isAsked } from "../inbox/meeting.js";
import { t } from "../text/text.js";
import { day, days } from "../text/when.js";
import { agenda } from "./agenda.js";
import { addDays, monday } from "./days.js";
import { Drag } from "./drag.js";
import { Free } from "./free.js";
import { head } from "./head.js";
import { Kept } from "./kept.js";
import { Opened } from "./opened.js";
import { basic, empty, failed, offline } from "./placeholder.js";
import { Roving } from "./roving.js";
import { week } from "./week.js";

const PATIENCE = 300;
const LATE = 2500;
// The line of the present moment goes on by a row.
const STEP = 300_000;

/** The agent's own meetings, a week at a time: columns where there is room, a list on a phone. */
export class Meetings {
  #context;
  #kept;
  #week;
  #lost = 0;
  #narrow = matchMedia("(max-width:820px)");
  #title = h("p.muted.grow", { role: "status" });
  #banner = h("div.meet-banner");
  #place = h("div.meet-place");
  #cancelled = toggle({ name: "cancelled", label: t("meetings.cancelled"), checked: true });
  #roving = new Roving(this.#place, { list: () => this.#shown(), open: id => this.#open(id) });
  #drag = new Drag(this.#place, {
    get: id => this.#kept.get(id),
    move: (meeting, start) => this.#change(context => openMoveTo(context, meeting, start), meeting, "meeting.moved"),
    say: text => this.#say(text),
  });
  #opened = new Opened({
    move: meeting => this.#change(openMove, meeting, "meeting.moved"),
    handOver: meeting => this.#change(openHandOver, meeting, "meeting.handed-over"),
    cancel: meeting => this.#change(openCancel, meeting, isAsked(meeting) ? "meeting.decline.done" : "meeting.cancel.done"),
    mark: (meeting, outcome) => this.#change(({ api }) => api.put(`/meetings/${meeting.id}/outcome`, { outcome }, { version: meeting.version }), meeting, outcome ? "meeting.marked" : "meeting.unmarked"),
    confirm: (meeting, others) => this.#change(context => openConfirm(context, meeting, others.map(({ id }) => id)), meeting, "meeting.confirm.done"),
    others: meeting => this.#kept.asking(meeting),
    decide: (meeting, accept) => this.#change(({ api }) => api.post(`/meetings/${encodeURIComponent(meeting.id)}/calendar-change`, { accept }), meeting, accept ? "meetings.calendar.followed" : "meetings.calendar.restored"),
    closed: (id, back) => this.#closed(id, back),
  });

  /** @param {HTMLElement} root @param {{api: any, live: any, me: any, keys: Record<string, () => void>}} context */
  constructor(root, context) {
    this.#context = context;
    this.#kept = new Kept(context);
    const asked = new URLSearchParams(location.search).get("week") ?? "";
    this.#week = monday(Number.isNaN(Date.parse(asked)) || !/^\d{4}-\d\d-\d\d$/.test(asked) ? day(Date.now()) : asked);
    this.#kept.turn(this.#week);
    root.replaceChildren(head({ me: context.me, title: this.#title, cancelled: this.#cancelled, week: () => this.#week, go: to => this.#go(to), book: () => this.#book() }), this.#banner, h("div.meet-page", {}, this.#place, this.#opened.aside));
    new Free(this.#place, wish => this.#book(wish));
    if (context.me.licence === "Standard") context.keys.e = () => this.#book();
    for (const changed of [this.#narrow, this.#cancelled]) changed.addEventListener("change", () => this.#paint());
  }

  async start() {
    const { live } = this.#context;
    live.addEventListener("event", ({ detail }) => detail.type.startsWith("meeting.") && this.#met(detail.data.meeting));
    live.addEventListener("fresh", () => this.#load());
    live.addEventListener("state", () => this.#connection());
    for (const type of ["online", "offline"]) addEventListener(type, () => this.#connection());
    setInterval(() => document.hidden || this.#paint(), STEP);
    const asked = new URLSearchParams(location.search).get("meeting") ?? "";
    await this.#load();
    if (this.#kept.get(asked)) this.#open(asked);
  }

  async #go(to) {
    this.#week = to;
    this.#kept.turn(to);
    this.#opened.close(false);
    this.#address();
    await this.#load();
  }

  #address() {
    history.replaceState(null, "", `/meetings?${new URLSearchParams({ week: this.#week, ...(this.#opened.id ? { meeting: this.#opened.id } : {}) })}`);
  }

  async #load() {
    const asked = this.#week;
    const slow = setTimeout(() => asked === this.#week && !this.#kept.isRead && this.#show(skeleton(), true), PATIENCE);
    this.#say();
    try {
      if (await this.#kept.read()) this.#paint();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      // What was read stays to be read; the banner says that it may be old.
      if (asked === this.#week && problem.status !== 401 && !this.#kept.isRead) this.#show(failed(problem, () => this.#load()));
    } finally {
      clearTimeout(slow);
    }
  }

  #show(node, busy = false) {
    if (busy) this.#place.setAttribute("aria-busy", "true");
    else this.#place.removeAttribute("aria-busy");
    this.#place.replaceChildren(node);
  }

  /** Read out where it is another than before. @param {string} [more] */
  #say(more) {
    const text = [days(this.#week, addDays(this.#week, 6)), more].filter(Boolean).join(" · ");
    if (this.#title.textContent !== text) this.#title.replaceChildren(bdi(text));
  }

  #shown() {
    return this.#kept.list(this.#cancelled.querySelector("input").checked);
  }

  #paint() {
    if (!this.#kept.isRead) return;
    const meetings = this.#shown();
    const focused = this.#place.contains(document.activeElement);
    const { book } = /** @type {HTMLElement} */ (document.activeElement).dataset;
    this.#roving.among(meetings);
    const shown = { week: this.#week, meetings, hours: this.#kept.hours, selected: this.#opened.id, current: this.#roving.current };
    this.#say(meetings.length === 0 ? t("meetings.none") : t("meetings.count", { count: meetings.length }));
    this.#show(this.#narrow.matches ? (meetings.length === 0 ? empty() : agenda(shown)) : week(shown));
    if (this.#context.me.licence !== "Standard") this.#place.prepend(basic());
    if (focused && book) /** @type {any} */ (this.#place.querySelector(`[data-book="${book}"]`))?.focus();
    else if (focused) this.#roving.focus();
    this.#drag.painted();
  }

  #met(meeting) {
    if (!this.#kept.met(meeting)) return;
    // Somebody else's from now on (ME-17).
    if (meeting.host.id !== this.#context.me.id && meeting.id === this.#opened.id) this.#opened.close(false);
    this.#paint();
    this.#opened.met(meeting);
  }

  /** @param {{near?: number, day?: string}} [wish] what was pointed at */
  async #book(wish = {}) {
    try {
      const meeting = await openScheduleWith(this.#context, wish);
      if (!meeting) return;
      toast(t("schedule.done"));
      const booked = monday(day(meeting.start));
      if (booked !== this.#week) await this.#go(booked);
      this.#met(meeting);
      if (this.#kept.get(meeting.id)) this.#open(meeting.id);
    } catch (problem) {
      this.#tell(problem);
    }
  }

  async #change(open, meeting, done) {
    try {
      const changed = await open(this.#context, meeting);
      if (!changed) return;
      // The host who hands over sees the meeting no more where they are not in its conversation.
      this.#met(changed === true ? { ...meeting, version: meeting.version + 1, host: { id: null } } : changed);
      toast(t(done));
    } catch (problem) {
      this.#tell(problem);
    }
  }

  #tell(problem) {
    if (problem.status === undefined) throw problem;
    toast(problem.message);
  }

  #open(id) {
    this.#roving.current = id;
    this.#opened.open(this.#kept.get(id));
    this.#paint();
    this.#opened.focus();
    this.#address();
  }

  #closed(id, back) {
    this.#address();
    this.#paint();
    this.#roving.current = id;
    if (back) this.#roving.focus();
  }

  #connection() {
    clearTimeout(this.#lost);
    if (navigator.onLine && this.#context.live.state !== "lost") this.#banner.replaceChildren();
    else this.#lost = setTimeout(() => this.#banner.replaceChildren(offline()), navigator.onLine ? LATE : 0);
  }
}
