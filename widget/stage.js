import { adopt } from './dom.js';
import { Home } from './home.js';
import { Panel, Trouble } from './panel.js';
import { t } from './texts.js';

const PHONE = '(max-width: 480px)';

let failures = 0;

/** A failed import is remembered under its address. */
const retry = () => (failures ? `?retry=${failures}` : '');

/* eslint-disable no-unsanitized/method -- beside this module, with a number */
/** What comes after the opening, so that opening is small (WI-13). @type {Record<string, () => Promise<any>>} */
const PARTS = {
  booking: () => import('./booking.js' + retry()),
  files: () => import('./files.js' + retry()),
  form: () => import('./form.js' + retry()),
  meeting: () => import('./meeting.js' + retry()),
  more: () => import('./more.js' + retry()),
  picker: () => import('./picker.js' + retry()),
  views: () => import('./views.js' + retry()),
};
/* eslint-enable no-unsanitized/method */

/** What the guest has before their eyes: the panel, open or not, and the view in it. */
export class Stage {
  #app;
  #panel = null;
  #view = null;
  #opener = null;
  #drawing = false;
  #parts = {};
  /** A message in one line, once that part is here. @type {((text: string) => string) | null} */
  line = null;

  /** @param {import('./chat.js').Chat} app */
  constructor(app) {
    this.#app = app;
  }

  get open() {
    return Boolean(this.#panel?.open);
  }

  /** The guest reads a conversation. */
  get reading() {
    return this.open && !document.hidden && Boolean(this.#view?.talks);
  }

  get #shell() {
    return this.#app.shell;
  }

  /** Also the same again in another language. */
  build() {
    const { open } = this;
    const id = this.#view?.talks ? this.#view.id : null;
    this.#panel?.remove();
    this.#panel = new Panel(this.#shell, () => this.hide());
    this.#view = null;
    this.#shell.root.prepend(this.#panel.node);
    if (this.#shell.wish) this.book(this.#shell.wish);
    else if (this.#shell.page) this.home();
    if (open) this.#reveal(id);
  }

  /** Another tab, or the visit before, has it open or not (WI-14). @param {boolean} [elsewhere] It is another tab. */
  follow(elsewhere) {
    if (this.#shell.page || matchMedia(PHONE).matches) return;
    const open = this.#app.store.get('open');
    if (open && !this.open) this.#reveal(open.id, elsewhere);
    else if (!open && this.open) this.#close();
  }

  /** @param {unknown} [opener] The page's own button, to which the focus returns. */
  show(opener) {
    if (!this.open) {
      const page = document.activeElement;
      this.#opener = opener instanceof HTMLElement ? opener : page === this.#shell.host || page === document.body ? null : page;
      this.#reveal();
    }
    this.focus();
  }

  hide() {
    if (!this.open) return;
    const { focused } = this.#panel;
    this.#app.store.delete('open');
    this.#close();
    if (!focused) return;
    if (this.#opener?.isConnected) this.#opener.focus();
    else this.#shell.launcher.focus();
  }

  focus() {
    this.#panel.focus();
  }

  /** @param {string} id */
  shows(id) {
    return this.#view?.id === id;
  }

  /** The first message has made a conversation of what was being written. @param {string} id @param {string} made */
  rename(id, made) {
    if (!this.shows(id)) return;
    this.#view.rename(made);
    this.#keepOpen();
  }

  home() {
    const app = this.#app;
    if (!this.#panel) return;
    if (app.trouble) return this.put(this.#troubleView());
    const waiting = app.conversations.sorted.filter((item) => item.unread);
    // Who is called by a badge wants the answer, not the list.
    if (waiting.length === 1 && !app.note && !this.#view && !this.#shell.page) return this.talk(waiting[0].id);
    this.put(new Home(app, this));
    // Whoever comes here goes on; and the network may be gone by then.
    setTimeout(() => Promise.all([this.part('views'), this.part('form')]).catch(() => {}), 300);
  }

  /** @param {string} id */
  talk(id) {
    return this.#use('views', ({ Talk }) => new Talk(this.#app, id));
  }

  ask() {
    return this.#use('form', (Form) => new Form(this.#app));
  }

  /** @param {any} wish */
  book(wish) {
    return this.#use('booking', ({ Booking }) => new Booking(this.#app, wish));
  }

  /** Nothing of what was shown may be seen any more. */
  clear() {
    this.#view = null;
    this.home();
  }

  /** Many things change at once; they are drawn once. */
  draw() {
    if (this.#drawing || !this.#panel) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      const { settings, conversations } = this.#app;
      const { unread } = conversations;
      this.#shell.count(unread);
      if (settings) {
        const label = this.open ? t('opened') : settings.label || t('chatWith', { name: settings.name });
        this.#shell.name(label + (unread ? `, ${t('unread', { count: unread })}` : ''));
      }
      if (!this.open || !this.#view) return;
      this.#view.update();
      this.#panel.label(this.#headOf());
    });
  }

  /** Shows the panel without taking the focus. @param {string | null} [id] @param {boolean} [elsewhere] */
  #reveal(id, elsewhere) {
    this.#panel.node.hidden = false;
    this.#shell.opened(true);
    this.#shell.float(true);
    if (id) this.talk(id);
    else if (!this.#view || this.#view instanceof Home) this.home();
    else this.#view.shown?.();
    this.#keepOpen();
    this.draw();
    this.#shell.emit('open');
    this.#app.seen(elsewhere);
  }

  #keepOpen() {
    if (this.#shell.page || !this.open) return;
    const id = this.#view?.talks && !this.#view.id.startsWith('new:') ? this.#view.id : null;
    this.#app.store.set('open', { at: Date.now(), id });
  }

  #close() {
    this.#panel.node.hidden = true;
    this.#view?.leave?.();
    this.#shell.opened(false);
    this.#shell.float(false);
    this.#shell.emit('close');
  }

  /** Each comes once, with its styles. @param {string} name @returns {Promise<any>} */
  part(name) {
    return (this.#parts[name] ||= PARTS[name]().then(
      (module) => {
        const [part] = Object.values(module);
        adopt(this.#shell.root, part.styles);
        this.line ||= part.line;
        this.draw();
        return part;
      },
      (error) => {
        failures += 1;
        this.#parts[name] = null;
        throw error;
      },
    ));
  }

  /** @param {string} name @param {(part: any) => any} make */
  async #use(name, make) {
    const before = this.#view;
    try {
      const view = make(await this.part(name));
      // Meanwhile something else may have been opened.
      if (this.#view === before) this.put(view);
    } catch (error) {
      console.error('XBees: a part of the chat could not be loaded', error);
      this.put(new Trouble(t('trouble'), { label: t('retry'), action: () => this.#use(name, make) }));
    }
  }

  #troubleView() {
    if (this.#shell.blocked()) return new Trouble(t('unavailable'), { label: t('elsewhere'), action: () => this.#shell.elsewhere() });
    return new Trouble(t(this.#app.trouble), { label: t('retry'), action: () => this.#app.again() });
  }

  /** @param {any} view */
  put(view) {
    const { focused } = this.#panel;
    this.#view = view;
    this.#panel.show(view, this.#headOf());
    // The page around steps back for a conversation.
    if (this.#shell.page) {
      this.#shell.host.toggleAttribute('data-talking', Boolean(view.talks || view.asks));
      this.#shell.host.toggleAttribute('data-booking', Boolean(view.wide));
    }
    view.shown?.();
    this.#keepOpen();
    if (focused) this.focus();
  }

  #headOf() {
    const { settings } = this.#app;
    if (!settings) return { name: '', title: '' };
    const { name, avatar, organisation, texts } = settings;
    const home = () => {
      this.home();
      this.focus();
    };
    const { talks, asks, item, small = organisation, back = home } = this.#view || {};
    if (talks) return { name, avatar: item?.avatar || avatar, title: item?.title || name, small, back };
    if (asks) return { name, avatar, title: name, small, back };
    return { name, avatar, title: texts.greeting || t('greeting'), intro: texts.intro };
  }
}
