import { el, face, icon, iconButton } from './dom.js';
import { direction, language, t } from './texts.js';

const FOCUSABLE = 'button, input, textarea, a[href], [tabindex="0"]';

/** The frame around the views: head, body, focus and the size on a phone. */
export class Panel {
  #shell;
  #view = null;
  #head = el('div.top-part');
  #body = el('div.view');

  /** @param {Shell} shell @param {() => void} close */
  constructor(shell, close) {
    this.#shell = shell;
    this.box = el('section.panel', { role: shell.page ? null : 'dialog' }, this.#head, this.#body, el('p.foot', {}, t('brand')));
    this.node = el(`div.xb${shell.page ? '.page' : ''}.edge`, { dir: direction(), lang: language(), hidden: !shell.page }, this.box);
    this.close = close;
    this.node.addEventListener('keydown', (event) => this.#key(event));
    this.#follow = () => this.#fit();
    visualViewport?.addEventListener('resize', this.#follow);
    visualViewport?.addEventListener('scroll', this.#follow);
    this.#fit();
  }

  #follow;

  remove() {
    visualViewport?.removeEventListener('resize', this.#follow);
    visualViewport?.removeEventListener('scroll', this.#follow);
    this.node.remove();
  }

  get open() {
    return !this.node.hidden;
  }

  /** @param {any} view @param {{ name: string, avatar?: Avatar | null, title?: string, small?: string | null, intro?: string | null, back?: () => void }} head */
  show(view, head) {
    this.#view?.leave?.();
    this.#view = view;
    this.#body.replaceChildren(view.node);
    this.label(head);
  }

  /** @param {{ name: string, avatar?: Avatar | null, title?: string, small?: string | null, intro?: string | null, back?: () => void }} head */
  label({ name, avatar, title, small, intro, back }) {
    const key = JSON.stringify([name, avatar, title, small, intro, Boolean(back)]);
    this.box.setAttribute('aria-label', t('chatWith', { name }));
    if (this.#head.dataset.key === key) return;
    this.#head.dataset.key = key;
    const close = this.#shell.page ? null : iconButton('close', `${t('close')} (Esc)`, this.close);
    // One of the two is made, for the button to close with can only be in one.
    const talk = () => [
      back && iconButton('back', t('back'), back, '.turn'),
      face(avatar, '.sm'),
      el('div.grow', {}, el('h2.cut', { dir: 'auto' }, title), small && el('small.cut', { dir: 'auto' }, small)),
      close,
    ];
    const home = () => [el('div.between', {}, face(avatar), close), el('h2', { dir: 'auto' }, title), intro && el('p', { dir: 'auto' }, intro)];
    this.#head.replaceChildren(back || this.#shell.page ? el('div.head', {}, talk()) : el('div.hero', {}, home()));
    this.#head.hidden = Boolean(this.#shell.page && !back);
  }

  focus() {
    this.#view?.focus();
  }

  get focused() {
    return this.node.contains(this.#shell.root.activeElement);
  }

  /** The panel keeps the focus, Esc gives it back (AX-2), and keys pressed here are not the page's shortcuts. @param {KeyboardEvent} event */
  #key(event) {
    event.stopPropagation();
    if (this.#shell.page) return;
    if (event.key === 'Escape' && !event.isComposing) this.close();
    if (event.key !== 'Tab') return;
    const stops = [...this.node.querySelectorAll(FOCUSABLE)].filter((stop) => stop.tabIndex >= 0 && stop.getClientRects().length);
    const first = stops[0];
    const last = stops[stops.length - 1];
    const at = this.#shell.root.activeElement;
    if (at !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }

  /** The keyboard of a phone takes its part of the visual viewport only; times the scale, else pinching shrinks the panel. */
  #fit() {
    if (!visualViewport) return;
    const { height, scale, offsetTop } = visualViewport;
    this.node.style.setProperty('--height', `${Math.round(height * scale)}px`);
    this.node.style.setProperty('--top', `${Math.round(scale > 1 ? 0 : offsetTop)}px`);
  }
}

/** What is shown when there is no chat to show. */
export class Trouble {
  /** @param {string} words @param {{ label: string, action: () => void }} [way] */
  constructor(words, way) {
    this.button = way && el('button.btn.primary', { type: 'button', onclick: way.action }, way.label);
    this.node = el('div.body', {}, el('div.empty', { role: 'alert' }, icon('alert'), el('p', {}, words), this.button));
  }

  focus() {
    this.button?.focus();
  }

  update() {}
}
