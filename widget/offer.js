import { ApiError } from './api.js';
import { el } from './dom.js';
import { FIELDS, Field, said } from './form.js';
import { t } from './texts.js';

/** GU-6: nobody has answered an anonymous guest for a while, so a field for the address is offered. */
export class AddressOffer {
  #session;
  #field = new Field('email', true, FIELDS.email);
  #done;

  /** @param {import('./session.js').Session} session @param {(email: string) => void} done */
  constructor(session, done) {
    this.#session = session;
    this.#done = done;
    const save = el('button.btn.primary', { type: 'button', onclick: () => this.#save() }, t('save'));
    this.node = el('div.offer', { role: 'group', 'aria-label': t('email') }, el('p', {}, t('anonymousHint')), this.#field.node, save);
    this.#field.input.addEventListener('keydown', (event) => event.key === 'Enter' && this.#save());
  }

  async #save() {
    if (!this.#field.check()) return;
    try {
      await this.#session.leaveAddress(this.#field.value);
      this.#done(this.#field.value);
    } catch (error) {
      this.#field.say(error instanceof ApiError && error.status === 422 ? t('emailWrong') : said(error));
    }
  }
}
