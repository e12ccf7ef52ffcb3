import { fullTime } from './at.js';
import { pickText } from './booking-texts.js';
import { daysIn } from './days.js';
import { el, icon } from './dom.js';
import { Free } from './free.js';
import { Month } from './month.js';
import { Side } from './side.js';
import { justTaken } from './slot.js';

/** The first step: a length, a zone, a day and a time. */
export class Pick {
  #app;
  #plan;
  #asks;
  #month;
  /** The month's free times; null: not known yet. @type {Map<string, string[]> | null} */
  #days = null;
  #day = null;
  #start = null;
  #ahead = null;
  #asList = false;
  #asked = 0;
  #trouble = null;
  /** Nobody has chosen the month: it is that of the first free day. */
  #begins = true;
  #grid = new Month({ day: (day) => this.#choose(day), turn: (month) => this.#turn(month) });
  #side;
  #taken = el('div.notes');
  #present = el('p.banner.info');
  #free;
  #mode = el('button.link', { type: 'button', onclick: () => this.#switch() });

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {{ take: (start: string) => void, word: string }} asks */
  constructor(app, plan, asks) {
    this.#app = app;
    this.#plan = plan;
    this.#asks = asks;
    this.#month = plan.firstMonth;
    this.#side = new Side(app, plan, () => this.#load());
    this.#free = new Free(app, plan, { ...asks, mark: (day, start) => this.#mark(day, start), turn: (month, day) => this.#turn(month, day), again: () => this.#load() });
    this.node = el('div.book', {}, this.#side.node, el('div.days', {}, this.#present, this.#taken, this.#grid.node, this.#mode), this.#free.node);
    this.#load();
  }

  focus() {
    if (this.#trouble) this.#free.focus();
    else this.#grid.focus();
  }

  update() {
    this.#side.update();
  }

  /** ME-25. @param {string} start @param {string[]} next */
  taken(start, next) {
    this.#taken.replaceChildren(...justTaken(start, next, this.#plan.zone, (other) => this.#asks.take(other)));
    this.#start = null;
    this.#load();
    this.#taken.querySelector('button')?.focus();
  }

  /** What was free may not be so any more. @param {string} words */
  again(words) {
    this.tell(words);
    this.#start = null;
    this.#load();
  }

  /** @param {string} words */
  tell(words) {
    this.#taken.replaceChildren(el('p.banner.warn', { role: 'alert' }, icon('alert', 's'), el('span', {}, words)));
  }

  /** @param {string} month @param {string} [day] */
  #turn(month, day) {
    this.#begins = false;
    this.#month = month;
    this.#day = day || null;
    this.#load();
  }

  async #load() {
    this.#asked += 1;
    const asked = this.#asked;
    const plan = this.#plan;
    this.#trouble = this.#days = this.#ahead = null;
    this.#paint();
    try {
      const known = plan.host;
      await plan.open();
      if (!known) {
        this.#month = plan.firstMonth;
        this.#begins = true;
      }
      const days = await plan.month(this.#month);
      const ahead = days.size ? null : await plan.nextAfter(this.#month);
      if (asked !== this.#asked) return;
      if (ahead && this.#begins) return this.#turn(ahead.slice(0, 7), ahead);
      this.#begins = false;
      this.#days = days;
      this.#ahead = ahead;
      if (!days.has(this.#day)) this.#day = days.keys().next().value ?? null;
      if (!days.get(this.#day)?.includes(this.#start)) this.#start = null;
    } catch (error) {
      if (asked !== this.#asked) return;
      if (plan.zoneKnown && error.problem?.errors?.timeZone) {
        plan.forgetZone();
        return this.#load();
      }
      if (error.status === 401 && this.#app.session.token) {
        // Whose session is over can still look, and says anew who they are.
        this.#app.store.delete('session');
        return this.#load();
      }
      this.#trouble = error;
    }
    this.#paint();
  }

  #choose(day) {
    this.#day = day;
    this.#start = null;
    this.#paint();
    this.#free.node.scrollIntoView?.({ block: 'nearest' });
  }

  #switch() {
    this.#asList = !this.#asList;
    this.#paint();
  }

  #paint() {
    const { host, zone, wish } = this.#plan;
    const first = [daysIn(zone)(Date.now()), wish.first || ''].sort()[1];
    const last = host ? this.#plan.lastDay : first;
    this.#grid.show({ month: this.#month, days: this.#days, day: this.#day, first, last: last < first ? first : last });
    this.node.classList.toggle('waits', !this.#days && !this.#trouble);
    this.node.classList.toggle('refused', Boolean(this.#trouble));
    this.#side.show();
    this.#present.textContent = wish.meeting ? pickText('present', { time: fullTime(wish.meeting, zone) }) : '';
    this.#mode.textContent = pickText(this.#asList ? 'asMonth' : 'asList');
    this.#mode.hidden = !this.#days?.size;
    this.#mode.setAttribute('aria-pressed', String(this.#asList));
    this.#free.show({ month: this.#month, days: this.#days, day: this.#day, start: this.#start, ahead: this.#ahead, asList: this.#asList, trouble: this.#trouble });
  }

  #mark(day, start) {
    this.#day = day;
    this.#start = start;
    this.#paint();
  }
}
