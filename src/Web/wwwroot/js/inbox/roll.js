import { reconcile } from "../dom/reconcile.js";
import { Order } from "./order.js";

// Painted beyond each edge of what is seen, and how little of it may be left before it is painted anew.
const AHEAD = 1200;
const LEFT = 600;
// The next page is asked for so long before the end.
const END = 1500;
// A row before any was measured.
const USUAL = 88;

const NOTHING = new Set();

/**
 * LI-7: a list of any length. All rows have their place and their height; only those near what is seen are elements, and the one that
 * has the focus, wherever it is. The room of the others is margin (padding of what scrolls would keep it from being smaller).
 */
export class Roll {
  #root;
  #anchor;
  #item;
  #current;
  #order = new Order();
  #usual = USUAL;
  /** Whether these are all, or more can be read. */
  whole = false;

  /**
   * @param {HTMLElement} root
   * @param {import("./anchor.js").Anchor} anchor
   * @param {object} how
   * @param {(id: string, stop: boolean) => {key: string, signature: string, make: (old: any) => any}} how.item a row; the tab key stops at one of them
   * @param {() => string | null} how.current the one that is open
   * @param {() => void} how.moved it was scrolled, or has another size
   */
  constructor(root, anchor, { item, current, moved }) {
    this.#root = root;
    this.#anchor = anchor;
    this.#item = item;
    this.#current = current;
    root.addEventListener("scroll", () => {
      if (this.#isShort()) this.change();
      moved();
    }, { passive: true });
    new ResizeObserver(() => {
      this.change();
      moved();
    }).observe(root);
  }

  get size() {
    return this.#order.size;
  }

  get nearEnd() {
    const { scrollTop, clientHeight } = this.#root;
    return clientHeight > 0 && this.#order.total - scrollTop - clientHeight < END;
  }

  has(id) {
    return this.#order.has(id);
  }

  put(place) {
    this.#order.put(place, this.#usual);
  }

  remove(id) {
    this.#order.remove(id);
  }

  clear() {
    this.change(() => this.#order.clear());
    this.#anchor.reset();
  }

  /** The one some steps after another; the first where that one is not here. */
  beside(id, step) {
    const index = this.#order.index(id);
    return this.#order.idAt(index < 0 ? 0 : index + step);
  }

  /** A row's element, scrolled near where it is not. @returns {HTMLElement | null} */
  reveal(id) {
    const index = this.#order.index(id);
    if (index >= 0 && !this.#element(id)) {
      this.#root.scrollTop = this.#order.topOf(index) - this.#root.clientHeight / 2;
      this.change();
    }
    return this.#element(id);
  }

  /** Paints, after rows were put or removed; what is looked at stays where it is. @param {() => void} [edit] @param {Set<string>} [moving] whose places may be others afterwards */
  change(edit = () => {}, moving = NOTHING) {
    const order = this.#order;
    const wanted = this.#anchor.wanted(moving).map(row => ({ ...row, index: order.index(row.id), place: order.topOf(order.index(row.id)) }));
    const scrolled = this.#root.scrollTop;
    edit();
    const stays = wanted.find(row => order.has(row.id));
    const index = stays ? order.index(stays.id) : 0;
    this.#paint(stays ? scrolled + order.topOf(index) - stays.place : scrolled);
    if (stays) this.#anchor.moved(this.#element(stays.id).getBoundingClientRect().top - stays.top, stays.held, index !== stays.index);
  }

  #paint(scrolled) {
    const order = this.#order;
    const { clientHeight } = this.#root;
    order.fit(scrolled - AHEAD, scrolled + clientHeight + AHEAD);
    const indexes = this.#indexes();
    const ids = indexes.map(index => order.idAt(index));
    const current = this.#current();
    const stop = ids.includes(current) ? current : order.idAt(order.rowAt(scrolled));
    const focused = this.#focused();
    reconcile(this.#root, ids.map(id => this.#item(id, id === stop)));
    // A row that was made anew keeps the focus: without it a key press would go elsewhere.
    if (focused !== this.#focused()) /** @type {HTMLElement | null} */ (this.#element(focused)?.querySelector(".go"))?.focus({ preventScroll: true });
    // A list without the room of what is not painted would be too short to stay scrolled while its rows are measured.
    this.#space(indexes);
    // Hidden, on a phone, they have no height.
    if (clientHeight > 0 && this.#measure()) this.#space(indexes);
  }

  #indexes() {
    const { from, to } = this.#order;
    const near = Array.from({ length: to - from }, (_, step) => from + step);
    const focused = this.#order.index(this.#focused());
    if (focused < 0 || (focused >= from && focused < to)) return near;
    return focused < from ? [focused, ...near] : [...near, focused];
  }

  // The id of the row that has the focus.
  #focused() {
    const active = document.activeElement;
    return this.#root.contains(active) ? (active.closest("[data-id]")?.getAttribute("data-id") ?? null) : null;
  }

  // Whether one is of another height than was taken for it.
  #measure() {
    const heights = this.#rows().map(row => ({ id: row.dataset.id, height: row.getBoundingClientRect().height }));
    if (heights.length > 0) this.#usual = heights.reduce((sum, { height }) => sum + height, 0) / heights.length;
    return heights.filter(({ id, height }) => this.#order.measured(id, height)).length > 0;
  }

  #space(indexes) {
    const order = this.#order;
    const rows = this.#rows();
    let end = 0;
    for (const [step, row] of rows.entries()) {
      const index = indexes[step];
      room(row, "marginBlockStart", end === 0 ? order.topOf(index) : order.between(end, index));
      room(row, "marginBlockEnd", step === rows.length - 1 ? order.total - order.topOf(index + 1) : 0);
      told(row, "aria-posinset", index + 1);
      told(row, "aria-setsize", this.whole ? order.size : -1);
      end = index + 1;
    }
  }

  // Less than enough is painted on one side.
  #isShort() {
    const order = this.#order;
    const { scrollTop, clientHeight } = this.#root;
    if (clientHeight === 0) return false;
    return (order.from > 0 && order.above > scrollTop - LEFT) || (order.to < order.size && order.topOf(order.to) < scrollTop + clientHeight + LEFT);
  }

  /** @returns {HTMLElement[]} */
  #rows() {
    return [.../** @type {any} */ (this.#root.children)];
  }

  #element(id) {
    return this.#rows().find(row => row.dataset.id === id) ?? null;
  }
}

function room(row, side, height) {
  const wanted = height === 0 ? "" : `${height}px`;
  if (row.style[side] !== wanted) row.style[side] = wanted;
}

function told(row, name, value) {
  if (row.getAttribute(name) !== String(value)) row.setAttribute(name, value);
}
