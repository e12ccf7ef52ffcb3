import { ApiError } from './api.js';
import { CODE_TEXTS } from './code-texts.js';
import { el, newId } from './dom.js';
import { fieldText } from './field-texts.js';
import { clock, language, t } from './texts.js';

/** The e-mailed code that proves an address, so that what was written from elsewhere opens (GU-3, GU-8). */
export class CodeView {
  asks = true;
  #app;
  #email;
  #sent = false;
  #said = el('p.muted', { role: 'status' });
  #problem = el('p.error', { role: 'alert', id: newId() });
  #button = el('button.btn.primary', { type: 'button', onclick: () => this.#next() });
  #input;
  #field;
  #again;

  /** @param {import('./chat.js').Chat} app */
  constructor(app) {
    this.#app = app;
    this.#email = app.session.guest?.email ?? '';
    const id = newId();
    this.#input = el('input.input', { id, inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 12, dir: 'ltr', 'aria-describedby': this.#problem.id });
    this.#input.addEventListener('keydown', (event) => event.key === 'Enter' && this.#next());
    this.#field = el('div.field', { hidden: true }, el('label', { for: id }, word('code')), this.#input);
    this.#again = el('button.link', { type: 'button', hidden: true, onclick: () => this.#send() }, word('again'));
    const title = newId();
    this.node = el('div.body', { role: 'group', 'aria-labelledby': title }, el('h3.title', { id: title }, word('title')), this.#said, this.#field, this.#problem, this.#button, el('p.hint', {}, this.#again));
    this.#show();
  }

  focus() {
    if (this.#sent) this.#input.focus();
    else this.#button.focus();
  }

  update() {}

  #show() {
    this.#said.textContent = word(this.#sent ? 'sent' : 'why', { email: this.#email });
    this.#button.textContent = word(this.#sent ? 'confirm' : 'send');
    this.#field.hidden = this.#again.hidden = !this.#sent;
  }

  #next() {
    return this.#sent ? this.#verify() : this.#send();
  }

  async #send() {
    await this.#try(async () => {
      await this.#app.api.call('POST', '/sessions/code', { email: this.#email });
      this.#sent = true;
      this.#show();
      this.focus();
    });
  }

  async #verify() {
    const code = this.#input.value.replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) return this.#say(word('wrong'));
    await this.#try(async () => {
      const { guest } = await this.#app.api.call('POST', '/sessions/verify', { code });
      this.#app.become(guest);
    });
  }

  /** @param {() => Promise<void>} action */
  async #try(action) {
    if (this.#button.disabled) return;
    this.#button.disabled = true;
    this.#say('');
    try {
      await action();
    } catch (error) {
      this.#say(codeProblem(error));
    } finally {
      this.#button.disabled = false;
    }
  }

  /** @param {string} problem */
  #say(problem) {
    this.#problem.textContent = problem;
    this.#input.setAttribute('aria-invalid', String(Boolean(problem)));
    if (problem && this.#sent) this.#input.focus();
  }
}

/** @param {any} error */
function codeProblem(error) {
  if (!(error instanceof ApiError)) return fieldText('offlineForm');
  if (error.status === 422) return word('wrong');
  if (error.status === 429) return t('slow', { time: clock(Date.now() + (error.retryAfter || 60) * 1000) });
  return t('trouble');
}

/** @param {string} key @param {Record<string, any>} [values] */
function word(key, values = {}) {
  const texts = CODE_TEXTS[language()] || CODE_TEXTS.en;
  return texts[key].replace('{email}', `\u2068${values.email}\u2069`);
}
