import { addDays, addMonths, byDay, daysIn, lastOf } from './days.js';
import { zoneHere } from './zones.js';

/** So many days can be asked for at once. */
const MOST_DAYS = 62;

/**
 * What a guest wants to book, and what is free for it.
 * @typedef {{ slug: string, first?: string, last?: string, ignored?: string[], subject?: string, conversationId?: string, meeting?: any, duration?: number, arrived?: boolean }} Wish
 */
export class Plan {
  #app;
  #found = new Map();
  /** The guest's zone; null: the browser names none that is known. @type {string | null} */
  #zone;
  host = null;
  duration = 0;
  /** Of a service: with whom it can be (IN-8). @type {any[]} */
  agents = [];

  /** @param {import('./chat.js').Chat} app @param {Wish} wish */
  constructor(app, wish) {
    this.#app = app;
    this.wish = wish;
    this.slug = wish.slug;
    this.duration = wish.duration || wish.meeting?.duration || 0;
    this.#zone = zoneHere(app.store);
  }

  get zone() {
    return this.#zone || this.host?.timeZone || 'UTC';
  }

  get zoneKnown() {
    return Boolean(this.#zone);
  }

  /** It is remembered in this browser. @param {string} zone */
  choose(zone) {
    this.#zone = zone;
    this.#app.store.set('zone', zone);
  }

  /** The server does not know it (C06). */
  forgetZone() {
    this.#zone = null;
    this.#app.store.delete('zone');
  }

  /** Whose time it is; throws where there is none to be had. */
  async open() {
    if (this.host) return;
    const host = await this.#app.api.get(`/schedulers/${this.slug}`);
    if (!host.open) throw Object.assign(new Error('closed'), { status: 410 });
    if (!host.durations.includes(this.duration)) [this.duration] = host.durations;
    this.host = host;
    if (host.agents) this.agents = host.agents;
  }

  /** IN-8: one of the agents, or the first who is free. @param {string} slug */
  meet(slug) {
    this.slug = slug || this.wish.slug;
    this.host = null;
    this.refresh();
  }

  /** @param {string} month @returns {Promise<Map<string, string[]>>} the free times by the days of the guest's zone */
  async month(month) {
    // The host's days are not the guest's: one more on either side.
    const days = byDay(await this.#starts(addDays(`${month}-01`, -1), addDays(lastOf(month), 1)), this.zone);
    return new Map([...days].filter(([day]) => day.startsWith(month)));
  }

  /** The first day with a free time after a month, or null. @param {string} month */
  async nextAfter(month) {
    for (let from = `${addMonths(month, 1)}-01`; from <= this.lastDay; from = addDays(from, MOST_DAYS)) {
      const [start] = await this.#starts(from, addDays(from, MOST_DAYS - 1));
      if (start) return daysIn(this.zone)(start);
    }
    return null;
  }

  /** The day after which nothing can be booked. @returns {string} */
  get lastDay() {
    return [this.host.lastDay, this.wish.last].filter(Boolean).sort()[0];
  }

  /** The month to begin with. */
  get firstMonth() {
    const today = daysIn(this.zone)(Date.now());
    return [today, this.wish.first || ''].sort()[1].slice(0, 7);
  }

  /** Somebody else was faster: what was read is no longer so. */
  refresh() {
    this.#found.clear();
  }

  /** ME-27: the link narrows what is shown. @param {string} from @param {string} to @returns {Promise<string[]>} */
  async #starts(from, to) {
    const { slug } = this;
    const { meeting, first = from } = this.wish;
    const begin = first > from ? first : from;
    const end = this.lastDay < to ? this.lastDay : to;
    if (end < begin) return [];
    /** @type {Record<string, any>} */
    const asked = { from: begin, to: end, duration: this.duration };
    if (this.#zone) asked.timeZone = this.#zone;
    // What is moved is not in its own way.
    if (meeting) asked.meeting = meeting.id;
    const query = `${new URLSearchParams(asked)}`;
    if (!this.#found.has(query)) {
      const { items } = await this.#app.api.get(`/schedulers/${slug}/slots?${query}`);
      this.#found.set(query, items.map((item) => item.start));
    }
    return this.#found.get(query);
  }
}
