import { el, icon, iconButton, newId } from './dom.js';
import { fieldText } from './field-texts.js';
import { isAddress } from './field.js';
import { met } from './meeting-texts.js';

const MOST_PEOPLE = 10;

/** The addresses of further people (ME-1), each a word that can be taken away again. */
export class PeopleField {
  #chips = el('ul.chips');
  #error;
  #input;
  /** @type {string[]} */
  #addresses = [];

  constructor() {
    const id = newId();
    this.#error = el('p.error', { id: `${id}e`, role: 'alert' });
    this.#input = el('input.input', { id, type: 'email', autocomplete: 'off', dir: 'auto', maxlength: 254, placeholder: met('addEmail'), 'aria-describedby': `${id}e` });
    const label = el('label', { for: id }, met('invite'), el('span.opt', {}, ` (${fieldText('optional')})`));
    this.node = el('div.field.full', {}, label, this.#chips, this.#input, this.#error);
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => this.check());
  }

  get value() {
    return [...this.#addresses];
  }

  /** What is still being typed is taken along. */
  check() {
    const typed = this.#input.value.trim().replace(/[,;]+$/, '');
    if (!typed) return this.#say('');
    if (!isAddress(typed)) return this.#say(fieldText('emailWrong'));
    if (this.#addresses.length >= MOST_PEOPLE) return this.#say(met('most'));
    this.#input.value = '';
    if (!this.#addresses.includes(typed)) this.#addresses.push(typed);
    this.#paint();
    return this.#say('');
  }

  /** What the server says of the address at a place. @param {number} at */
  refuse(at) {
    this.#input.value = this.#addresses[at] || '';
    this.#addresses.splice(at, 1);
    this.#paint();
    this.#say(fieldText('emailWrong'));
    this.focus();
  }

  focus() {
    this.#input.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === 'Backspace' && !this.#input.value && this.#addresses.length) return this.#remove(this.#addresses.length - 1);
    if (![',', ';', 'Enter'].includes(event.key) || !this.#input.value.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    this.check();
  }

  #remove(at) {
    this.#addresses.splice(at, 1);
    this.#paint();
    this.focus();
  }

  #paint() {
    this.#chips.replaceChildren(
      ...this.#addresses.map((address, at) => el('li.chip', {}, el('bdi.cut', {}, address), iconButton('close', met('removeEmail', { email: address }), () => this.#remove(at), '.s'))),
    );
  }

  /** @param {string} problem */
  #say(problem) {
    this.#error.replaceChildren(...(problem ? [icon('alert', 's'), problem] : []));
    this.#input.setAttribute('aria-invalid', String(Boolean(problem)));
    return !problem;
  }
}
