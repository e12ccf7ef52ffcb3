import { el, iconButton } from './dom.js';
import { t } from './texts.js';

const LIMIT = 10_000;
const KEYS = 2_500;
const REST = 5_000;

/** Where the guest writes. What is typed stays in the browser until it is sent (MS-12). */
export class Composer {
  #asks;
  #problem = el('p.problem', { role: 'alert', hidden: true });
  #said = 0;
  #rest = 0;
  /** What goes with the words (FI-1). @type {any[] | null} */
  files = null;

  #emojis;

  /** @param {{ draft: string, keep: (text: string) => void, send: (text: string, files: any[] | null) => void, typing: (stop: boolean) => void, last?: () => void, emoji?: any }} asks */
  constructor(asks) {
    this.#asks = asks;
    this.field = el('textarea', { rows: 1, dir: 'auto', placeholder: t('write'), 'aria-label': t('message'), enterkeyhint: 'send' });
    this.field.value = asks.draft;
    this.field.addEventListener('input', () => this.#typed());
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowUp' && !this.field.value) asks.last?.();
      // 229: some browsers say Enter for choosing a word of an input method.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.send();
    });
    const smile = iconButton('smile', t('emoji'), () => this.#smile((it) => it.toggle()));
    const button = iconButton('send', t('send'), () => this.send(), '.send');
    // No form: sandboxed frames never fire "submit".
    this.node = el('div.composer', { role: 'group', 'aria-label': t('write') }, this.#problem, this.field, smile, button);
    this.fit();
  }

  focus() {
    this.field.focus();
  }

  /** As tall as its text, up to the limit of the style sheet. */
  fit() {
    this.field.style.height = 'auto';
    if (this.field.scrollHeight) this.field.style.height = `${this.field.scrollHeight}px`;
  }

  rest() {
    clearTimeout(this.#rest);
    if (this.#said) this.#asks.typing(true);
    this.#said = 0;
  }

  #typed() {
    this.fit();
    this.#asks.keep(this.field.value);
    this.#check();
    if (!this.#emojis && /:\w/.test(this.field.value)) this.#smile((it) => it.typed());
    if (!this.field.value.trim()) return this.rest();
    if (Date.now() - this.#said > KEYS) {
      this.#said = Date.now();
      this.#asks.typing(false);
    }
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.rest(), REST);
  }

  /** MS-11: from then on they hear for themselves what is typed. @param {(emojis: any) => void} use */
  #smile(use) {
    this.#asks.emoji(({ Emojis }) => use((this.#emojis ||= new Emojis(this))));
  }

  #check() {
    const count = [...this.field.value.trim()].length;
    const fits = count <= LIMIT;
    const problem = fits ? '' : t('tooLong', { limit: LIMIT, count });
    if (this.#problem.textContent !== problem) this.#problem.textContent = problem;
    this.#problem.hidden = fits;
    return fits;
  }

  send() {
    const { files } = this;
    const text = this.field.value.trim();
    this.field.focus();
    if ((!text && !files?.length) || !this.#check()) return;
    this.files = null;
    this.field.value = '';
    this.#asks.keep('');
    // The message itself ends "is typing" on the other side.
    clearTimeout(this.#rest);
    this.#said = 0;
    this.fit();
    this.#asks.send(text, files);
  }
}
