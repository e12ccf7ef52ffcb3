import { day, minuteOf } from "../text/when.js";
import { beside } from "./link.js";

/** One of the meetings takes part in the order of the Tab key; arrows go to the others, a click or Enter opens one. */
export class Roving {
  #place;
  #list;
  /** @type {string | null} */
  current = null;

  /** @param {HTMLElement} place @param {{list: () => any[], open: (id: string) => void}} how */
  constructor(place, { list, open }) {
    this.#place = place;
    this.#list = list;
    place.addEventListener("click", event => this.#click(event, open));
    place.addEventListener("keydown", event => this.#key(event));
    place.addEventListener("focusin", event => this.#focused(event));
  }

  /** Before the links are painted. @param {any[]} meetings */
  among(meetings) {
    if (!meetings.some(meeting => meeting.id === this.current)) this.current = meetings[0]?.id ?? null;
  }

  focus() {
    this.#link(this.current)?.focus();
  }

  /** @returns {any} */
  #link(id) {
    return this.#place.querySelector(`[data-id="${CSS.escape(id ?? "")}"]`);
  }

  #click(event, open) {
    const link = event.target.closest("[data-id]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link.dataset.id);
  }

  #focused(event) {
    const id = event.target.closest("[data-id]")?.dataset.id;
    if (!id || id === this.current) return;
    const before = this.#link(this.current);
    if (before) before.tabIndex = -1;
    this.current = id;
    this.#link(id).tabIndex = 0;
  }

  #key(event) {
    const id = event.target.closest("[data-id]")?.dataset.id;
    if (!id || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const order = this.#list().map(({ id, start }) => ({ id, day: day(start), minute: minuteOf(start) }));
    const next = beside(order, id, event.key, getComputedStyle(this.#place).direction === "rtl");
    if (!next) return;
    event.preventDefault();
    this.#link(next.id)?.focus();
  }
}
