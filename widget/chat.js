import { Api, ApiError } from './api.js';
import { Conversations } from './conversations.js';
import { adopt, uuid } from './dom.js';
import { Line } from './line.js';
import { Outbox } from './outbox.js';
import { Session } from './session.js';
import { Sound } from './sound.js';
import { Stage } from './stage.js';
import { Store } from './storage.js';
import { CHAT_STYLES } from './styles.js';
import { Tabs } from './tabs.js';
import { speak } from './texts.js';

/** @param {Shell} shell @param {Promise<Response>} answer The settings, already asked for. */
export async function start(shell, answer) {
  const chat = new Chat(shell);
  await chat.begun(answer);
  return chat;
}

/** The chat behind the launcher, or on a page of its own: it joins the parts and says to each what happened to the others. */
export class Chat {
  #tabs;
  #line;
  #stage;
  #sound = new Sound();
  #refreshing = null;
  #guest;
  emoji = this.#with('picker');
  files = this.#with('files');
  meetings = this.#with('meeting');
  more = this.#with('more');
  /** @type {Settings} */
  settings;
  /** Why there are no settings: a text's name. @type {string | null} */
  trouble = null;
  /** A text's name, told on the first view. @type {any} */
  note = null;

  /** @param {Shell} shell */
  constructor(shell) {
    this.shell = shell;
    this.store = shell.store || new Store(`xbees:${shell.key || shell.slug}:`);
    this.session = new Session(this.store, shell.slug ? { link: shell.slug } : { widget: shell.key });
    this.#guest = this.session.guest?.id;
    this.api = this.session.api = new Api(shell.base, () => this.session.token);
    const hear = (message) => message.type === 'event' && this.#line.hear(message.event);
    this.#tabs = new Tabs(this.store.prefix + shell.base, hear, () => this.store.refused);
    this.conversations = new Conversations(this.api, this.session);
    this.outbox = new Outbox(this.store, this.api, this.#tabs);
    this.#line = new Line(this.api, this.#tabs);
    this.#stage = new Stage(this);
    this.#wire();
  }

  /** @param {Promise<Response>} answer */
  async begun(answer) {
    adopt(this.shell.root, CHAT_STYLES);
    await this.#learn(answer);
    await this.#speak();
    this.#stage.build();
    this.#tabs.join();
    await this.identify();
    this.#join();
    this.#stage.follow();
  }

  get online() {
    return navigator.onLine && !this.#line.lost;
  }

  get opened() {
    return this.#stage.open;
  }

  get reading() {
    return this.#stage.reading;
  }

  /** @param {unknown} [opener] The page's own button, to which the focus returns. */
  open(opener) {
    const was = this.#stage.open;
    this.#stage.show(opener);
    if (this.trouble && !was) this.again();
  }

  close() {
    this.#stage.hide();
  }

  toggle() {
    if (this.#stage.open) this.close();
    else this.open();
  }

  async setLocale() {
    await this.#speak();
    this.#stage.build();
  }

  /** GU-9: ends the session on every tab, and forgets what is kept here. */
  async shutdown() {
    if (this.session.token) {
      await this.api.call('DELETE', '/sessions/current').catch((error) => {
        // Ended already, or out of reach: what is kept in this browser goes all the same.
        console.warn('XBees: the session could not be ended on the server', error);
      });
    }
    this.shell.who = null;
    this.close();
    this.forget();
  }

  /** What goes wrong in passing is shown by the state of the line and of the letters; a dead session ends the chat. @param {() => any} action */
  async try(action) {
    try {
      return await action();
    } catch (error) {
      if (error.status === 401) this.#ended();
      else if (error.slug === 'not-available') {
        // SP-2: nothing is shown but that. The session stays here, by which whoever comes again is known.
        this.trouble = 'unavailable';
        this.forget(true);
      } else if (error instanceof ApiError || error instanceof TypeError) console.warn('XBees:', error.message);
      else throw error;
    }
  }

  /** *Start new conversation*: the form first, if the widget asks for something and does not know it yet. */
  async begin() {
    const { name, email, phone, consent } = this.settings.fields;
    await this.identify();
    const asks = consent || [name, email, phone].some((field) => field && field !== 'hidden');
    if (this.session.token || !asks) return this.openConversation(`new:${uuid()}`);
    await this.#stage.ask();
    this.#stage.focus();
  }

  /** GU-3, GU-14: what the website says of its user, where it says anything. */
  async identify() {
    if (this.shell.who && !this.trouble) await this.more(({ takeIdentity }) => takeIdentity(this));
  }

  /** @param {Record<string, unknown>} [guest] What the form asked for. */
  async greet(guest) {
    await this.session.begin(guest, this.shell.who);
    this.#rejoin();
  }

  /** The address is proven, and the session's guest may be another one now (GU-3). @param {Guest} guest */
  become(guest) {
    this.session.keep(guest);
    this.#rejoin();
    this.tell(null);
  }

  confirm() {
    return this.more(({ CodeView }) => this.#stage.put(new CodeView(this)));
  }

  /** *Schedule a meeting*, or another time for one (ME-1, ME-5). @param {any} wish */
  async book(wish) {
    this.note = null;
    await this.#stage.book(wish);
    this.#stage.focus();
  }

  /** @param {string} name @returns {(use: (part: any) => any) => Promise<any>} */
  #with(name) {
    return (use) => this.try(async () => use(await this.#stage.part(name)));
  }

  /** @param {string} id */
  async openConversation(id) {
    this.note = null;
    await this.#stage.talk(id);
    this.#stage.focus();
  }

  /** @param {string | null} note A text's name. */
  tell(note) {
    this.note = note;
    this.#stage.home();
  }

  /** Earlier conversations; what could not be sent yet comes first. */
  earlier() {
    const { name, avatar } = this.settings;
    const begun = new Map();
    for (const letter of this.outbox.all()) {
      if (letter.conversation.startsWith('new:')) {
        begun.set(letter.conversation, { id: letter.conversation, title: name, avatar, lastMessage: { text: letter.text, author: { kind: 'guest' }, files: [] } });
      }
    }
    return [...begun.values(), ...this.conversations.sorted];
  }

  /** The panel has opened. Whom another tab's website vouches for is that tab's to say (GU-14). @param {boolean} [elsewhere] */
  seen(elsewhere) {
    if (this.session.token) {
      if (!this.conversations.loaded) this.try(() => this.#refresh());
    } else if (!elsewhere) this.identify();
  }

  async again() {
    await this.#learn(this.api.open(this.shell.slug ? `/links/${this.shell.slug}` : `/widgets/${this.shell.key}/settings`));
    this.#stage.home();
    this.#stage.focus();
    this.#join();
  }

  #wire() {
    const draw = () => this.#stage.draw();
    this.conversations.addEventListener('change', draw);
    this.conversations.addEventListener('removed', (event) => this.#removed(event.detail));
    this.conversations.addEventListener('message', (event) => this.#heard(event.detail));
    this.outbox.addEventListener('change', draw);
    this.outbox.before = () => (this.session.token ? Promise.resolve() : this.greet());
    this.outbox.over = () => this.#ended();
    this.outbox.after = (conversation, answer) => this.#taken(conversation, answer);
    this.#line.addEventListener('state', draw);
    this.#line.addEventListener('return', () => this.#join());
    this.#line.addEventListener('event', ({ detail }) => this.try(() => this.#event(detail)));
    addEventListener('online', () => (draw(), this.try(() => this.outbox.flush())));
    addEventListener('offline', draw);
    document.addEventListener('visibilitychange', draw);
    addEventListener('storage', (event) => event.key?.startsWith(this.store.prefix) && this.#elsewhere(event.key.slice(this.store.prefix.length)));
  }

  /** With the session of another guest nothing of the one before may be seen, and their line ends (GU-14). */
  #rejoin() {
    const id = this.session.guest?.id;
    if (this.#guest && id !== this.#guest) this.forget(true);
    this.#guest = id;
    this.#join();
  }

  /** The live line, and what was missed: by the tab that holds it when it is ready, by every other at once. */
  async #join() {
    if (this.session.token) {
      const taken = await this.#tabs.taken('line');
      this.#line.start();
      if (taken) this.try(() => this.#refresh());
    }
    this.try(() => this.outbox.flush());
  }

  /** @param {boolean} [anew] What is being read was asked for before the line stood, and may be older than what comes by it. */
  #refresh(anew) {
    if (anew || !this.#refreshing) {
      const reading = this.conversations.refresh().finally(() => this.#refreshing === reading && (this.#refreshing = null));
      this.#refreshing = reading;
    }
    return this.#refreshing;
  }

  /** @param {import('./sse.js').ServerEvent} event */
  async #event({ event, data }) {
    // Whether it is over, or the guest is shut out, says the answer to whatever is asked next.
    if (event === 'session.ended') return this.session.token && this.api.get('/me').then(() => this.#join());
    if (event === 'ready' || event === 'reset') {
      if (event === 'reset') this.#line.forget();
      this.try(() => this.outbox.flush());
      return this.#refresh(true);
    }
    return this.conversations.apply(event, JSON.parse(data));
  }

  /** Another tab of the site changed what both keep (WI-14). @param {string} name */
  #elsewhere(name) {
    if (name === 'session') {
      if (this.session.token) this.#rejoin();
      else this.#ended(true);
    } else if (name === 'open') this.#stage.follow(true);
    this.#stage.draw();
  }

  /** The server has taken a letter. @param {string} id @param {any} answer */
  async #taken(id, answer) {
    const begins = id.startsWith('new:');
    const into = begins ? answer.id : answer.conversationId;
    if (!into) return this.conversations.apply('message.created', { conversationId: id, message: answer });
    // ST-3: the server may have gone on with a new one, and the guest goes on there.
    if (begins) this.conversations.put(answer);
    else await this.conversations.fetch(into);
    this.#stage.rename(id, into);
    await this.try(() => this.conversations.thread(into).load());
    this.shell.emit('conversation', { id: into });
  }

  /** @param {{ id: string, message: any }} detail */
  #heard({ id, message }) {
    this.shell.emit('message', { conversation: id, text: message.text, author: message.author?.name });
    if (this.reading && this.#stage.shows(id) && document.hasFocus()) return;
    // Both times are the server's: a guest's clock may be hours off (C25).
    if (message.createdAt < (this.conversations.items.get(id)?.mutedUntil ?? '')) return;
    // One tab rings for all.
    this.#tabs.alone('sound', async () => this.#sound.play(), { ifAvailable: true });
  }

  /** @param {string} id */
  #removed(id) {
    if (this.#stage.shows(id)) this.tell('gone');
  }

  /** Removed, ended elsewhere or expired (GU-9). What was not sent becomes the draft of the next conversation. */
  #ended(elsewhere = false) {
    const unsent = this.outbox.all().map((letter) => letter.text);
    const had = this.conversations.items.size > 0 || unsent.length > 0;
    this.forget(elsewhere);
    if (unsent.length) this.store.set('draft:new', unsent.join('\n\n'));
    this.tell(!had ? null : this.shell.joined ? 'gone' : 'ended');
  }

  /** What is kept here of the guest. Another tab that did so may have begun anew already: what it keeps is its own. */
  forget(elsewhere = false) {
    const look = this.store.get('look');
    this.#line.stop();
    this.#line.forget();
    if (!elsewhere) {
      // Other tabs close before they hear of the session's end: what they show then is not kept open for the next guest.
      this.store.delete('open');
      this.store.clear();
    }
    if (look) this.store.set('look', look);
    this.conversations.clear();
    this.#stage.clear();
    this.#stage.draw();
  }

  /** @param {Promise<Response>} answer */
  async #learn(answer) {
    try {
      const response = await answer;
      if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null), 0);
      this.settings = await response.json();
      this.trouble = null;
      if (!this.shell.page) {
        this.store.set('look', this.settings);
        this.shell.draw(this.settings);
      }
    } catch (error) {
      const passes = !(error instanceof ApiError) || error.passing;
      // Who was here before goes on with what is known of the widget: their unsent messages are here.
      const known = passes && !this.shell.blocked() && this.session.token && this.store.get('look');
      if (known) this.settings = known;
      this.trouble = known ? null : passes ? 'trouble' : 'unavailable';
      console.error('XBees: the settings of the chat could not be read', error);
      if (this.shell.blocked()) this.shell.elsewhere();
    }
  }

  /** LA-2. */
  async #speak() {
    const wishes = [this.shell.locale, document.documentElement.lang, ...(navigator.languages || []), this.settings?.locale];
    await this.try(() => speak(wishes));
  }
}
