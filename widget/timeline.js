import { bubble } from './bubble.js';
import { el, face, icon, iconButton } from './dom.js';
import { notice } from './notice.js';
import { clock, day, fully, t } from './texts.js';

const NEAR = 48;
const LETTERLESS = new RegExp('^\\P{L}+$', 'u');
const MARKS = { sent: 'check', seen: 'seen', sending: 'clock', waiting: 'clock', failed: 'alert' };

/** The scroller with the messages. Rows are patched one by one, so that only what is new is read out (AX-3). */
export class Timeline {
  #nodes = new Map();
  #list = el('div.rows');
  #asks;
  #stick = true;
  #adorned = false;

  /** @param {{ retry: (clientId: string) => void, older: () => void, face: (author: any) => Avatar | null, read: () => void, open: (id: string) => void, change: (message: any) => void, adorn: (nodes: any) => void }} asks */
  constructor(asks) {
    this.#asks = asks;
    this.scroller = el('div.log', { role: 'log', tabindex: 0, 'aria-label': t('message') }, this.#list);
    this.down = iconButton('down', t('newest'), () => this.toNewest(), '.newest');
    this.down.hidden = true;
    this.node = el('div.logs', {}, this.scroller, this.down);
    this.scroller.addEventListener('scroll', () => {
      this.#stick = this.atNewest;
      this.down.hidden = this.#stick;
      if (this.scroller.scrollTop < NEAR) asks.older();
      if (this.#stick) asks.read();
    });
    this.#list.addEventListener('keydown', (event) => this.#walk(event));
    // A keyboard that opens, or an image of the page's making, must not leave the newest message below the edge.
    const grown = new ResizeObserver(() => this.#stick && this.toNewest());
    grown.observe(this.scroller);
    grown.observe(this.#list);
  }

  get atNewest() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toNewest() {
    this.#stick = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.down.hidden = true;
  }

  /** @param {import('./rows.js').Row[]} rows */
  show(rows) {
    const { scroller } = this;
    const old = this.#nodes;
    const first = this.#list.querySelector('.message');
    const below = first && first.getBoundingClientRect().top;
    const newest = rows[rows.length - 1];
    const written = newest?.mine && !old.has(newest.key);
    this.#nodes = new Map();
    let place = this.#list.firstChild;
    for (const row of rows) {
      const node = old.get(row.key) || this.#make(row);
      old.delete(row.key);
      this.#nodes.set(row.key, node);
      node.message = row.message;
      if (row.type === 'message') this.#dress(node, row);
      if (node === place) place = place.nextSibling;
      else this.#list.insertBefore(node, place);
    }
    for (const node of old.values()) node.remove();
    this.#stops.forEach((stop, index, all) => (stop.tabIndex = index < all.length - 1 ? -1 : 0));
    if (this.#stick || written) this.toNewest();
    // MS-14: older ones arrive above, and what is being read stays where it is.
    else if (first?.isConnected) scroller.scrollTop += first.getBoundingClientRect().top - below;
    this.down.hidden = this.#stick;
    // MS-7, MS-8, MS-11: what few messages have, or may have.
    this.#adorned ||= rows.some(({ message }) => message?.quote || message?.reactions?.length || message?.attachments?.length || message?.notice?.meeting || LETTERLESS.test(message?.text));
    if (this.#adorned) this.#asks.adorn(this.#list.children);
  }

  /** @param {import('./rows.js').Row} row */
  #make(row) {
    if (row.type === 'day') return el('div.day', {}, day(row.at));
    if (row.type === 'new') return el('div.day.fresh', {}, t('newLine'));
    if (row.type === 'notice') {
      const earlier = row.message.notice.conversationId;
      const link = earlier && el('button.link', { type: 'button', onclick: () => this.#asks.open(earlier) }, t('continued'));
      return el('p.notice', {}, notice(row.message.notice), ' ', link && [link, ' '], stamp(row.at));
    }
    return el('div.message');
  }

  /** Name, time and marks change as neighbours arrive; the bubble where the text does (MS-5, MS-6). @param {any} node @param {import('./rows.js').Row} row */
  #dress(node, row) {
    const { mine, named, timed, last, state, message } = row;
    const pending = state === 'sending' || state === 'waiting';
    const version = JSON.stringify([message.editedAt, message.deletedAt, message.quote]);
    const offers = message.id && !message.deletedAt && !message.meeting;
    const look = JSON.stringify([named, timed, last, state, message.author?.name, version, offers]);
    if (node.look === look) return;
    node.look = look;
    if (node.version !== version) {
      node.bubble?.remove();
      node.append((node.bubble = bubble(message)));
      node.version = version;
    }
    const text = node.bubble;
    node.className = `message${mine ? ' mine' : ''}${named ? ' first' : ''}${last ? ' last' : ''}${pending ? ' pending' : ''}`;
    const parts = [];
    if (!mine && timed) parts.push(el('p.who', {}, named && el('bdi.cut', {}, message.author?.name), stamp(row.at)));
    if (!mine && last) parts.push(face(this.#asks.face(message.author), '.sm'));
    if (offers) parts.push(iconButton('more', t('change'), () => this.#asks.change(message), '.change'));
    parts.push(text);
    if (mine && (timed || state === 'failed')) parts.push(this.#marks(row));
    // The bubble stays in place: what is taken out and put back is read out again.
    for (const child of [...node.children]) if (child !== text) child.remove();
    const at = parts.indexOf(text);
    text.before(...parts.slice(0, at).filter(Boolean));
    text.after(...parts.slice(at + 1));
  }

  /** @param {import('./rows.js').Row} row */
  #marks({ state, at, message }) {
    if (state === 'failed') {
      const retry = el('button.link', { type: 'button', onclick: () => this.#asks.retry(message.clientId) }, t('retry'));
      return el('p.marks.fail', {}, icon('alert', 's'), `${t('failed')} · `, retry);
    }
    return el('p.marks', {}, stamp(at), state && icon(MARKS[state], 's'), state && t(state));
  }

  /** @returns {any[]} */
  get #stops() {
    return [...this.#list.querySelectorAll('time[tabindex], .change, .reaction')];
  }

  /** Arrow keys walk through the times and what opens the menus, so that one stop with Tab is enough (MS-17). @param {KeyboardEvent} event */
  #walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const stops = this.#stops;
    const at = stops.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    stops[at + step]?.focus();
  }
}

/** @param {number} at */
function stamp(at) {
  return el('time', { datetime: new Date(at).toISOString(), 'data-full': fully(at), tabindex: -1 }, clock(at));
}

/** What is not said to a guest in words is not shown at all. @param {any} message */
export function isShown(message) {
  if (message.kind !== 'notice') return true;
  return Boolean(message.notice && notice(message.notice).replace(/[\u2068\u2069\s]/g, '')) && message.notice.actor?.kind !== 'none';
}
