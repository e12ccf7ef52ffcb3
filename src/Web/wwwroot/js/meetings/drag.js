import { h } from "../dom/h.js";
import { isOpen } from "../inbox/meeting.js";
import { minuteOf, range, wallTime } from "../text/when.js";

const STEP = 15;
const HOUR = 60;
// A click trembles.
const FAR = 6;
const KEYS = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * Takes a meeting to another time of the week that is shown: with the mouse, or with Shift and the arrows, then Enter or Esc. A finger scrolls.
 * Where it would lie is drawn beside it; nothing is sent before the agent has said yes.
 */
export class Drag {
  #place;
  #how;
  #ghost = h("div.ev.ghost", { "aria-hidden": "true" });
  /** @type {{meeting: any, link: HTMLElement, column: number, minute: number, grab: number | null} | null} */
  #on = null;
  /** @type {{meeting: any, link: HTMLElement, x: number, y: number} | null} */
  #pressed = null;

  /** @param {HTMLElement} place @param {{get: (id: string) => any, move: (meeting: any, start: string) => void, say: (text: string) => void}} how */
  constructor(place, how) {
    this.#place = place;
    this.#how = how;
    place.addEventListener("pointerdown", event => this.#press(event));
    place.addEventListener("dragstart", event => this.#pressed && event.preventDefault());
    place.addEventListener("keydown", event => this.#key(event), true);
    place.addEventListener("focusout", () => this.#on?.grab === null && this.#end());
    addEventListener("pointermove", event => this.#pull(event));
    addEventListener("pointerup", () => this.#release());
    addEventListener("pointercancel", () => this.#end());
    addEventListener("keydown", event => event.key === "Escape" && this.#on && (event.stopPropagation(), this.#end()), true);
  }

  /** The week was painted anew. */
  painted() {
    if (this.#on) this.#draw();
  }

  #press(event) {
    const found = event.button === 0 && event.pointerType !== "touch" ? this.#movable(event) : null;
    this.#pressed = found && { ...found, x: event.clientX, y: event.clientY };
  }

  #movable(event) {
    const link = event.target.closest(".day-col [data-id]");
    const meeting = link && this.#how.get(link.dataset.id);
    return meeting && isOpen(meeting) ? { meeting, link } : null;
  }

  #pull({ clientX, clientY }) {
    const pressed = this.#pressed;
    if (pressed && !this.#on && Math.hypot(clientX - pressed.x, clientY - pressed.y) > FAR) {
      this.#begin(pressed, pressed.y - pressed.link.getBoundingClientRect().top);
    }
    if (this.#on?.grab === null || !this.#on) return;
    const boxes = this.#columns().map(column => column.getBoundingClientRect());
    const over = boxes.findIndex(({ left, right }) => clientX >= left && clientX < right);
    if (over >= 0) this.#on.column = over;
    const { first, last } = this.#bounds();
    const { top, height } = boxes[this.#on.column];
    this.#to(first + ((clientY - this.#on.grab - top) / height) * (last - first));
  }

  #begin({ meeting, link }, grab) {
    this.#on = { meeting, link, grab, column: this.#columns().indexOf(link.closest(".day-col")), minute: minuteOf(meeting.start) };
  }

  #to(minute) {
    const { first, last } = this.#bounds();
    const latest = Math.max(first, last - this.#on.meeting.duration);
    this.#on.minute = Math.min(latest, Math.max(first, Math.round(minute / STEP) * STEP));
    this.#draw();
  }

  #draw() {
    const { meeting, column, minute } = this.#on;
    const { first } = this.#bounds();
    const start = this.#start();
    const text = range(start, start + meeting.duration * 60_000);
    this.#ghost.style.gridRow = `${(minute - first) / 5 + 1} / span ${Math.ceil(meeting.duration / 5)}`;
    if (this.#ghost.textContent !== text) {
      this.#ghost.textContent = text;
      this.#how.say(text);
    }
    const place = this.#columns()[column];
    if (this.#ghost.parentElement !== place) place.append(this.#ghost);
  }

  #key(event) {
    if (event.key === "Enter" && this.#on?.grab === null) {
      event.preventDefault();
      event.stopPropagation();
      return this.#drop();
    }
    const step = event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey ? KEYS[event.key] : undefined;
    const found = step && this.#movable(event);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.#on) this.#begin(found, null);
    const aside = getComputedStyle(this.#place).direction === "rtl" ? -step[0] : step[0];
    this.#on.column = Math.min(this.#columns().length - 1, Math.max(0, this.#on.column + aside));
    this.#to(this.#on.minute + step[1]);
  }

  #release() {
    this.#pressed = null;
    if (!this.#on || this.#on.grab === null) return;
    // What was pulled is not opened as well: the click of this press comes before anything else.
    addEventListener("click", swallow, true);
    setTimeout(() => removeEventListener("click", swallow, true));
    this.#drop();
  }

  #drop() {
    const { meeting } = this.#on;
    const start = this.#start();
    this.#end();
    if (start !== Date.parse(meeting.start)) this.#how.move(meeting, new Date(start).toISOString());
  }

  #end() {
    this.#pressed = null;
    if (!this.#on) return;
    this.#on = null;
    this.#ghost.remove();
    this.#ghost.textContent = "";
    this.#how.say("");
  }

  #start() {
    return wallTime(this.#columns()[this.#on.column].dataset.day, this.#on.minute);
  }

  /** @returns {HTMLElement[]} */
  #columns() {
    return [...this.#place.querySelectorAll(".day-col")];
  }

  /** In minutes of the day. */
  #bounds() {
    const { first, last } = this.#place.querySelector(".cal").dataset;
    return { first: Number(first) * HOUR, last: Number(last) * HOUR };
  }
}

const swallow = event => {
  event.preventDefault();
  event.stopPropagation();
};
