/** @typedef {{id: string, pinned: boolean, at: number}} Place what the order is made from */

/** @param {any} conversation @returns {Place} */
export const placeOf = ({ id, pinned, lastActivityAt }) => ({ id, pinned: Boolean(pinned), at: Date.parse(lastActivityAt) });

/** Pinned first, then the last activity (LI-1). @param {Place} a @param {Place} b */
export const compare = (a, b) => Number(b.pinned) - Number(a.pinned) || b.at - a.at || Number(a.id < b.id) - Number(a.id > b.id);

/**
 * Rows in their order, each with its height, of which only those from `from` up to `to` are painted. Everything is kept with each
 * change, so that neither a page nor a live event counts through all rows.
 */
export class Order {
  /** @type {(Place & {height: number})[]} */
  #rows = [];
  #byId = new Map();
  from = 0;
  to = 0;
  /** How high the rows before `from` are. */
  above = 0;
  /** How high all rows are. */
  total = 0;

  get size() {
    return this.#rows.length;
  }

  has(id) {
    return this.#byId.has(id);
  }

  /** @param {number} index @returns {string | null} */
  idAt(index) {
    return this.#rows[index]?.id ?? null;
  }

  index(id) {
    const row = this.#byId.get(id);
    return row ? this.#placeOf(row) : -1;
  }

  /** @param {Place} place @param {number} height what it is taken for until it is measured */
  put(place, height) {
    const known = this.#byId.get(place.id);
    if (known && compare(known, place) === 0) return;
    if (known) this.remove(place.id);
    const row = { ...place, height: known?.height ?? height };
    const index = this.#placeOf(row);
    this.#rows.splice(index, 0, row);
    this.#byId.set(row.id, row);
    this.#shift(index, 1, row.height);
  }

  remove(id) {
    const row = this.#byId.get(id);
    if (!row) return;
    const index = this.#placeOf(row);
    this.#rows.splice(index, 1);
    this.#byId.delete(id);
    this.#shift(index, -1, -row.height);
  }

  clear() {
    this.#rows = [];
    this.#byId.clear();
    this.from = this.to = this.above = this.total = 0;
  }

  /** Whether that is another height than it was taken for. @param {string} id @param {number} height */
  measured(id, height) {
    const row = this.#byId.get(id);
    const grown = height - row.height;
    if (grown === 0) return false;
    row.height = height;
    this.total += grown;
    if (this.#placeOf(row) < this.from) this.above += grown;
    return true;
  }

  /** Chooses what is painted: the rows between two heights. */
  fit(top, bottom) {
    const rows = this.#rows;
    while (this.from > 0 && (this.above > top || this.from >= rows.length)) this.above -= rows[--this.from].height;
    while (this.from < rows.length - 1 && this.above + rows[this.from].height <= top) this.above += rows[this.from++].height;
    if (this.from === 0) this.above = 0;
    this.to = this.from;
    for (let end = this.above; this.to < rows.length && end < bottom; this.to++) end += rows[this.to].height;
  }

  /** The painted row at a height. */
  rowAt(height) {
    let index = this.from;
    for (let end = this.above; index < this.to - 1; index++) {
      end += this.#rows[index].height;
      if (end > height) break;
    }
    return index;
  }

  /** Where a row begins; its way is counted from the painted ones. */
  topOf(index) {
    return this.above + this.between(this.from, index);
  }

  /** How high the rows from one up to another are, negative backwards. */
  between(from, to) {
    let height = 0;
    for (let index = from; index < to; index++) height += this.#rows[index].height;
    for (let index = to; index < from; index++) height -= this.#rows[index].height;
    return height;
  }

  #placeOf(place) {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.#rows[middle], place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // One came or went before the painted rows, among them, or after them.
  #shift(index, count, height) {
    this.total += height;
    if (index < this.from) {
      this.from += count;
      this.to += count;
      this.above += height;
    } else if (index < this.to) this.to += count;
  }
}
