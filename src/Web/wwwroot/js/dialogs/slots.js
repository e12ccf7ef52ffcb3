import { bdi, h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { clock, day, dayStart, weekday, zoneName } from "../text/when.js";

const AHEAD = 31;
const HOUR = 3_600_000;

/**
 * The free times of a scheduler: a day, then a time. Times are those of the reader's zone, which is named (AX-5).
 * The value of the field is the chosen start, or nothing.
 */
export class Slots {
  #api;
  #slug;
  #meeting;
  #duration;
  /** What was pointed at, until the free times are known. @type {{near?: number, day?: string} | null} */
  #wish;
  #slots = [];
  #day = "";
  #start = "";
  #turn = 0;
  #days = h("select.input", { "aria-label": t("slots.day") });
  #times = h("div.slots.three", { role: "radiogroup", "aria-label": t("slots.time") });
  #state = h("p.hint", { role: "status" });
  root = h("div.field", { "data-field": "start" }, h("span.label", { "aria-hidden": "true" }, t("slots.when")), this.#days, this.#times, this.#state);

  /** @param {any} api @param {{slug: string, duration: number, meeting?: string, start?: string, near?: number, day?: string}} options `meeting`: the one that is moved, which is not in its own way; `near`, `day`: what was pointed at */
  constructor(api, { slug, duration, meeting, start, near, day }) {
    this.#api = api;
    this.#slug = slug;
    this.#duration = duration;
    this.#meeting = meeting;
    this.#start = start ?? "";
    this.#wish = near || day ? { near, day } : null;
    this.root.dataset.name = "start";
    this.#days.addEventListener("change", () => this.#show(this.#days.value));
    this.#times.addEventListener("keydown", event => this.#key(event));
  }

  get value() {
    return this.#start;
  }

  /** Another length has other free times. @param {number} duration */
  async over(duration) {
    this.#duration = duration;
    await this.load();
  }

  /** Afresh: what was chosen stays where it is still free. */
  async load() {
    const turn = ++this.#turn;
    this.#say(t("slots.loading"), "loader-circle");
    const today = day(Date.now());
    const asked = new URLSearchParams({ from: day(dayStart(today, -1)), to: day(dayStart(today, AHEAD)), duration: String(this.#duration), ...(this.#meeting ? { meeting: this.#meeting } : {}) });
    try {
      const found = await this.#api.get(`/schedulers/${encodeURIComponent(this.#slug)}/slots?${asked}`);
      if (turn !== this.#turn) return;
      this.#slots = found.items.map(slot => slot.start);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (turn !== this.#turn) return;
      this.#slots = [];
      this.#paint();
      this.#say(problem.message, "circle-alert");
      this.#state.append(" ", h("button.link", { type: "button", onclick: () => this.load() }, t("again")));
      return;
    }
    if (!this.#slots.includes(this.#start)) this.#start = "";
    const elsewhere = this.#point();
    this.#paint();
    this.#say(this.#slots.length === 0 ? t("slots.none") : [elsewhere, t("slots.zone", { zone: zoneName() })].filter(Boolean).join(" "), null);
  }

  /** What was pointed at is chosen where it is free, once. @returns {string} what is to be said where its day has nothing */
  #point() {
    const { near, day: wished } = this.#wish ?? {};
    const key = near ? day(near) : wished;
    this.#wish = null;
    if (!key) return "";
    this.#day = key;
    if (near) this.#start = closest(this.#slots, near);
    return this.#slots.some(start => day(start) === key) ? "" : t("slots.elsewhere", { day: weekday(dayStart(key)) });
  }

  #paint() {
    const days = [...new Set(this.#slots.map(day))];
    const shown = this.#start ? day(this.#start) : days.find(key => key >= this.#day) ?? days[0];
    this.#days.replaceChildren(...days.map(key => h("option", { value: key, selected: key === shown }, weekday(dayStart(key)))));
    this.#days.hidden = days.length === 0;
    this.#show(shown ?? "");
  }

  #show(key) {
    this.#day = key;
    const times = this.#slots.filter(start => day(start) === key);
    const focusable = times.includes(this.#start) ? this.#start : times[0];
    this.#times.replaceChildren(...times.map(start => h("button.slot", {
      type: "button",
      role: "radio",
      "aria-checked": String(start === this.#start),
      "aria-label": `${weekday(start)}, ${clock(start)}`,
      tabindex: start === focusable ? "0" : "-1",
      "data-start": start,
      onclick: () => this.#take(start),
    }, bdi(clock(start)))));
  }

  #take(start) {
    this.#start = start;
    this.#show(this.#day);
    /** @type {any} */ (this.#times.querySelector(`[data-start="${CSS.escape(start)}"]`))?.focus();
    this.root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = [...this.#times.children];
    if (step === undefined || all.length === 0) return;
    event.preventDefault();
    const next = /** @type {HTMLElement} */ (all[(all.indexOf(/** @type {any} */ (document.activeElement)) + step + all.length) % all.length]);
    this.#take(String(next.dataset.start));
  }

  #say(text, sign) {
    this.#state.replaceChildren(...(sign ? [icon(sign, sign === "loader-circle" ? "s spin" : "s"), " "] : []), text);
  }
}

/** The one within the hour before, else the next of the same day. @param {string[]} starts @param {number} at */
function closest(starts, at) {
  const there = starts.filter(start => day(start) === day(at));
  const before = there.filter(start => Date.parse(start) <= at && at - Date.parse(start) < HOUR).at(-1);
  return before ?? there.find(start => Date.parse(start) > at) ?? "";
}
