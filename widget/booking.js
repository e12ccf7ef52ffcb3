import { BOOKING_STYLES } from './booking-styles.js';
import { pickText } from './booking-texts.js';
import { el } from './dom.js';
import { FIELD_STYLES } from './field-styles.js';
import { Pick } from './pick.js';
import { Plan } from './plan.js';
import { t } from './texts.js';
import { whenText } from './when-texts.js';

/** A meeting is booked, or moved (ME-1, ME-5): a time first, then who and why, then what came of it. */
class Booking {
  asks = true;
  wide = true;
  small = t('schedule');
  /** Where one came from; null: nowhere, undefined: from home. */
  back;
  #app;
  #plan;
  #pick;
  /** @type {any} */
  #details = null;
  /** @type {any} */
  #step;
  #moving = false;

  /** @param {import('./chat.js').Chat} app @param {import('./plan.js').Wish} wish */
  constructor(app, wish) {
    const { conversationId, arrived, meeting } = wish;
    this.#app = app;
    this.#plan = new Plan(app, wish);
    this.back = arrived ? null : conversationId ? () => app.openConversation(conversationId) : undefined;
    this.#pick = new Pick(app, this.#plan, { take: (start) => (meeting ? this.#move(start) : this.#ask(start)), word: pickText(meeting ? 'move' : 'next') });
    this.node = el('div.body.booking');
    this.#put(this.#pick);
    // Whoever looks at times goes on.
    app.meetings(() => {});
  }

  focus() {
    this.#step.focus();
  }

  update() {
    this.#step.update();
  }

  /** @param {any} step @param {boolean} [follow] The focus comes along. */
  #put(step, follow) {
    this.#step = step;
    this.node.replaceChildren(step.node);
    this.node.scrollTop = 0;
    if (follow) step.focus();
  }

  /** @param {string} start */
  async #ask(start) {
    const back = () => this.#put(this.#pick, true);
    const again = (words) => {
      this.#plan.refresh();
      this.#pick.again(words);
      back();
    };
    const parts = await this.#parts();
    if (!parts) return;
    this.#details ||= new parts.Details(this.#app, this.#plan, { back, again, done: (meeting) => this.#end(parts, meeting) });
    this.#details.open(start);
    this.#put(this.#details, true);
  }

  /** @param {string} start */
  async #move(start) {
    const parts = !this.#moving && (await this.#parts());
    if (!parts) return;
    this.#moving = true;
    try {
      this.#end(parts, await parts.change(this.#app, 'PATCH', this.#plan.wish.meeting, { start, duration: this.#plan.duration }));
    } catch (error) {
      this.#plan.refresh();
      if (error.slug === 'slot-taken') this.#pick.taken(start, error.problem.next || []);
      else this.#pick.again(error.status === 422 ? whenText('again') : parts.whyNot(this.#app, error));
    } finally {
      this.#moving = false;
    }
  }

  /** What the next step needs; where it does not come, the time that was chosen stays. */
  async #parts() {
    const parts = await this.#app.meetings((it) => it);
    if (!parts) this.#pick.tell(t('trouble'));
    return parts;
  }

  #end(parts, meeting) {
    this.#put(new parts.Booked(this.#app, this.#plan, meeting), true);
  }
}

/** What somebody needs who wants a meeting; what comes of it is a part of its own. */
export const booking = { Booking, styles: FIELD_STYLES + BOOKING_STYLES };
