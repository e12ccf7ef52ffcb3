import { LONG_DAY, fromTo, inZone, zoneTime } from './at.js';
import { el, icon, uuid } from './dom.js';
import { FIELDS, Field, said } from './field.js';
import { Hold } from './hold.js';
import { met } from './meeting-texts.js';
import { PeopleField } from './people-field.js';
import { justTaken } from './slot.js';
import { t } from './texts.js';
import { whenText, whereText } from './when-texts.js';
import { Who } from './who.js';
import { placeOf } from './zones.js';

/** The second step: what it is about, and who comes (ME-1). What was typed stays, whatever happens to the time. */
export class Details {
  #app;
  #plan;
  #asks;
  #start = '';
  #busy = false;
  /** A try that may have arrived is repeated under its key, and books once (ME-25). */
  #last = { asked: '', body: '', key: '' };
  #facts = el('div.facts');
  #taken = el('div.notes');
  #subject;
  #people = new PeopleField();
  /** ME-13: where the host calls. */
  #phone = new Field('phone', true, FIELDS.phone);
  #who;
  #hold;
  #problem = el('p.banner.bad', { role: 'alert', hidden: true });
  #button = el('button.btn.primary.full', { type: 'button', onclick: () => this.#send() }, met('book'));

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Plan} plan @param {{ back: () => void, again: (words: string) => void, done: (meeting: any) => void }} asks */
  constructor(app, plan, asks) {
    this.#app = app;
    this.#plan = plan;
    this.#asks = asks;
    this.#subject = new Field('subject', true, { maxlength: 200, value: plan.wish.subject?.slice(0, 200) });
    this.#who = new Who(app);
    const back = el('button.btn.outline', { type: 'button', onclick: () => this.#back() }, met('choose'));
    const form = el('div.form', { role: 'form', 'aria-label': t('schedule') }, this.#taken, this.#subject.node, this.#who.node, this.#phone.node, this.#people.node, this.#problem, this.#button);
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.target.localName !== 'input') return;
      event.preventDefault();
      this.#send();
    });
    this.node = el('div.book.two', {}, el('div.host', {}, el('slot'), this.#facts, back), form);
    this.#hold = new Hold(app, plan, this.node);
  }

  /** @param {string} start */
  open(start) {
    this.#start = start;
    this.#taken.replaceChildren();
    this.#paint();
    this.#keep(start);
  }

  /** @param {string} start */
  async #keep(start) {
    const next = await this.#hold.take(start, this.#plan.duration);
    if (next && !this.#busy && start === this.#start) this.#offer(next);
  }

  #back() {
    this.#hold.give();
    this.#asks.back();
  }

  focus() {
    const fields = [this.#subject, ...this.#who.asked];
    (fields.find((field) => !field.value) || this.#subject).input.focus();
  }

  update() {
    const told = this.#problem.hasAttribute('data-offline');
    if (told === !this.#app.online) return;
    this.#say(told ? '' : whenText('offline'), !told);
  }

  get #end() {
    return new Date(Date.parse(this.#start) + this.#plan.duration * 60_000).toISOString();
  }

  #paint() {
    const { zone, host } = this.#plan;
    const fact = (sign, ...words) => el('p.fact', {}, icon(sign, 's'), el('span', {}, ...words));
    const day = inZone(this.#start, zone, { ...LONG_DAY, year: 'numeric' });
    const time = `${fromTo({ start: this.#start, end: this.#end }, zone)}, ${zoneTime(zone)}`;
    this.#facts.replaceChildren(fact('calendar', el('b', {}, day), el('br'), time), fact('chat', whereText(host)));
    this.#who.show();
    this.#phone.node.hidden = !this.#calls;
    this.#button.textContent = met('book');
  }

  get #calls() {
    return this.#plan.host.where?.kind === 'phone';
  }

  #check() {
    const right = this.#subject.check();
    const wrong = this.#who.wrong() || (this.#calls && !this.#phone.check() && this.#phone.input);
    const invited = this.#people.check();
    if (!right) this.#subject.input.focus();
    else if (wrong) wrong.focus();
    else if (!invited) this.#people.focus();
    return right && !wrong && invited;
  }

  async #send() {
    if (this.#busy || !this.#check()) return;
    this.#busy = true;
    this.#button.textContent = met('booking');
    this.#button.setAttribute('aria-disabled', 'true');
    this.#say('');
    try {
      await Promise.all([this.#who.introduce(), this.#hold.asked]);
      const meeting = await this.#post();
      this.#hold.give();
      this.#asks.done(meeting);
    } catch (error) {
      // Drawn anew before the focus goes to what is wrong.
      this.#paint();
      this.#refused(error);
    } finally {
      this.#busy = false;
      this.#button.removeAttribute('aria-disabled');
    }
  }

  async #post() {
    const { slug, wish, duration, zone } = this.#plan;
    const wanted = { start: this.#start, duration, subject: this.#subject.value, timeZone: zone, phone: this.#calls ? this.#phone.value : null, participants: this.#people.value, conversationId: wish.conversationId };
    const asked = JSON.stringify(wanted);
    if (this.#last.asked !== asked) this.#last = { asked, body: JSON.stringify({ ...wanted, hold: this.#hold.token }), key: uuid() };
    const { body } = this.#last;
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': this.#last.key };
    const answer = await this.#app.api.open(`/schedulers/${slug}/meetings`, { method: 'POST', body, headers });
    return answer.json();
  }

  /** @param {any} error */
  #refused(error) {
    const { status, slug, problem } = error;
    const errors = problem?.errors || {};
    const invited = Object.keys(errors).map((name) => /^participants\[(\d+)\]/.exec(name)).find(Boolean);
    if (slug === 'slot-taken') this.#instead(problem.next || []);
    else if (slug === 'too-many-meetings') this.#say(met('tooMany', { name: this.#plan.host.name }));
    else if (slug === 'slot-not-offered' || errors.start || errors.duration) this.#again();
    else if (status === 410) this.#say(whenText('closed'));
    else if (errors.timeZone) this.#noZone();
    else if (errors.subject) this.#wrong(this.#subject);
    else if (errors.phone) this.#wrong(this.#phone);
    else if (errors['guest.name'] || errors.name) this.#who.refuse(this.#who.name);
    else if (errors['guest.email'] || errors.email) this.#who.refuse(this.#who.email);
    else if (invited) this.#people.refuse(Number(invited[1]));
    else this.#failed(error);
  }

  /** @param {Field} field */
  #wrong(field) {
    field.refuse();
    field.input.focus();
  }

  #again() {
    this.#hold.give();
    this.#asks.again(whenText('again'));
  }

  #noZone() {
    this.#plan.forgetZone();
    this.#say(whenText('zoneUnknown', { place: placeOf(this.#plan.zone) }));
  }

  /** ME-25. @param {string[]} next */
  #instead(next) {
    this.#offer(next);
    (this.#taken.querySelector('button') || this.#subject.input).focus();
  }

  /** @param {string[]} next */
  #offer(next) {
    this.#plan.refresh();
    this.#taken.replaceChildren(...justTaken(this.#start, next, this.#plan.zone, (start) => this.#take(start)));
  }

  /** @param {string} start */
  #take(start) {
    this.open(start);
    this.#button.focus();
  }

  /** What goes by is tried again; a session that is over is begun anew by the same button. @param {any} error */
  #failed(error) {
    if (error.status === 401) this.#app.store.delete('session');
    else if (error.slug === 'not-available') return this.#app.try(() => Promise.reject(error));
    this.#say(this.#app.online ? said(error) : whenText('offline'), !this.#app.online);
    this.#problem.append(' ', el('button.link', { type: 'button', onclick: () => this.#send() }, t('retry')));
  }

  /** @param {string} words @param {boolean} [offline] It goes by itself. */
  #say(words, offline) {
    this.#problem.replaceChildren(words);
    this.#problem.hidden = !words;
    this.#problem.toggleAttribute('data-offline', Boolean(offline));
  }
}
