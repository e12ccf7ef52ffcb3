import { all } from "../api/all.js";
import { isAsked } from "../inbox/meeting.js";
import { dayStart } from "../text/when.js";

/** The meetings of one week that I am host of, as they are now. */
export class Kept {
  #context;
  #week = "";
  /** @type {Map<string, any> | null} null: not read yet */
  #meetings = null;
  /** What was told since the week was asked for, which the answer may not know yet. */
  #told = new Map();
  /** What the agent has set, of which the week shows the closed hours; null: a Basic licence has none (LC-1). */
  hours = null;

  /** @param {{api: any, me: any}} context */
  constructor(context) {
    this.#context = context;
  }

  get isRead() {
    return this.#meetings !== null;
  }

  /** @param {string} id */
  get(id) {
    return this.#meetings?.get(id) ?? null;
  }

  /** In the order of time, what is cancelled behind what took its place. @param {boolean} withCancelled */
  list(withCancelled) {
    return [...(this.#meetings?.values() ?? [])]
      .filter(meeting => withCancelled || meeting.state !== "cancelled")
      .sort((one, other) => Date.parse(one.start) - Date.parse(other.start) || Number(one.state === "cancelled") - Number(other.state === "cancelled"));
  }

  /** Who asks for the same time as one that is not confirmed (ME-3). */
  asking(meeting) {
    const overlaps = other => Date.parse(other.start) < Date.parse(meeting.end) && Date.parse(meeting.start) < Date.parse(other.end);
    return isAsked(meeting) ? this.list(false).filter(other => other.id !== meeting.id && isAsked(other) && overlaps(other)) : [];
  }

  /** Another week, of which nothing is known. @param {string} week */
  turn(week) {
    this.#week = week;
    this.#meetings = null;
  }

  /** @returns {Promise<boolean>} false: another week was asked for meanwhile, or this one again */
  async read() {
    const { api, me } = this.#context;
    const told = (this.#told = new Map());
    const asked = { from: new Date(dayStart(this.#week)).toISOString(), to: new Date(dayStart(this.#week, 7)).toISOString() };
    const [found, hours] = await Promise.all([all(api, "/meetings", asked), me.licence === "Standard" ? api.get("/me/availability") : null]);
    if (told !== this.#told) return false;
    this.hours = hours;
    this.#meetings = new Map(found.filter(meeting => meeting.host.id === me.id).map(meeting => [meeting.id, meeting]));
    for (const meeting of told.values()) this.#put(meeting);
    return true;
  }

  /** It was booked, moved or cancelled, by whomever. @returns {boolean} whether something is another than before */
  met(meeting) {
    this.#told.set(meeting.id, meeting);
    return this.#put(meeting);
  }

  #put(meeting) {
    if (this.#meetings === null || isKnown(this.get(meeting.id), meeting)) return false;
    const inside = Date.parse(meeting.end) > dayStart(this.#week) && Date.parse(meeting.start) < dayStart(this.#week, 7);
    if (inside && meeting.host.id === this.#context.me.id) this.#meetings.set(meeting.id, meeting);
    else this.#meetings.delete(meeting.id);
    return true;
  }
}

/** What was done to it in a calendar is no change of it (CA-5), and is told all the same. */
const isKnown = (kept, met) =>
  kept !== null && (kept.version > met.version || (kept.version === met.version && JSON.stringify(kept.calendarChange) === JSON.stringify(met.calendarChange)));
