import { timeIn } from './at.js';
import { pickText } from './booking-texts.js';
import { el, newId } from './dom.js';
import { findZones, placeOf } from './zones.js';

const MOST_SHOWN = 40;

/** The zone in which times are shown, and another one by its place (ME-7). */
export class ZoneField {
  #plan;
  #changed;
  #label = newId();
  #list = newId();
  #active = 0;
  /** @type {string[]} */
  #found = [];
  #button;
  #search = null;
  #options = null;

  /** @param {import('./plan.js').Plan} plan @param {() => void} changed */
  constructor(plan, changed) {
    this.#plan = plan;
    this.#changed = changed;
    const id = newId();
    this.#button = el('button.select', { type: 'button', id, 'aria-expanded': 'false', 'aria-labelledby': `${this.#label} ${id}`, onclick: () => this.#open() });
    this.node = el('div.field.zone', {}, el('span.label', { id: this.#label }, pickText('yourZone')), this.#button);
    this.node.addEventListener('focusout', (event) => this.#search && event.relatedTarget && !this.node.contains(event.relatedTarget) && this.#close(false));
    this.update();
  }

  update() {
    this.#button.textContent = this.#now(this.#plan.zone);
  }

  /** @param {string} zone */
  #now(zone) {
    return pickText('now', { place: placeOf(zone), time: timeIn(Date.now(), zone) });
  }

  #open() {
    this.#search = el('input.input', { type: 'search', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': this.#list, 'aria-autocomplete': 'list', autocomplete: 'off', 'aria-label': pickText('searchZone'), placeholder: pickText('searchZone') });
    this.#options = el('div.zones', { role: 'listbox', id: this.#list, 'aria-labelledby': this.#label });
    this.#search.addEventListener('input', () => this.#find());
    this.#search.addEventListener('keydown', (event) => this.#key(event));
    this.#button.replaceWith(this.#search, this.#options);
    this.#find();
    this.#search.focus();
  }

  #find() {
    const { zone, host } = this.#plan;
    const all = new Set([zone, host?.timeZone || zone, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
    this.#found = findZones(this.#search.value, [...all], MOST_SHOWN);
    this.#active = 0;
    const options = this.#found.map((it, at) =>
      // The field keeps the focus, as it must where one types.
      el('div', { role: 'option', id: `${this.#list}-${at}`, onmousedown: (event) => event.preventDefault(), onclick: () => this.#take(it) }, this.#now(it), el('small', {}, it.split('/')[0])),
    );
    this.#options.replaceChildren(...(options.length ? options : [el('p', { role: 'status' }, pickText('noZone'))]));
    this.#mark();
  }

  #mark() {
    const options = this.#options.querySelectorAll('[role=option]');
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === this.#active)));
    options[this.#active]?.scrollIntoView({ block: 'nearest' });
    if (options.length) this.#search.setAttribute('aria-activedescendant', options[this.#active].id);
    else this.#search.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.#found.length;
    if (event.isComposing || !(step || ['Enter', 'Escape'].includes(event.key))) return;
    event.preventDefault();
    // Escape closes the list alone, not the chat around it.
    event.stopPropagation();
    if (step && count) {
      this.#active = (this.#active + step + count) % count;
      this.#mark();
    } else if (event.key === 'Escape') this.#close(true);
    else if (event.key === 'Enter' && count) this.#take(this.#found[this.#active]);
  }

  /** @param {string} zone */
  #take(zone) {
    this.#plan.choose(zone);
    this.#close(true);
    this.#changed();
  }

  /** @param {boolean} back The focus was here. */
  #close(back) {
    const search = this.#search;
    this.#search = null;
    this.#options.remove();
    search.replaceWith(this.#button);
    this.update();
    if (back) this.#button.focus();
  }
}
