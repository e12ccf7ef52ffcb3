import { ApiError } from './api.js';
import { el, icon, newId } from './dom.js';
import { fieldText } from './field-texts.js';
import { clock, t } from './texts.js';

const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** @param {string} text */
export const isAddress = (text) => ADDRESS.test(text);

export const FIELDS = {
  name: { type: 'text', autocomplete: 'name', maxlength: 200 },
  email: { type: 'email', autocomplete: 'email', maxlength: 254 },
  phone: { type: 'tel', autocomplete: 'tel', maxlength: 40 },
};

/** A labelled field with its message underneath. */
export class Field {
  /** @param {string} name @param {boolean} required @param {Record<string, any>} attributes */
  constructor(name, required, attributes) {
    const id = newId();
    this.name = name;
    this.required = required;
    this.error = el('p.error', { id: `${id}e`, role: 'alert' });
    this.input = el('input.input', { id, dir: 'auto', 'aria-describedby': `${id}e`, 'aria-required': required ? 'true' : null, ...attributes });
    const label = el('label', { for: id }, fieldText(name), !required && el('span.opt', {}, ` (${fieldText('optional')})`));
    this.node = el('div.field', {}, label, this.input, this.error);
  }

  get value() {
    return this.input.value.trim();
  }

  /** @param {string} problem */
  say(problem) {
    this.error.replaceChildren(...(problem ? [icon('alert', 's'), problem] : []));
    this.input.setAttribute('aria-invalid', String(Boolean(problem)));
  }

  check() {
    const wrong = this.value ? this.name === 'email' && !isAddress(this.value) : this.required;
    if (wrong) this.refuse();
    else this.say('');
    return !wrong;
  }

  refuse() {
    this.say(fieldText(`${this.name}Wrong`));
  }
}

/** @param {any} error */
export function said(error) {
  if (!(error instanceof ApiError)) return fieldText('offlineForm');
  if (error.status === 429) return t('slow', { time: clock(Date.now() + (error.retryAfter || 60) * 1000) });
  return t(error.passing ? 'trouble' : 'unavailable');
}
