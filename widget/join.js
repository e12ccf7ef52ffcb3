import { Api, ApiError } from './api.js';
import { el } from './dom.js';
import { direction, language, t } from './texts.js';

/** The link of a conversation, on its page: a name first, then the conversation (IN-9). The words come with the page. */
export class Join {
  #words;
  #store;
  #api;
  #path;
  #done;
  #Form;
  #view = el('div.view');
  node = el('div.xb.page', { dir: direction(), lang: language() }, el('section.panel', {}, this.#view));

  /**
   * @param {{ place: HTMLElement, base: string, store: import('./storage.js').Store, Form: any, done: (conversation: any) => void }} asks
   */
  constructor({ place, base, store, Form, done }) {
    this.#words = place.dataset;
    this.#store = store;
    this.#api = new Api(base, () => store.get('session')?.token ?? null);
    this.#path = `/${this.#invited ? place.dataset.path : 'join'}/${encodeURIComponent(place.dataset.join)}`;
    this.#done = done;
    this.#Form = Form;
  }

  /** By a mail, for one address: who it is is known from there (AC-16). */
  get #invited() {
    return Boolean(this.#words.path);
  }

  show() {
    if (this.#invited) return this.#welcome();
    const known = this.#store.get('session')?.guest?.name;
    if (known) this.#offer(known);
    else this.#ask();
  }

  /** That somebody looks at it is said to whoever invited; a program that only follows links does not get here. */
  #welcome() {
    if (this.#words.path === 'invitations') {
      this.#api.call('POST', `${this.#path}/opened`).catch((error) => {
        // It only tells; what the button does says for itself what is wrong.
        console.warn('XBees: that the invitation was opened could not be said', error);
      });
    }
    if (this.#words.ready !== 'yes') return this.#ask();
    const join = el('button.btn.primary', { type: 'button', onclick: () => this.#join({}).catch((error) => this.#say(error)) }, this.#words.submit);
    this.#view.replaceChildren(el('div.body', {}, join));
  }

  /** This browser was here before, in whatever conversation. @param {string} name */
  #offer(name) {
    const join = el('button.btn.primary', { type: 'button', onclick: () => this.#join({}).catch((error) => this.#say(error)) });
    join.textContent = this.#words.as.replace('{name}', `\u2068${name}\u2069`);
    const other = el('button.link', { type: 'button', onclick: () => this.#forget() }, this.#words.other);
    this.#view.replaceChildren(el('div.body', {}, join, el('p.hint', {}, other)));
  }

  #ask() {
    const form = new this.#Form({
      settings: { fields: { name: 'required', email: this.#invited ? 'hidden' : 'optional', phone: 'hidden', consent: null }, texts: {} },
      submit: this.#words.submit,
      greet: ({ name, email }) => this.#join({ guest: this.#invited ? { name } : { name, email } }),
      begin: () => {},
    });
    this.#view.replaceChildren(form.node);
  }

  /** Somebody else at this browser: what the one before left ends first. */
  async #forget() {
    await this.#api.call('DELETE', '/sessions/current').catch((error) => {
      // Ended already, or out of reach: it is forgotten here all the same.
      console.warn('XBees: the session could not be ended on the server', error);
    });
    this.#store.clear();
    this.show();
  }

  /** @param {Record<string, unknown>} who */
  async #join(who) {
    try {
      const { token, guest, conversation } = await this.#api.call('POST', this.#path, {
        ...who,
        language: navigator.language || null,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
      });
      this.#store.set('session', { token: token || this.#store.get('session').token, guest });
      this.#done(conversation);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return this.#forget();
      if (error instanceof ApiError && [403, 404, 409, 410].includes(error.status)) return this.#say(error);
      throw error;
    }
  }

  /** @param {any} error */
  #say(error) {
    const words = error.slug === 'not-available' ? t('unavailable') : error.status === 403 ? this.#words.shut : [404, 410].includes(error.status) ? this.#words.gone : error.status === 409 ? this.#words.full : this.#words.trouble;
    this.#view.querySelector('.banner.warn')?.remove();
    const banner = el('p.banner.warn', { role: 'alert' }, words);
    if (error.status) this.#view.replaceChildren(el('div.body', {}, banner));
    else this.#view.firstElementChild.prepend(banner);
  }
}
