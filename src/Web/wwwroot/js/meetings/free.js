import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { wallTime } from "../text/when.js";

const STEP = 15;
const ROW = 5;
const HOUR = 60;

/** A free time of the week that is pointed at is drawn, and a click asks for a meeting there; so does the heading of a day, by keys too. */
export class Free {
  #place;
  #ghost = h("div.ev.ghost.add", { "aria-hidden": "true" }, icon("plus", "s"), t("schedule"));

  /** @param {HTMLElement} place @param {(wish: {near?: number, day?: string}) => void} book */
  constructor(place, book) {
    this.#place = place;
    place.addEventListener("pointermove", event => this.#draw(event.pointerType === "touch" || event.buttons > 0 ? null : this.#at(event)));
    place.addEventListener("pointerleave", () => this.#draw(null));
    place.addEventListener("click", event => {
      const heading = /** @type {any} */ (event.target).closest("[data-book]");
      if (heading) return book({ day: heading.dataset.book });
      const at = this.#at(event);
      if (at) book({ near: at.start });
    });
  }

  /** Where nothing lies, neither a meeting nor a closed hour. */
  #at({ target, clientY }) {
    if (!target.matches(".day-col.hatched")) return null;
    const { first, last } = this.#place.querySelector(".cal").dataset;
    const { top, height } = target.getBoundingClientRect();
    const minute = Math.floor((((clientY - top) / height) * (last - first) * HOUR) / STEP) * STEP;
    const start = wallTime(target.dataset.day, first * HOUR + minute);
    return start > Date.now() ? { column: target, minute, start } : null;
  }

  #draw(at) {
    if (!at) return this.#ghost.remove();
    this.#ghost.style.gridRow = `${at.minute / ROW + 1} / span ${(2 * STEP) / ROW}`;
    if (this.#ghost.parentElement !== at.column) at.column.append(this.#ghost);
  }
}
