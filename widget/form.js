import { ApiError } from './api.js';
import { Consent } from './consent.js';
import { el } from './dom.js';
import { FIELD_STYLES } from './field-styles.js';
import { fieldText } from './field-texts.js';
import { FIELDS, Field, said } from './field.js';

/** Who is writing, as far as the widget asks (GU-1), with consent where it wants that (PV-1). */
export class Form {
  static styles = FIELD_STYLES;
  asks = true;
  #app;
  #fields = [];
  #consent = null;
  #problem = el('p.banner.bad', { role: 'alert', hidden: true });
  #busy = false;

  /** @param {any} app The chat, or what asks in its place with a word of its own on the button. */
  constructor(app) {
    this.#app = app;
    const { fields, texts } = app.settings;
    for (const [name, attributes] of Object.entries(FIELDS)) {
      if (fields[name] !== 'hidden' && fields[name]) this.#fields.push(new Field(name, fields[name] === 'required', { ...attributes, value: app.shell?.who?.[name] }));
    }
    const parts = this.#fields.map((field) => field.node);
    if (fields.consent) {
      this.#consent = new Consent(fields.consent);
      parts.push(this.#consent.node);
    }
    const policy = privacyLink(texts.privacyUrl);
    const submit = el('button.btn.primary', { type: 'button', onclick: () => this.#send() }, app.submit || fieldText('startChat'));
    // No <form>: sandboxed frames never fire "submit".
    this.node = el('div.body', { role: 'form', 'aria-label': fieldText('form') }, el('p.muted', {}, fieldText('form')), this.#problem, parts, policy && el('p.hint', {}, policy), submit);
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.target.localName !== 'input') return;
      event.preventDefault();
      this.#send();
    });
  }

  focus() {
    (this.#fields[0]?.input || this.#consent.input).focus();
  }

  update() {}

  #checkAll() {
    const wrong = this.#fields.filter((field) => !field.check()).map((field) => field.input);
    if (this.#consent && !this.#consent.check()) wrong.push(this.#consent.input);
    wrong[0]?.focus();
    return !wrong.length;
  }

  async #send() {
    if (this.#busy || !this.#checkAll()) return;
    const guest = Object.fromEntries(this.#fields.map((field) => [field.name, field.value || null]));
    if (this.#consent) guest.consent = true;
    this.#busy = true;
    this.#problem.hidden = true;
    try {
      await this.#app.greet(guest);
      this.#app.begin();
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#busy = false;
    }
  }

  /** What was typed stays in the fields. @param {any} error */
  #refused(error) {
    const errors = error instanceof ApiError ? error.problem.errors || {} : {};
    const told = this.#fields.filter((field) => errors[`guest.${field.name}`]);
    for (const field of told) field.refuse();
    if (told.length) return told[0].input.focus();
    this.#problem.textContent = said(error);
    this.#problem.hidden = false;
  }
}

/** Only a web address becomes a link, whatever the settings hold. @param {string | null} url */
function privacyLink(url) {
  return /^https?:\/\//i.test(url || '') ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, fieldText('privacy')) : null;
}
