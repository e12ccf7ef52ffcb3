import { t } from "../text/text.js";

/**
 * LI-5: the row that the pointer or the focus is on stays where it is on the screen while others come and go, and keeps its place in the
 * order until it is left. Who has scrolled reads on likewise. What came in is then above the edge; a button says so, and leaving the
 * list, where nothing else was read, goes back to the top.
 */
export class Anchor {
  #rows;
  #button;
  #released;
  #over = null;
  #pushed = 0;
  #slack = 0;

  /** @param {HTMLElement} rows @param {HTMLElement} button @param {() => void} released no row, or another one, is held */
  constructor(rows, button, released) {
    this.#rows = rows;
    this.#button = button;
    this.#released = released;
    button.textContent = t("list.newer");
    rows.addEventListener("pointerover", event => this.#enter(/** @type {Element} */ (event.target).closest("[data-id]")));
    rows.addEventListener("pointerleave", () => this.#left());
    // A row that is made anew has the focus again a moment later.
    rows.addEventListener("focusout", event => queueMicrotask(() => (rows.contains(/** @type {Node} */ (event.relatedTarget) ?? document.activeElement) ? released() : this.#left())));
    rows.addEventListener("scroll", () => rows.scrollTop < 1 && this.#seen(), { passive: true });
    button.addEventListener("click", () => this.#top());
  }

  /** The id of the row that does not move. @returns {string | null} */
  get held() {
    return this.#held()?.dataset.id ?? null;
  }

  /** The rows that are to stay where they are; each counts only where those before it are gone. @param {Set<string>} moving */
  wanted(moving) {
    const held = this.held;
    const rows = this.#inSight();
    const kept = rows.filter(row => row.id === held).map(row => ({ ...row, held: true }));
    const read = this.#rows.scrollTop > 0 ? rows.filter(row => row.id !== held && !moving.has(row.id)).map(row => ({ ...row, held: false })) : [];
    return [...kept, ...read];
  }

  /** A row that is to stay stands elsewhere. @param {number} shift @param {boolean} held @param {boolean} came others came or went above it */
  moved(shift, held, came) {
    if (Math.abs(shift) < 1) return;
    const place = this.#rows.scrollTop + shift;
    this.#rows.scrollTop = place;
    const lacks = place - this.#rows.scrollTop;
    if (held && lacks >= 1) {
      // A short list cannot scroll that far: it gets the room it lacks below.
      this.#room(this.#slack + Math.ceil(lacks + this.#unfilled()));
      this.#rows.scrollTop = place;
    }
    if (came) this.#pushed = Math.max(0, this.#pushed + shift);
    this.#button.hidden = this.#pushed < 1;
  }

  reset() {
    this.#room(0);
    this.#seen();
  }

  #inSight() {
    const { top, bottom } = this.#rows.getBoundingClientRect();
    return [.../** @type {any} */ (this.#rows.children)]
      .map(row => ({ id: row.dataset.id, rect: row.getBoundingClientRect() }))
      .filter(({ rect }) => rect.bottom > top && rect.top < bottom)
      .map(({ id, rect }) => ({ id, top: rect.top }));
  }

  // How much of a list that is too short to scroll is empty.
  #unfilled() {
    const { scrollHeight, clientHeight, lastElementChild } = this.#rows;
    if (scrollHeight > clientHeight) return 0;
    return Math.max(0, this.#rows.getBoundingClientRect().bottom - lastElementChild.getBoundingClientRect().bottom - parseFloat(getComputedStyle(this.#rows).paddingBlockEnd));
  }

  #held() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-id]"));
    if (focused && this.#rows.contains(focused) && focused.matches(":has(:focus-visible)")) return focused;
    return this.#over && this.#rows.matches(":hover") ? this.#over : null;
  }

  #enter(row) {
    const other = row?.dataset.id !== this.#over?.dataset.id;
    this.#over = row;
    if (other) this.#released();
  }

  #left() {
    this.#over = null;
    if (this.#pushed > 0 && this.#rows.scrollTop <= this.#pushed + 1) this.#top();
    this.#room(0);
    this.#released();
  }

  #top() {
    this.#rows.scrollTop = 0;
    this.#seen();
  }

  #seen() {
    this.#pushed = 0;
    this.#button.hidden = true;
  }

  #room(slack) {
    this.#slack = slack;
    this.#rows.style.setProperty("--slack", `${slack}px`);
  }
}
