import { skeleton } from "../dom/skeleton.js";
import { Anchor } from "./anchor.js";
import { asked } from "./filter.js";
import { compare, placeOf } from "./order.js";
import { empty, failed } from "./placeholder.js";
import { Roll } from "./roll.js";
import { row, signature } from "./row.js";
import { belongs } from "./views.js";

const PAGE = 50;
const PAUSE = 2000;

/** The list of one view, a page at a time as it is scrolled. */
export class ConversationList {
  #rows;
  #state;
  #context;
  #anchor;
  #roll;
  /** Those of the view as far as it is read, whether they still belong to it or not. */
  #ids = new Set();
  /** Whose place is to be found anew at the next painting. */
  #moving = new Set();
  /** What changed while a view's beginning is read, and may be missing there. */
  #early = null;
  #next = null;
  /** Up to where the view is read; null where nothing is left. */
  #edge = null;
  #view = "";
  /** @type {import("./filter.js").Filter} */
  #filter = {};
  #turn = 0;
  #loading = false;
  #failed = false;
  #openId = null;

  /** @param {HTMLElement} root @param {any} context api, me, address, conversations, typing */
  constructor(root, context) {
    this.#rows = root.querySelector(".convs");
    this.#state = root.querySelector("[data-banner]");
    this.#context = context;
    this.#anchor = new Anchor(this.#rows, root.querySelector("[data-newer]"), () => this.#moving.size > 0 && this.#soon());
    this.#roll = new Roll(this.#rows, this.#anchor, { item: (id, stop) => this.#item(id, stop), current: () => context.address.id, moved: () => this.#more() });
    this.#rows.addEventListener("keydown", event => this.#keys(event));
    this.#rows.addEventListener("click", event => this.#click(event));
    for (const type of ["changed", "removed"]) context.conversations.addEventListener(type, ({ detail }) => this.#changed(type, detail.id));
    context.typing.addEventListener("change", () => this.#soon());
    setInterval(() => this.#tick(), 30_000);
  }

  /** Shows a view from its beginning; the same again is read afresh in place. @param {string} view @param {import("./filter.js").Filter} filter */
  async open(view, filter) {
    const turn = ++this.#turn;
    const same = view === this.#view && JSON.stringify(filter) === JSON.stringify(this.#filter);
    this.#view = view;
    this.#filter = filter;
    this.#early = new Set();
    this.#failed = false;
    if (!same) {
      this.#ids.clear();
      this.#moving.clear();
      this.#next = this.#edge = null;
      this.#roll.clear();
    }
    const slow = setTimeout(() => !same && turn === this.#turn && this.#showState(skeleton(6)), 300);
    this.#rows.setAttribute("aria-busy", "true");
    try {
      const page = await this.#ask(`view=${view}${asked(filter)}`);
      if (turn !== this.#turn) return;
      if (same) this.#forget();
      this.#take(page);
    } catch (problem) {
      if (turn !== this.#turn || problem.status === 401 || this.#ids.size > 0) return;
      this.#failed = true;
      this.#showState(failed(problem, () => this.open(this.#view, this.#filter)));
    } finally {
      clearTimeout(slow);
      if (turn === this.#turn) {
        this.#late();
        this.#rows.setAttribute("aria-busy", "false");
      }
    }
    this.#more();
  }

  #ask(query) {
    const { api, conversations } = this.#context;
    return conversations.page(api.get(`/conversations?${query}&limit=${PAGE}`));
  }

  /** The conversation before or after another one in this order. */
  beside(id, step) {
    return this.#roll.beside(id, step);
  }

  focus(id) {
    /** @type {HTMLElement | null | undefined} */ (this.#roll.reveal(id)?.querySelector(".go"))?.focus();
  }

  render() {
    const { address } = this.#context;
    this.#waiting = false;
    // Unread keeps the one that is open.
    if (address.id !== this.#openId) for (const id of [this.#openId, (this.#openId = address.id)]) if (id !== null) this.#moving.add(id);
    const { held } = this.#anchor;
    this.#roll.change(() => this.#place(held), this.#moving);
    this.#paintState();
  }

  #paintState() {
    if (this.#roll.size > 0) this.#showState(null);
    else if (!this.#failed && this.#turn > 0 && this.#rows.getAttribute("aria-busy") !== "true") this.#showState(this.#loading ? null : empty(this.#view, this.#filter, this.#context));
  }

  #place(held) {
    for (const id of this.#moving) {
      const conversation = this.#ids.has(id) ? this.#context.conversations.get(id) : null;
      const here = conversation !== null && this.#belongs(conversation);
      if (here && id === held && this.#roll.has(id)) continue;
      this.#moving.delete(id);
      if (here) this.#roll.put(placeOf(conversation));
      else this.#roll.remove(id);
    }
  }

  #belongs(conversation) {
    const { me, address } = this.#context;
    return belongs(this.#view, conversation, me, this.#filter) || (conversation.id === address.id && this.#view === "unread");
  }

  #item(id, tabbable) {
    const { me, address, conversations, typing } = this.#context;
    const conversation = conversations.get(id);
    const how = { me, now: Date.now(), current: id === address.id, typing: typing.line(id), tabbable };
    return { key: id, signature: `${this.#view}${signature(conversation, how)}`, make: () => row(conversation, { ...how, href: address.href({ id }) }) };
  }

  #take(page) {
    const { conversations } = this.#context;
    this.#next = page.next;
    this.#edge = page.next === null ? null : placeOf(page.items.at(-1));
    this.#roll.whole = page.next === null;
    for (const { id } of page.items) {
      this.#ids.add(id);
      this.#moving.add(id);
    }
    this.#rows.setAttribute("aria-busy", "false");
    for (const conversation of page.items) conversations.put(conversation);
    this.#late();
    this.render();
  }

  #late() {
    for (const id of this.#early ?? []) if (this.#context.conversations.get(id)) this.#known(id);
    this.#early = null;
    this.#soon();
  }

  #forget() {
    for (const id of this.#ids) this.#moving.add(id);
    this.#ids.clear();
  }

  async #more() {
    if (this.#loading) return;
    this.#loading = true;
    try {
      while (this.#next !== null && this.#roll.nearEnd) await this.#page();
    } finally {
      this.#loading = false;
    }
  }

  async #page() {
    const turn = this.#turn;
    try {
      const page = await this.#ask(`view=${this.#view}${asked(this.#filter)}&after=${encodeURIComponent(this.#next)}`);
      if (turn === this.#turn) this.#take(page);
    } catch (problem) {
      if (problem.status === 401) this.#next = null;
      else if (!problem.passing) throw problem;
      else await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
  }

  #changed(type, id) {
    if (type === "removed") this.#ids.delete(id);
    else if (this.#early) this.#early.add(id);
    else this.#known(id);
    this.#moving.add(id);
    this.#soon();
  }

  // Beyond the pages read so far it will come, or come again, with its page.
  #known(id) {
    const beyond = this.#edge !== null && compare(this.#edge, placeOf(this.#context.conversations.get(id))) < 0;
    if (beyond) this.#ids.delete(id);
    else this.#ids.add(id);
    this.#moving.add(id);
  }

  // The clock moves how long one waits, and ends a mute.
  #tick() {
    if (this.#view === "muted") for (const id of this.#ids) this.#moving.add(id);
    this.render();
  }

  #waiting = false;
  #soon() {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => this.#waiting && this.render());
  }

  #click(event) {
    const take = event.target.closest("[data-take]");
    if (take) {
      this.#context.assignment.toMe(take, this.#context.conversations.get(take.closest("[data-id]").dataset.id));
      return;
    }
    const link = event.target.closest(".go");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.#context.address.go({ id: link.closest("[data-id]").dataset.id });
  }

  #keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = event.target.closest("[data-id]");
    if (step === undefined || !current) return;
    event.preventDefault();
    const next = this.#roll.beside(current.dataset.id, step);
    if (next !== null) this.focus(next);
  }

  #showState(node) {
    this.#state.replaceChildren(...(node ? [node] : []));
  }
}
