import { LONG_DAY, dayNamed, habits } from './at.js';
import { pickText } from './booking-texts.js';
import { addDays, addMonths, dayAfterKey, monthGrid, weekBegins } from './days.js';
import { el, iconButton } from './dom.js';

/** A month in which the free days can be chosen, by keys too (AX-2): one stop with Tab, arrows by day and week, Page Up and Down by month. */
export class Month {
  #asks;
  #at = '';
  #title = el('h2', { 'aria-live': 'polite' });
  #grid = el('div.month', { role: 'group' });
  #earlier;
  #later;

  /** @param {{ day: (day: string) => void, turn: (month: string) => void }} asks */
  constructor(asks) {
    this.#asks = asks;
    const turn = (count) => asks.turn(addMonths(this.#at.slice(0, 7), count));
    this.#earlier = iconButton('back', pickText('earlier'), () => turn(-1), '.turn');
    this.#later = iconButton('next', pickText('later'), () => turn(1), '.turn');
    this.node = el('div.cal', {}, el('div.between', {}, this.#title, el('div.turns', {}, this.#earlier, this.#later)), this.#grid);
    this.#grid.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {{ month: string, days: Map<string, string[]> | null, day: string | null, first: string, last: string }} now */
  show({ month, days, day, first, last }) {
    this.#now = { month, first, last };
    if (this.#at.slice(0, 7) !== month) this.#at = day?.startsWith(month) ? day : month === first.slice(0, 7) ? first : `${month}-01`;
    else if (day?.startsWith(month) && !this.#focused) this.#at = day;
    const name = dayNamed(`${month}-01`, { month: 'long', year: 'numeric' });
    if (this.#title.textContent !== name) this.#title.textContent = name;
    this.#earlier.disabled = month <= first.slice(0, 7);
    this.#later.disabled = month >= last.slice(0, 7);
    const begins = weekBegins(habits());
    const weeks = monthGrid(month, begins);
    const names = Array.from({ length: 7 }, (_, at) => el('span.wd', { 'aria-hidden': 'true' }, dayNamed(addDays('2026-11-30', begins - 1 + at), { weekday: 'short' })));
    const had = this.#focused;
    this.#grid.setAttribute('aria-label', name);
    this.#grid.setAttribute('aria-busy', String(!days));
    this.#grid.replaceChildren(...names, ...weeks.flat().map((it) => (it ? this.#button(it, days, day) : el('span'))));
    if (had) this.focus();
  }

  #now = { month: '', first: '', last: '' };

  get #focused() {
    return this.#grid.matches(':focus-within');
  }

  focus() {
    this.#grid.querySelector('[tabindex="0"]')?.focus();
  }

  #button(it, days, day) {
    const count = days?.get(it)?.length ?? 0;
    const label = pickText(count ? 'free' : 'full', { day: dayNamed(it, LONG_DAY), count });
    return el(
      'button',
      // Not "disabled", which would take the focus away from who walks across it.
      { type: 'button', tabindex: it === this.#at ? 0 : -1, 'aria-label': days ? label : dayNamed(it, LONG_DAY), 'aria-disabled': count ? null : 'true', 'aria-pressed': String(Boolean(count && it === day)), onclick: () => this.#press(it, count) },
      Number(it.slice(8)),
    );
  }

  #press(it, count) {
    this.#at = it;
    if (count) this.#asks.day(it);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rightToLeft = getComputedStyle(this.#grid).direction === 'rtl';
    const to = dayAfterKey(event.key, this.#at, weekBegins(habits()), rightToLeft);
    if (!to) return;
    event.preventDefault();
    const { month, first, last } = this.#now;
    if (to < `${first.slice(0, 7)}-01` || to.slice(0, 7) > last.slice(0, 7)) return;
    this.#at = to;
    if (to.slice(0, 7) !== month) return this.#asks.turn(to.slice(0, 7));
    for (const button of this.#grid.querySelectorAll('button')) button.tabIndex = Number(to.slice(8)) === Number(button.textContent) ? 0 : -1;
    this.focus();
  }
}
