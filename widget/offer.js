import { ApiError } from './api.js';
import { el } from './dom.js';
import { fieldText } from './field-texts.js';
import { FIELDS, Field, said } from './field.js';
import { extra } from './more-texts.js';
import { t } from './texts.js';

const PATIENCE = 2 * 60_000;

/** GU-6: a guest without an address whom nobody has answered for two minutes is offered a field for one. */
export class Patience {
  #app;
  #talk;
  #timer = 0;
  /** @type {AddressOffer | null} */
  #offer = null;
  #thanks = '';

  /** @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk */
  constructor(app, talk) {
    this.#app = app;
    this.#talk = talk;
  }

  /** @param {number} seq of the words that wait for an answer; 0: none do */
  see(seq) {
    this.rest();
    const left = seq ? this.#since(seq) + PATIENCE - Date.now() : 0;
    if (left > 0) this.#timer = setTimeout(() => this.#talk.update(), left + 50);
    if (seq && left <= 0 && !this.#thanks) this.#offer ||= new AddressOffer(this.#app.session, (email) => this.#thank(email));
    // What is being typed into it stays, whatever arrives meanwhile.
    else if (!this.#offer?.node.contains(this.#app.shell.root.activeElement)) this.#offer = null;
    const part = this.#offer ? this.#offer.node : this.#thanks && el('p.notice', { role: 'status' }, this.#thanks);
    const { extra } = this.#talk;
    if (part ? extra.firstChild !== part : extra.firstChild) extra.replaceChildren(...(part ? [part] : []));
  }

  rest() {
    clearTimeout(this.#timer);
  }

  /** The guest has written again. */
  forget() {
    this.#thanks = '';
  }

  /** When this browser first saw it: its clock and the server's may be hours apart (C25). @param {number} seq */
  #since(seq) {
    const { store } = this.#app;
    const name = `waits:${this.#talk.id}`;
    const known = store.get(name);
    if (known?.seq === seq) return known.at;
    const at = Date.now();
    store.set(name, { seq, at });
    return at;
  }

  /** @param {string} email */
  #thank(email) {
    this.#offer = null;
    this.#thanks = t('saved', { email });
    this.#talk.focus();
    this.#talk.update();
  }
}

/** The field itself. */
class AddressOffer {
  #session;
  #field = new Field('email', true, FIELDS.email);
  #done;

  /** @param {import('./session.js').Session} session @param {(email: string) => void} done */
  constructor(session, done) {
    this.#session = session;
    this.#done = done;
    const save = el('button.btn.primary', { type: 'button', onclick: () => this.#save() }, extra('save'));
    this.node = el('div.offer', { role: 'group', 'aria-label': fieldText('email') }, el('p', {}, extra('anonymousHint')), this.#field.node, save);
    this.#field.input.addEventListener('keydown', (event) => event.key === 'Enter' && this.#save());
  }

  async #save() {
    if (!this.#field.check()) return;
    try {
      await this.#session.leaveAddress(this.#field.value);
      this.#done(this.#field.value);
    } catch (error) {
      this.#field.say(error instanceof ApiError && error.status === 422 ? fieldText('emailWrong') : said(error));
    }
  }
}
