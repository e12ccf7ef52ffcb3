import { LONG_DAY, dayNamed } from './at.js';
import { pickText } from './booking-texts.js';
import { el, icon } from './dom.js';
import { lookAlike, slotButton } from './slot.js';
import { t } from './texts.js';
import { whenText } from './when-texts.js';

/**
 * What stands beside the month: the free times of a day or of all its days, or why there are none.
 * @typedef {{ month: string, days: Map<string, string[]> | null, day: string | null, start: string | null, ahead: string | null, asList: boolean, trouble: any }} Shown
 */
export class Free {
  #app;
  #plan;
  #asks;
  node = el('div.free');

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {{ mark: (day: string, start: string) => void, take: (start: string) => void, turn: (month: string, day: string) => void, again: () => void, word: string }} asks */
  constructor(app, plan, asks) {
    this.#app = app;
    this.#plan = plan;
    this.#asks = asks;
  }

  focus() {
    this.node.querySelector('button')?.focus();
  }

  /** @param {Shown} now */
  show(now) {
    const focused = this.node.matches(':focus-within');
    this.node.replaceChildren(...this.#parts(now));
    if (focused && now.start) this.node.querySelector('.pair .btn')?.focus();
  }

  /** @param {Shown} now */
  #parts(now) {
    const { days, day, asList, trouble } = now;
    if (trouble) return [this.#troubled(trouble)];
    if (!days) return [el('h2', {}, el('span.skel')), el('ul.times', { 'aria-hidden': 'true' }, Array.from({ length: 8 }, () => el('li.skel')))];
    if (!days.size) return [this.#nothing(now)];
    const shown = asList ? [...days.keys()] : [day];
    return shown.flatMap((it) => [el('h2', { 'aria-live': asList ? null : 'polite' }, dayNamed(it, { weekday: 'short', day: 'numeric', month: 'long' })), this.#timesOf(it, days.get(it), now.start)]);
  }

  /** @param {string} day @param {string[]} starts @param {string | null} chosen */
  #timesOf(day, starts, chosen) {
    const { zone } = this.#plan;
    const { mark, take, word } = this.#asks;
    const alike = lookAlike(starts, zone);
    const items = starts.map((start) => {
      const pressed = start === chosen;
      const slot = slotButton(start, zone, () => mark(day, start), { twice: alike.has(start), pressed });
      return el(`li${pressed ? '.pair' : ''}`, {}, slot, pressed && el('button.btn.primary', { type: 'button', onclick: () => take(start) }, word));
    });
    return el('ul.times', { 'aria-label': dayNamed(day, LONG_DAY) }, items);
  }

  /** @param {Shown} now */
  #nothing({ month, ahead }) {
    const words = ahead ? pickText('noneIn', { month: dayNamed(`${month}-01`, { month: 'long' }) }) : pickText('none');
    const go = ahead && el('button.link', { type: 'button', onclick: () => this.#asks.turn(ahead.slice(0, 7), ahead) }, pickText('nextFree', { day: dayNamed(ahead, LONG_DAY) }));
    return el('div.empty', { role: 'status' }, icon('calendar'), el('p', {}, words), go);
  }

  #troubled(trouble) {
    const closed = [404, 410].includes(trouble.status);
    const way = closed
      ? !this.#app.shell.joined && el('button.btn.primary', { type: 'button', onclick: () => this.#app.begin() }, t('start'))
      : el('button.btn.primary', { type: 'button', onclick: () => this.#asks.again() }, t('retry'));
    return el('div.empty', { role: 'alert' }, icon('alert'), el('p', {}, closed ? whenText('closed') : pickText('failed')), closed && way && el('p', {}, pickText('closedMore')), way);
  }
}
