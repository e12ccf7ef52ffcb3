import { el, icon, newId } from './dom.js';
import { extra } from './more-texts.js';
import { choice } from './reactions.js';
import { t } from './texts.js';

/** What is done with a message: reacting, quoting, and what one wrote oneself written anew in the composer or deleted (MS-5 to MS-8). Nothing is shown as done before the server says so. */
export class Rewriting {
  #app;
  #talk;
  #message;
  #busy = false;
  /** @type {import('./composer.js').Composer | null} */
  #composer = null;
  #escape = (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    this.end();
  };
  #problem = el('p.error', { role: 'alert', id: newId() });

  /** What is written next quotes it (MS-7). @type {any} */
  quote = null;

  /** @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk @param {any} message */
  constructor(app, talk, message) {
    talk.rewriting?.end();
    this.#app = app;
    this.#talk = talk;
    this.#message = message;
    talk.rewriting = this;
    talk.node.addEventListener('keydown', this.#escape);
  }

  focus() {
    if (this.#composer) this.#composer.focus();
    else this.#talk.work.querySelector('button')?.focus();
  }

  choose() {
    // AC-12: who only reads reacts, and does nothing else.
    const only = this.#talk.item?.readOnly;
    const own = this.#message.author?.id === this.#app.session.guest?.id;
    const change = own && mayChange(this.#message) ? [this.#button('edit', () => this.edit()), this.#button('remove', () => this.#ask())] : [];
    const rest = only ? [] : [this.#button('quote', () => this.#quote()), ...change];
    this.#show('whatNow', [...rest, this.#button('cancel', () => this.end())], choice(this.#app, this.#talk, this.#message, () => this.end()));
  }

  /** MS-7. */
  #quote() {
    const { id, seq, author, text } = this.#message;
    this.#show('quoting', [this.#button('cancel', () => this.end())]);
    this.quote = { id, seq, author, text, deletedAt: null };
    this.#talk.composer.focus();
  }

  /** In the composer's place; what was being written waits behind it. */
  edit() {
    const nothing = () => {};
    const composer = this.#talk.compose({ draft: this.#message.text, keep: nothing, send: (text) => this.#save(text), typing: nothing });
    this.#show('editing', [this.#button('cancel', () => this.end())]);
    this.#talk.composer.node.replaceWith(composer.node);
    this.#composer = composer;
    composer.fit();
    composer.focus();
  }

  end() {
    this.#talk.rewriting = null;
    this.#talk.node.removeEventListener('keydown', this.#escape);
    this.#talk.work.replaceChildren();
    this.#composer?.node.replaceWith(this.#talk.composer.node);
    this.#talk.focus();
  }

  /** Its text cannot come back. */
  #ask() {
    this.#show('removeAsk', [this.#button('keep', () => this.end()), this.#button('remove', () => this.#remove())]);
  }

  /** @param {string} title @param {any[]} buttons @param {any} [signs] */
  #show(title, buttons, signs) {
    const { text } = this.#message;
    const said = el('p.cut', { dir: 'auto' }, text.slice(0, 200));
    const group = el('div.offer', { role: 'group', 'aria-label': extra(title) }, el('p', {}, extra(title)), said, signs, el('div.periods', {}, buttons), this.#problem);
    this.#problem.replaceChildren();
    this.#talk.work.replaceChildren(group);
    (signs?.firstChild || buttons[0]).focus();
  }

  /** @param {string} key @param {() => void} action */
  #button(key, action) {
    return el('button.btn', { type: 'button', onclick: action }, extra(key));
  }

  /** @param {string} text */
  #save(text) {
    const composer = /** @type {import('./composer.js').Composer} */ (this.#composer);
    composer.field.value = text;
    composer.fit();
    if (text === this.#message.text) return this.end();
    return this.#do('PATCH', 'message.updated', { text });
  }

  #remove() {
    return this.#do('DELETE', 'message.deleted');
  }

  /** @param {string} method @param {string} name @param {unknown} [body] */
  async #do(method, name, body) {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem.replaceChildren();
    const { api, conversations } = this.#app;
    const { id } = this.#talk;
    try {
      const message = await api.call(method, `/conversations/${id}/messages/${this.#message.id}`, body);
      await conversations.apply(name, { conversationId: id, message });
      this.end();
    } catch (error) {
      // Said where it is being done, with what was typed still there; and by the chat where the session has ended.
      this.#problem.replaceChildren(icon('alert', 's'), el('span', {}, REASONS[error.slug] ? extra(REASONS[error.slug]) : t('trouble')));
      this.#app.try(() => {
        throw error;
      });
    } finally {
      this.#busy = false;
    }
  }
}

/** ↑ in the empty field (MS-5). @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk */
export function editLast(app, talk) {
  const me = app.session.guest?.id;
  const last = talk.item && talk.thread.messages.filter((message) => message.author?.id === me && message.kind === 'text' && mayChange(message)).pop();
  if (last) new Rewriting(app, talk, last).edit();
}

const REASONS = { 'too-late': 'tooLate', 'message-deleted': 'removedMeanwhile', 'read-only': 'locked' };

/** MS-5, MS-6: for 15 minutes; the server decides by its own clock. @param {any} message */
function mayChange({ id, createdAt, deletedAt }) {
  return id && !deletedAt && Date.now() - Date.parse(createdAt) < 15 * 60_000;
}
