import { Consent } from './consent.js';
import { el } from './dom.js';
import { FIELDS, Field } from './field.js';
import { met } from './meeting-texts.js';

/** Who books: booking needs an address, and a name to say (GU-1). What is known of them is not asked again. */
export class Who {
  #app;
  #consent;
  name = new Field('name', true, FIELDS.name);
  email = new Field('email', true, FIELDS.email);
  node = el('div.pairs');

  /** @param {import('./chat.js').Chat} app */
  constructor(app) {
    this.#app = app;
    const { consent } = app.settings.fields;
    this.#consent = consent ? new Consent(consent) : null;
    this.show();
  }

  /** @returns {Field[]} */
  get asked() {
    const { guest } = this.#app.session;
    return [!guest?.name && this.name, !guest?.email && this.email].filter(Boolean);
  }

  /** PV-1: asked of whom nothing is kept yet. */
  get #agrees() {
    return this.#app.session.token ? null : this.#consent;
  }

  show() {
    const { guest } = this.#app.session;
    const { asked } = this;
    const known = guest && !asked.length && el('p.muted', {}, met('you', { name: guest.name || guest.email, email: guest.email }));
    this.node.replaceChildren(...(known ? [known] : asked.map((field) => field.node)), ...(this.#agrees ? [this.#agrees.node] : []));
  }

  /** The first input that is wrong, or null. @returns {HTMLElement | null} */
  wrong() {
    const fields = this.asked.filter((field) => !field.check()).map((field) => field.input);
    const agreed = !this.#agrees || this.#agrees.check();
    return fields[0] || (agreed ? null : this.#consent.input);
  }

  /** @param {Field} field */
  refuse(field) {
    if (!field.node.isConnected) this.node.replaceChildren(field.node);
    field.refuse();
    field.input.focus();
  }

  /** To the server, where it does not know it yet. */
  async introduce() {
    const { asked } = this;
    if (!asked.length) return;
    const guest = Object.fromEntries(asked.map((field) => [field.name, field.value]));
    const { session, api } = this.#app;
    if (session.token) session.keep(await api.call('PATCH', '/me', guest));
    else await this.#app.greet(this.#agrees ? { ...guest, consent: true } : guest);
  }
}
