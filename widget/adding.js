import { ApiError } from './api.js';
import { el, newId } from './dom.js';
import { fieldText } from './field-texts.js';
import { extra } from './more-texts.js';
import { clock, t } from './texts.js';

/** GU-5: the form stands in the place of the words that asked for it. @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk */
export function addPeople(app, talk) {
  const opener = talk.people.firstElementChild;
  const adding = new Adding(app, talk.id, () => {
    talk.people.replaceChildren(opener);
    opener.focus();
  });
  talk.people.replaceChildren(adding.node);
  adding.focus();
}

/** A guest adds people by their address. What comes back does not tell whose it was. */
class Adding {
  #app;
  #id;
  #problem = el('p.error', { role: 'alert', id: newId() });
  #said = el('p.hint', { role: 'status' });
  #input;
  #add = el('button.btn.primary', { type: 'button', onclick: () => this.#send() }, extra('add'));

  /** @param {import('./chat.js').Chat} app @param {string} id of the conversation @param {() => void} close */
  constructor(app, id, close) {
    this.#app = app;
    this.#id = id;
    const field = newId();
    this.#input = el('input.input', { id: field, type: 'email', autocomplete: 'off', maxlength: 254, dir: 'ltr', 'aria-describedby': this.#problem.id });
    this.#input.addEventListener('keydown', (event) => event.key === 'Enter' && this.#send());
    const cancel = el('button.link', { type: 'button', onclick: close }, extra('cancel'));
    this.node = el('div.offer', { role: 'group', 'aria-label': extra('title') }, el('p', {}, extra('why')), el('div.field', {}, el('label', { for: field }, extra('email')), this.#input, this.#problem), this.#said, el('div.between', {}, this.#add, cancel));
  }

  focus() {
    this.#input.focus();
  }

  async #send() {
    const email = this.#input.value.trim();
    if (this.#add.disabled) return;
    if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(email)) return this.#say(extra('wrong'));
    this.#add.disabled = true;
    this.#say('');
    this.#said.textContent = '';
    try {
      await this.#app.api.call('POST', `/conversations/${this.#id}/members`, { members: [{ email }] });
      this.#input.value = '';
      this.#said.textContent = extra('added').replace('{email}', `\u2068${email}\u2069`);
      this.focus();
    } catch (error) {
      this.#say(problemOf(error));
    } finally {
      this.#add.disabled = false;
    }
  }

  /** @param {string} problem */
  #say(problem) {
    this.#problem.textContent = problem;
    this.#input.setAttribute('aria-invalid', String(Boolean(problem)));
    if (problem) this.focus();
  }
}

/** @param {any} error */
function problemOf(error) {
  if (!(error instanceof ApiError)) return fieldText('offlineForm');
  if (error.status === 422) return extra('wrong');
  if (error.status === 409) return extra('full');
  if (error.status === 403) return extra('off');
  if (error.status === 429) return t('slow', { time: clock(Date.now() + (error.retryAfter || 60) * 1000) });
  return t('trouble');
}
