import { el } from './dom.js';
import { EMOJI, colonEnded, colonWord, emojiName, findEmoji } from './emoji.js';
import { PICKER_STYLES } from './picker-styles.js';
import { PICKER_TEXTS } from './picker-texts.js';
import { language, t } from './texts.js';

const pickerText = (key) => (PICKER_TEXTS[language()] || PICKER_TEXTS.en)[key];

/** Emoji for one composer: all of them behind a button, and those whose name is typed after a colon (MS-11). */
class Emojis {
  #composer;
  #field;
  /** What is open above the composer. @type {HTMLElement | null} */
  #box = null;
  /** Where the typed name begins, and what it may be. @type {{ from: number, found: any[], active: number } | null} */
  #word = null;

  /** @param {import('./composer.js').Composer} composer */
  constructor(composer) {
    this.#composer = composer.node;
    this.#field = composer.field;
    this.#field.addEventListener('input', () => this.typed());
    // Before the composer's own keys and the panel's: with a list open Enter sends nothing, and Escape closes the list alone.
    this.#composer.addEventListener('keydown', (event) => this.#key(event), true);
    this.#composer.addEventListener('focusout', (event) => !this.#composer.contains(event.relatedTarget) && this.#close());
  }

  /** The button was pressed. */
  toggle() {
    if (this.#box && !this.#word) return this.#back();
    const search = el('input', { type: 'search', 'aria-label': pickerText('search'), placeholder: pickerText('search'), autocomplete: 'off' });
    const none = el('p', { role: 'status' });
    const grid = el('div.grid', { role: 'group', 'aria-label': t('emoji') });
    const paint = () => {
      const typed = search.value.trim();
      const some = typed ? findEmoji(typed, 60) : EMOJI.flatMap(({ all }) => all);
      grid.replaceChildren(...some.map((it) => this.#button(it)));
      none.textContent = some.length ? '' : pickerText('none');
      if (some.length) grid.firstChild.tabIndex = 0;
    };
    search.addEventListener('input', paint);
    paint();
    this.#show(el('div.emojis', { role: 'dialog', 'aria-label': t('emoji') }, search, none, grid));
    // A finger chooses from what it sees; a keyboard on the screen would cover it.
    if (matchMedia('(pointer: coarse)').matches) grid.firstChild.focus();
    else search.focus();
  }

  typed() {
    const { value, selectionStart: caret } = this.#field;
    const ended = colonEnded(value, caret);
    if (ended) return this.#put(ended.sign, ended.from);
    const begun = colonWord(value, caret);
    const found = begun ? findEmoji(begun.typed, 5) : [];
    if (!found.length) return this.#close();
    this.#word = { from: begun.from, found, active: 0 };
    this.#paintWord();
  }

  #button(emoji) {
    const name = emojiName(emoji, language());
    return el('button', { type: 'button', tabindex: -1, title: name, 'aria-label': name, onclick: () => this.#put(emoji.sign, this.#field.selectionStart) }, emoji.sign);
  }

  #paintWord() {
    const { found, active } = this.#word;
    const options = found.map((it, at) =>
      el('div', { role: 'option', id: `xb-emoji-${at}`, 'aria-selected': String(at === active), onmousedown: (event) => (event.preventDefault(), this.#take(at)) }, el('span', { 'aria-hidden': 'true' }, it.sign), emojiName(it, language())),
    );
    const keep = this.#word;
    this.#show(el('div.emojis', { role: 'listbox', 'aria-label': t('emoji') }, options));
    this.#word = keep;
    this.#field.setAttribute('aria-activedescendant', `xb-emoji-${active}`);
  }

  #take(at) {
    const { found, from } = this.#word;
    this.#put(found[at].sign, from);
  }

  /** As if it had been typed. @param {string} sign @param {number} from */
  #put(sign, from) {
    this.#close();
    this.#field.setRangeText(sign, from, this.#field.selectionEnd, 'end');
    this.#field.dispatchEvent(new Event('input'));
    this.#field.focus();
  }

  #show(box) {
    this.#close();
    this.#box = box;
    this.#composer.append(box);
  }

  #close() {
    // Taking away what has the focus asks for the same again.
    const box = this.#box;
    this.#box = this.#word = null;
    box?.remove();
    this.#field.removeAttribute('aria-activedescendant');
  }

  #back() {
    this.#close();
    this.#field.focus();
  }

  #key(event) {
    if (!this.#box || event.isComposing) return;
    const handled = this.#word && event.target === this.#field ? this.#keyInWord(event) : this.#keyInGrid(event);
    if (event.key === 'Escape') this.#back();
    else if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #keyInWord({ key, shiftKey }) {
    const { found, active } = this.#word;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      this.#word.active = (active + step + found.length) % found.length;
      this.#paintWord();
    } else if ((key === 'Enter' || key === 'Tab') && !shiftKey) this.#take(active);
    else return false;
    return true;
  }

  #keyInGrid({ key, target }) {
    const grid = /** @type {any} */ (this.#box).querySelector('.grid');
    const all = [...grid.children];
    const at = all.indexOf(target);
    if (target === this.#field) return false;
    if (at < 0) {
      if (key === 'Enter' && target.value?.trim()) all[0]?.click();
      else if (key === 'ArrowDown') all[0]?.focus();
      else return false;
      return true;
    }
    const side = getComputedStyle(grid).direction === 'rtl' ? -1 : 1;
    const line = all.filter((it) => it.offsetTop === all[0].offsetTop).length;
    const step = { ArrowRight: side, ArrowLeft: -side, ArrowDown: line, ArrowUp: -line }[key];
    if (!step) return false;
    const to = at + step < 0 ? grid.parentElement.firstChild : all[at + step];
    if (to && to !== grid.parentElement.firstChild) {
      target.tabIndex = -1;
      to.tabIndex = 0;
    }
    to?.focus();
    return true;
  }
}

/** What comes with the first emoji that somebody looks for. */
export const picker = { Emojis, styles: PICKER_STYLES };
