import { el, icon, newId } from './dom.js';
import { fieldText } from './field-texts.js';

/** What the owner wants agreed to before anything is kept (PV-1). */
export class Consent {
  #error;

  /** @param {string} words The owner's, or "true" for ours. */
  constructor(words) {
    const id = newId();
    this.input = el('input', { type: 'checkbox', id, 'aria-describedby': `${id}e`, 'aria-required': 'true' });
    this.#error = el('p.error', { id: `${id}e`, role: 'alert' });
    this.node = el('div.field', {}, el('div.check', {}, this.input, el('label', { for: id, dir: 'auto' }, words === 'true' ? fieldText('consent') : words)), this.#error);
  }

  check() {
    const missing = !this.input.checked;
    this.#error.replaceChildren(...(missing ? [icon('alert', 's'), fieldText('missing')] : []));
    return !missing;
  }
}
