import { minutes } from './at.js';
import { pickText } from './booking-texts.js';
import { el, icon, newId } from './dom.js';
import { whenText, whereText } from './when-texts.js';
import { ZoneField } from './zone-field.js';
import { placeOf } from './zones.js';

/** With whom, for how long, and in which zone the times are. */
export class Side {
  #app;
  #plan;
  #changed;
  #zone;
  #lengths = el('div.seg');
  #length;
  #notes = el('div.notes');
  #here = el('p.fact');
  #with;
  #who = el('select.input', { onchange: () => this.#meet() });

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {() => void} changed */
  constructor(app, plan, changed) {
    this.#app = app;
    this.#plan = plan;
    this.#changed = changed;
    this.#zone = new ZoneField(plan, changed);
    const id = newId();
    this.#who.id = newId();
    this.#with = el('div.field', { hidden: true }, el('label', { for: this.#who.id }, pickText('with')), this.#who);
    this.#length = el('div.field', { role: 'group', 'aria-labelledby': id }, el('span.label', { id }, pickText('duration')), this.#lengths);
    // On a page of ours the server has drawn whom one meets.
    this.node = el('div.host', {}, el('slot'), this.#notes, this.#with, this.#length, this.#here, this.#zone.node);
  }

  show() {
    const { host, duration, agents } = this.#plan;
    this.#zone.update();
    // IN-8: of one alone there is no choice.
    this.#with.hidden = agents.length < 2;
    if (!this.#with.hidden && !this.#who.options.length) this.#who.append(el('option', { value: '' }, pickText('firstFree')), ...agents.map(({ slug, name }) => el('option', { value: slug }, name)));
    const lengths = host?.durations ?? [];
    const length = (count) => el('button', { type: 'button', 'aria-pressed': String(count === duration), onclick: () => this.#last(count) }, minutes(count));
    const at = [...this.#lengths.children].indexOf(this.#app.shell.root.activeElement);
    this.#length.hidden = lengths.length < 2;
    this.#lengths.replaceChildren(...lengths.map(length));
    this.#lengths.children[at]?.focus();
    this.#here.replaceChildren(...(host ? [icon('chat', 's'), el('span', {}, whereText(host))] : []));
    this.update();
  }

  #meet() {
    this.#plan.meet(this.#who.value);
    this.#changed();
  }

  /** @param {number} duration */
  #last(duration) {
    this.#plan.duration = duration;
    this.#changed();
  }

  /** What there is to say before one chooses. */
  update() {
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
}
