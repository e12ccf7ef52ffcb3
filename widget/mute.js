import { el, newId } from './dom.js';
import { extra } from './more-texts.js';
import { briefly, clock, t } from './texts.js';

const PERIODS = { '30m': 'half', '1h': 'hour', '4h': 'hours', tomorrow: 'tomorrow', '1w': 'week', forever: 'forever' };
/** The longest that a browser's timer can wait. */
const LONGEST = 2 ** 31 - 1;

/** AC-15: for how long the guest wants to hear nothing of a conversation, and until when they do. */
export class Muting {
  #app;
  #talk;
  #choosing = false;
  #drawn = '';
  #end = 0;
  #problem = el('p.error', { role: 'alert', id: newId() });

  /** @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk */
  constructor(app, talk) {
    this.#app = app;
    this.#talk = talk;
  }

  get #until() {
    const until = this.#talk.item?.mutedUntil;
    return until && Date.parse(until) > Date.now() ? until : null;
  }

  choose() {
    this.#choosing = true;
    this.update();
    this.#focus();
  }

  update() {
    const until = this.#until;
    clearTimeout(this.#end);
    if (until) this.#end = setTimeout(() => this.update(), Math.min(Date.parse(until) - Date.now() + 50, LONGEST));
    // What is being chosen from, and what has the focus, is not drawn again for each message.
    const state = `${this.#choosing} ${until}`;
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.#talk.hush.replaceChildren(...(this.#choosing ? [this.#choices()] : until ? [this.#said(until)] : [this.#link(t('mute'), () => this.choose())]));
  }

  rest() {
    clearTimeout(this.#end);
  }

  /** @param {string} label @param {() => void} action */
  #link(label, action) {
    return el('button.link', { type: 'button', onclick: action }, label);
  }

  /** @param {string} until */
  #said(until) {
    const said = until >= '9999' ? extra('mutedAlways') : extra('mutedUntil').replace('{time}', `\u2068${when(until)}\u2069`);
    return el('div', {}, el('p', { role: 'status' }, said, ' ', this.#link(extra('unmute'), () => this.#set('DELETE'))), this.#problem);
  }

  #choices() {
    const periods = Object.entries(PERIODS).map(([period, key]) => el('button.btn', { type: 'button', onclick: () => this.#set('PUT', { for: period }) }, extra(key)));
    const cancel = this.#link(extra('cancel'), () => this.#close());
    const group = el('div.offer', { role: 'group', 'aria-label': extra('muteTitle') }, el('p', {}, extra('muteTitle')), el('div.periods', {}, periods), this.#problem, cancel);
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#close();
    });
    return group;
  }

  #close() {
    this.#choosing = false;
    this.update();
    this.#focus();
  }

  #focus() {
    this.#talk.hush.querySelector('button')?.focus();
  }

  /** @param {string} method @param {unknown} [body] */
  async #set(method, body) {
    this.#problem.textContent = '';
    const { api, conversations } = this.#app;
    try {
      await api.call(method, `/conversations/${this.#talk.id}/mute`, body);
      await conversations.apply('conversation.updated', { conversationId: this.#talk.id });
      this.#close();
    } catch (error) {
      // Said where the choice is, and by the chat where the session has ended.
      this.#problem.textContent = t('trouble');
      this.#app.try(() => {
        throw error;
      });
    }
  }
}

/** @param {string} until */
function when(until) {
  const day = briefly(until);
  return day === clock(until) ? day : `${day}, ${clock(until)}`;
}
