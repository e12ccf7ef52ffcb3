import { Api, ApiError } from './api.js';
import { Conversations } from './conversations.js';
import { uuid } from './dom.js';
import { Home } from './home.js';
import { Line } from './line.js';
import { Outbox } from './outbox.js';
import { Panel, Trouble } from './panel.js';
import { Session } from './session.js';
import { Sound } from './sound.js';
import { Store } from './storage.js';
import { chatSheet } from './styles.js';
import { Tabs } from './tabs.js';
import { speak, t } from './texts.js';

const PHONE = '(max-width: 480px)';

let failures = 0;

/** A failed import is remembered under its address. */
const retry = () => (failures ? `?retry=${failures}` : '');

/** @param {Shell} shell @param {Promise<Response>} answer The settings, already asked for. */
export async function start(shell, answer) {
  const chat = new Chat(shell);
  await chat.begun(answer);
  return chat;
}

/** The chat behind the launcher, or on a page of its own: it joins the parts and decides which view is shown. */
export class Chat {
  #tabs;
  #line;
  #sound;
  #panel;
  #view = null;
  #opener = null;
  #drawing = false;
  #refreshing = null;
  #views = null;
  /** @type {string | null} */
  #trouble = null;
  /** @type {Settings} */
  settings;
  /** A text's name, told on the first view. @type {any} */
  note = null;

  /** @param {Shell} shell */
  constructor(shell) {
    this.shell = shell;
    this.store = new Store(`xbees:${shell.key || shell.slug}:`);
    this.session = new Session(this.store, shell.slug ? { link: shell.slug } : { widget: shell.key });
    this.api = this.session.api = new Api(shell.base, () => this.session.token);
    this.#tabs = new Tabs(this.store.prefix + shell.base, (message) => message.type === 'event' && this.#line.hear(message.event));
    this.conversations = new Conversations(this.api, this.session);
    this.outbox = new Outbox(this.store, this.api, this.#tabs);
    this.#line = new Line(this.api, this.#tabs);
    this.#sound = new Sound();
    this.#wire();
  }

  /** @param {Promise<Response>} answer */
  async begun(answer) {
    this.shell.root.adoptedStyleSheets = [...this.shell.root.adoptedStyleSheets, chatSheet()];
    await this.#learn(answer);
    await this.#speak();
    this.#build();
    this.#tabs.join();
    if (this.session.token) this.#join();
    else this.try(() => this.outbox.flush());
    const left = this.store.get('open');
    if (this.shell.page) this.#home();
    else if (left && !matchMedia(PHONE).matches) this.#reveal(left.id);
  }

  get online() {
    return navigator.onLine && !this.#line.lost;
  }

  /** The guest has the conversation before their eyes. */
  get reading() {
    return this.#panel.open && !document.hidden && Boolean(this.#view?.talks);
  }

  get #settingsPath() {
    return this.shell.slug ? `/links/${this.shell.slug}` : `/widgets/${this.shell.key}/settings`;
  }

  /** @param {unknown} [opener] The page's own button, to which the focus returns. */
  open(opener) {
    if (this.#panel.open) return this.#panel.focus();
    const page = document.activeElement;
    this.#opener = opener instanceof HTMLElement ? opener : page === this.shell.host || page === document.body ? null : page;
    this.#reveal();
    this.#panel.focus();
    if (this.#trouble) this.#again();
  }

  close() {
    if (!this.#panel.open) return;
    const focused = this.#panel.focused;
    this.store.delete('open');
    this.#hide();
    if (!focused) return;
    if (this.#opener?.isConnected) this.#opener.focus();
    else this.shell.launcher.focus();
  }

  toggle() {
    if (this.#panel.open) this.close();
    else this.open();
  }

  async setLocale() {
    await this.#speak();
    const { open } = this.#panel;
    const id = this.#view?.talks ? this.#view.id : null;
    this.#panel.remove();
    this.#build();
    if (open) this.#reveal(id);
  }

  /** GU-9: ends the session on every tab, and forgets what is kept here. */
  async shutdown() {
    if (this.session.token) {
      await this.api.call('DELETE', '/sessions/current').catch((error) => {
        // Ended already, or out of reach: what is kept in this browser goes all the same.
        console.warn('XBees: the session could not be ended on the server', error);
      });
    }
    this.close();
    this.#forget();
  }

  /** What goes wrong in passing is shown by the state of the line and of the letters; a dead session ends the chat. @param {() => any} action */
  async try(action) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.#ended();
      else if (error instanceof ApiError || error instanceof TypeError) console.warn('XBees:', error.message);
      else throw error;
    }
  }

  /** *Start new conversation*: the form first, if the widget asks for something and does not know it yet. */
  async begin() {
    const { name, email, phone, consent } = this.settings.fields;
    const asks = consent || [name, email, phone].some((field) => field && field !== 'hidden');
    if (this.session.token || !asks) return this.openConversation(`new:${uuid()}`);
    await this.#use(({ Form }) => new Form(this));
    this.#panel.focus();
  }

  /** @param {Record<string, unknown>} [guest] What the form asked for. */
  async greet(guest) {
    await this.session.begin(guest);
    this.#join();
  }

  /** @param {string} id */
  async openConversation(id) {
    this.note = null;
    await this.#use(({ Talk }) => new Talk(this, id));
    this.#panel.focus();
  }

  /** The form and the conversations come after the opening, so that opening is small (WI-13). */
  fetchViews() {
    // eslint-disable-next-line no-unsanitized/method -- beside this module, with a number
    this.#views ||= import('./views.js' + retry()).then(
      ({ views }) => {
        this.shell.root.adoptedStyleSheets = [...this.shell.root.adoptedStyleSheets, views.sheet()];
        return views;
      },
      (error) => {
        failures += 1;
        this.#views = null;
        throw error;
      },
    );
    return this.#views;
  }

  /** @param {(views: any) => any} make */
  async #use(make) {
    const before = this.#view;
    try {
      const views = await this.fetchViews();
      // Meanwhile something else may have been opened.
      if (this.#view === before) this.#show(make(views));
    } catch (error) {
      console.error('XBees: a part of the chat could not be loaded', error);
      this.#show(new Trouble(t('trouble'), { label: t('retry'), action: () => this.#use(make) }));
    }
  }

  /** Earlier conversations; what could not be sent yet comes first. */
  earlier() {
    const { name, avatar } = this.settings;
    const begun = new Map();
    for (const letter of this.outbox.all()) {
      if (letter.conversation.startsWith('new:')) {
        begun.set(letter.conversation, { id: letter.conversation, title: name, avatar, lastMessage: { text: letter.text, author: { kind: 'guest' } } });
      }
    }
    return [...begun.values(), ...this.conversations.sorted];
  }

  #wire() {
    const draw = () => this.#draw();
    this.conversations.addEventListener('change', draw);
    this.conversations.addEventListener('removed', (event) => this.#removed(event.detail));
    this.conversations.addEventListener('message', (event) => this.#heard(event.detail));
    this.outbox.addEventListener('change', draw);
    this.outbox.addEventListener('refused', () => this.#ended());
    this.outbox.before = () => (this.session.token ? Promise.resolve() : this.greet());
    this.outbox.after = (conversation, answer) => this.#taken(conversation, answer);
    this.#line.addEventListener('state', draw);
    this.#line.addEventListener('return', () => this.session.token && this.#join());
    this.#line.addEventListener('refused', (event) => event.detail.status === 401 && this.#ended());
    this.#line.addEventListener('event', ({ detail }) => this.try(() => this.#event(detail)));
    addEventListener('online', () => (draw(), this.try(() => this.outbox.flush())));
    addEventListener('offline', draw);
    document.addEventListener('visibilitychange', draw);
    addEventListener('storage', (event) => event.key?.startsWith(this.store.prefix) && this.#elsewhere(event.key.slice(this.store.prefix.length)));
  }

  /** The live line, and what was missed: by the tab that holds it when it is ready, by every other at once. */
  async #join() {
    const taken = await this.#tabs.taken('line');
    this.#line.start();
    if (taken) this.try(() => this.#refresh());
    this.try(() => this.outbox.flush());
  }

  #refresh() {
    this.#refreshing ||= this.conversations.refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** @param {import('./sse.js').ServerEvent} event */
  async #event({ event, data }) {
    if (event === 'session.ended') return this.#ended();
    if (event === 'ready' || event === 'reset') {
      if (event === 'reset') this.#line.forget();
      this.try(() => this.outbox.flush());
      return this.#refresh();
    }
    return this.conversations.apply(event, JSON.parse(data));
  }

  /** Another tab of the site changed what both keep (WI-14). @param {string} name */
  #elsewhere(name) {
    if (name === 'session') {
      if (this.session.token) this.#join();
      else this.#ended();
    } else if (name === 'open' && !matchMedia(PHONE).matches) {
      const open = this.store.get('open');
      if (open && !this.#panel.open) this.#reveal(open.id);
      else if (!open && this.#panel.open) this.#hide();
    }
    this.#draw();
  }

  /** The server has taken a letter. @param {string} id @param {any} answer */
  async #taken(id, answer) {
    if (!id.startsWith('new:')) return this.conversations.apply('message.created', { conversationId: id, message: answer });
    this.conversations.put(answer);
    if (this.#view?.id === id) this.#view.rename(answer.id);
    await this.try(() => this.conversations.thread(answer.id).load());
    this.shell.emit('conversation', { id: answer.id });
  }

  /** @param {{ id: string, message: any }} detail */
  #heard({ id, message }) {
    this.shell.emit('message', { conversation: id, text: message.text, author: message.author?.name });
    if (this.reading && this.#view.id === id && document.hasFocus()) return;
    // One tab rings for all.
    this.#tabs.alone('sound', async () => this.#sound.play(), { ifAvailable: true });
  }

  /** @param {string} id */
  #removed(id) {
    if (this.#view?.id !== id) return;
    this.note = 'gone';
    this.#home();
  }

  /** Removed, blocked, ended elsewhere or expired (GU-9). What was not sent becomes the draft of the next conversation. */
  #ended() {
    const unsent = this.outbox.all().map((letter) => letter.text);
    const had = this.conversations.items.size > 0 || unsent.length > 0;
    this.#forget();
    if (unsent.length) this.store.set('draft:new', unsent.join('\n\n'));
    this.note = had ? 'ended' : null;
    this.#home();
  }

  #forget() {
    const look = this.store.get('look');
    this.#line.stop();
    this.#line.forget();
    this.store.clear();
    if (look) this.store.set('look', look);
    this.conversations.clear();
    if (this.#panel.open) this.#home();
    else this.#view = null;
    this.#draw();
  }

  /** @param {Promise<Response>} answer */
  async #learn(answer) {
    try {
      const response = await answer;
      if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null), 0);
      this.settings = await response.json();
      this.#trouble = null;
      if (!this.shell.page) {
        this.store.set('look', this.settings);
        this.shell.draw(this.settings);
      }
    } catch (error) {
      this.#trouble = error instanceof ApiError && !error.passing ? 'unavailable' : 'trouble';
      console.error('XBees: the settings of the chat could not be read', error);
      if (this.shell.blocked()) this.shell.elsewhere();
    }
  }

  async #again() {
    await this.#learn(this.api.open(this.#settingsPath));
    this.#home();
    this.#panel.focus();
  }

  /** LA-2. */
  async #speak() {
    const wishes = [this.shell.locale, document.documentElement.lang, ...(navigator.languages || []), this.settings?.locale];
    await this.try(() => speak(wishes));
  }

  #build() {
    this.#panel = new Panel(this.shell, () => this.close());
    this.#view = null;
    this.shell.root.prepend(this.#panel.node);
    if (this.shell.page) this.#home();
  }

  /** Shows the panel without taking the focus. @param {string | null} [id] */
  #reveal(id) {
    this.#panel.node.hidden = false;
    this.shell.opened(true);
    this.shell.float(true);
    if (id) this.#use(({ Talk }) => new Talk(this, id));
    else if (!this.#view || this.#view instanceof Home) this.#home();
    else this.#view.shown?.();
    this.#keepOpen();
    this.#draw();
    this.shell.emit('open');
    if (this.session.token && !this.conversations.loaded) this.try(() => this.#refresh());
  }

  #keepOpen() {
    if (this.shell.page || !this.#panel.open) return;
    const id = this.#view?.talks && !this.#view.id.startsWith('new:') ? this.#view.id : null;
    this.store.set('open', { at: Date.now(), id });
  }

  #hide() {
    this.#panel.node.hidden = true;
    this.#view?.leave?.();
    this.shell.opened(false);
    this.shell.float(false);
    this.shell.emit('close');
  }

  #home() {
    if (!this.#panel) return;
    if (this.#trouble) return this.#show(this.#troubleView());
    const waiting = this.conversations.sorted.filter((item) => item.unread);
    // Who is called by a badge wants the answer, not the list.
    if (waiting.length === 1 && !this.note && !this.#view && !this.shell.page) return this.#use(({ Talk }) => new Talk(this, waiting[0].id));
    this.#show(new Home(this));
    // Whoever comes here goes on; and the network may be gone by then.
    setTimeout(() => this.fetchViews().catch(() => {}), 300);
  }

  #troubleView() {
    if (this.shell.blocked()) return new Trouble(t('unavailable'), { label: t('elsewhere'), action: () => this.shell.elsewhere() });
    return new Trouble(t(this.#trouble), { label: t('retry'), action: () => this.#again() });
  }

  #show(view) {
    const focused = this.#panel.focused;
    this.#view = view;
    this.#panel.show(view, this.#headOf());
    // The page around steps back for a conversation.
    if (this.shell.page) this.shell.host.toggleAttribute('data-talking', Boolean(view.talks || view.asks));
    view.shown?.();
    this.#keepOpen();
    if (focused) this.#panel.focus();
  }

  #headOf() {
    const { settings } = this;
    if (!settings) return { name: '', title: '' };
    const { name, avatar, organisation, texts } = settings;
    const back = () => {
      this.#home();
      this.#panel.focus();
    };
    if (this.#view?.talks) {
      const { item } = this.#view;
      return { name, avatar: item?.avatar || avatar, title: item?.title || name, small: organisation, back };
    }
    if (this.#view?.asks) return { name, avatar, title: name, small: organisation, back };
    return { name, avatar, title: texts.greeting || t('greeting'), intro: texts.intro };
  }

  /** Many things change at once; they are drawn once. */
  #draw() {
    if (this.#drawing || !this.#panel) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      const { unread } = this.conversations;
      this.shell.count(unread);
      if (this.settings) this.shell.name(`${this.#panel.open ? t('opened') : this.settings.label || t('chatWith', { name: this.settings.name })}${unread ? `, ${t('unread', { count: unread })}` : ''}`);
      if (!this.#panel.open || !this.#view) return;
      this.#view.update();
      this.#panel.label(this.#headOf());
    });
  }
}
