import { pickText } from './booking-texts.js';
import { whenText } from './when-texts.js';
import { LONG_DAY, dayNamed, fullTime, minutes } from './at.js';
import { daysIn } from './days.js';
import { el, icon, newId } from './dom.js';
import { Month } from './month.js';
import { justTaken, lookAlike, slotButton } from './slot.js';
import { t } from './texts.js';
import { ZoneField } from './zone-field.js';
import { placeOf } from './zones.js';

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
  #grid = new Month({ day: (day) => this.#choose(day), turn: (month) => this.#turn(month) });
  #zone;
  #lengths = el('div.seg');
  #length;
  #notes = el('div.notes');
  #taken = el('div.notes');
  #present = el('p.banner.info');
  #here = el('p.fact');
  #times = el('div.free');
  #mode = el('button.link', { type: 'button', onclick: () => this.#switch() });

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {{ take: (start: string) => void, word: string }} asks */
  constructor(app, plan, asks) {
    this.#app = app;
    this.#plan = plan;
    this.#asks = asks;
    this.#month = plan.firstMonth;
    this.#zone = new ZoneField(plan, () => this.#load());
    // On a page of ours the server has drawn whom one meets.
    const id = newId();
    this.#length = el('div.field', { role: 'group', 'aria-labelledby': id }, el('span.label', { id }, pickText('duration')), this.#lengths);
    const side = el('div.host', {}, el('slot'), this.#notes, this.#length, this.#here, this.#zone.node);
    this.node = el('div.book', {}, side, el('div.days', {}, this.#present, this.#taken, this.#grid.node, this.#mode), this.#times);
    this.#load();
  }

  focus() {
    if (this.#trouble) this.#times.querySelector('button')?.focus();
    else this.#grid.focus();
  }

  update() {
    this.#paintNotes();
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
      if (!known) this.#month = plan.firstMonth;
      const days = await plan.month(this.#month);
      const ahead = days.size ? null : await plan.nextAfter(this.#month);
      if (asked !== this.#asked) return;
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
    this.#times.scrollIntoView?.({ block: 'nearest' });
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
    this.#zone.update();
    this.#present.textContent = wish.meeting ? pickText('present', { time: fullTime(wish.meeting, zone) }) : '';
    this.#paintSide();
    this.#paintNotes();
    this.#paintTimes();
  }

  #paintSide() {
    const { host, duration } = this.#plan;
    const lengths = host?.durations ?? [];
    const length = (count) => el('button', { type: 'button', 'aria-pressed': String(count === duration), onclick: () => this.#last(count) }, minutes(count));
    const at = [...this.#lengths.children].indexOf(this.#app.shell.root.activeElement);
    this.#length.hidden = lengths.length < 2;
    this.#lengths.replaceChildren(...lengths.map(length));
    this.#lengths.children[at]?.focus();
    this.#here.replaceChildren(...(host ? [icon('chat', 's'), el('span', {}, whenText('here', { name: host.name }))] : []));
    this.#mode.textContent = pickText(this.#asList ? 'asMonth' : 'asList');
    this.#mode.hidden = !this.#days?.size;
    this.#mode.setAttribute('aria-pressed', String(this.#asList));
  }

  /** @param {number} duration */
  #last(duration) {
    this.#plan.duration = duration;
    this.#load();
  }

  #paintNotes() {
    const { wish, zone, zoneKnown, host } = this.#plan;
    const says = (words, kind = 'info') => el(`p.banner.${kind}`, { role: 'status' }, words);
    const notes = [
      ...(wish.ignored || []).map((what) => says(pickText('ignored', { what: pickText(`${what}Day`) }))),
      host && !zoneKnown && says(whenText('zoneUnknown', { place: placeOf(zone) }), 'warn'),
      !this.#app.online && says(whenText('offline'), 'warn'),
    ].filter(Boolean);
    // What stands there already is not said again.
    if (this.#notes.textContent !== notes.map((note) => note.textContent).join('')) this.#notes.replaceChildren(...notes);
  }

  #paintTimes() {
    const focused = this.#times.matches(':focus-within');
    this.#times.replaceChildren(...this.#freeTimes());
    if (focused && this.#start) this.#times.querySelector('.pair .btn')?.focus();
  }

  #freeTimes() {
    if (this.#trouble) return [this.#troubled()];
    if (!this.#days) return [el('h2', {}, el('span.skel')), el('ul.times', { 'aria-hidden': 'true' }, Array.from({ length: 8 }, () => el('li.skel')))];
    if (!this.#days.size) return [this.#nothing()];
    const days = this.#asList ? [...this.#days.keys()] : [this.#day];
    return days.flatMap((day) => [el('h2', { 'aria-live': this.#asList ? null : 'polite' }, dayNamed(day, { weekday: 'short', day: 'numeric', month: 'long' })), this.#timesOf(day)]);
  }

  #timesOf(day) {
    const starts = this.#days.get(day);
    const { zone } = this.#plan;
    const alike = lookAlike(starts, zone);
    const items = starts.map((start) => {
      const chosen = start === this.#start;
      const slot = slotButton(start, zone, () => this.#mark(day, start), { twice: alike.has(start), pressed: chosen });
      return el(`li${chosen ? '.pair' : ''}`, {}, slot, chosen && el('button.btn.primary', { type: 'button', onclick: () => this.#asks.take(start) }, this.#asks.word));
    });
    return el('ul.times', { 'aria-label': dayNamed(day, LONG_DAY) }, items);
  }

  #mark(day, start) {
    this.#day = day;
    this.#start = start;
    this.#paint();
  }

  #nothing() {
    const month = dayNamed(`${this.#month}-01`, { month: 'long' });
    const ahead = this.#ahead;
    const go = ahead && el('button.link', { type: 'button', onclick: () => this.#turn(ahead.slice(0, 7), ahead) }, pickText('nextFree', { day: dayNamed(ahead, LONG_DAY) }));
    return el('div.empty', { role: 'status' }, icon('calendar'), el('p', {}, ahead ? pickText('noneIn', { month }) : pickText('none')), go);
  }

  #troubled() {
    const closed = [404, 410].includes(this.#trouble.status);
    const way = closed
      ? !this.#app.shell.joined && el('button.btn.primary', { type: 'button', onclick: () => this.#app.begin() }, t('start'))
      : el('button.btn.primary', { type: 'button', onclick: () => this.#load() }, t('retry'));
    return el('div.empty', { role: 'alert' }, icon('alert'), el('p', {}, closed ? whenText('closed') : pickText('failed')), closed && way && el('p', {}, pickText('closedMore')), way);
  }
}
