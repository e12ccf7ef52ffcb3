import { h, icon } from "../dom/h.js";
import { reconcile } from "../dom/reconcile.js";
import { t } from "../text/text.js";
import { Anchor } from "./anchor.js";
import { asked, isEmpty } from "./filter.js";
import { row, signature } from "./row.js";
import { belongs, newestFirst } from "./views.js";

const PAGE = 50;

/** The list of one view, a page at a time as it is scrolled. */
export class ConversationList {
  #rows;
  #state;
  #context;
  #anchor;
  #ids = new Set();
  #next = null;
  #view = "";
  /** @type {import("./filter.js").Filter} */
  #filter = {};
  #turn = 0;
  #loading = false;
  #end = h("div.end", { "aria-hidden": "true" });

  /** @param {HTMLElement} root @param {any} context api, me, address, conversations, typing */
  constructor(root, context) {
    this.#rows = root.querySelector(".convs");
    this.#state = root.querySelector("[data-banner]");
    this.#context = context;
    this.#anchor = new Anchor(this.#rows, root.querySelector("[data-newer]"));
    this.#rows.after(this.#end);
    const near = new IntersectionObserver(seen => seen.some(entry => entry.isIntersecting) && this.#more(), { root: this.#rows, rootMargin: "600px" });
    this.#rows.addEventListener("scroll", () => this.#nearEnd() && this.#more(), { passive: true });
    near.observe(this.#end);
    this.#rows.addEventListener("keydown", event => this.#keys(event));
    this.#rows.addEventListener("click", event => this.#click(event));
    for (const type of ["changed", "removed"]) context.conversations.addEventListener(type, ({ detail }) => this.#changed(type, detail.id));
    context.typing.addEventListener("change", () => this.render());
    setInterval(() => this.render(), 30_000);
  }

  /** Shows a view from its beginning; the same again is read afresh in place. @param {string} view @param {import("./filter.js").Filter} filter */
  async open(view, filter) {
    const turn = ++this.#turn;
    const same = view === this.#view && JSON.stringify(filter) === JSON.stringify(this.#filter);
    this.#view = view;
    this.#filter = filter;
    if (!same) {
      this.#ids.clear();
      this.#next = null;
      reconcile(this.#rows, []);
    }
    const slow = setTimeout(() => !same && turn === this.#turn && this.#skeleton(), 300);
    this.#rows.setAttribute("aria-busy", "true");
    try {
      const page = await this.#context.api.get(`/conversations?view=${view}${asked(filter)}&limit=${PAGE}`);
      if (turn !== this.#turn) return;
      if (same) this.#ids.clear();
      this.#take(page);
    } catch (problem) {
      if (turn === this.#turn && problem.status !== 401 && this.#ids.size === 0) this.#failed(problem);
    } finally {
      clearTimeout(slow);
      if (turn === this.#turn) this.#rows.setAttribute("aria-busy", "false");
    }
  }

  /** The conversation before or after another one in this order. */
  beside(id, step) {
    const order = this.#order();
    const at = order.findIndex(conversation => conversation.id === id);
    return order[at < 0 ? 0 : at + step]?.id ?? null;
  }

  focus(id) {
    this.#rows.querySelector(`[data-id="${CSS.escape(id)}"] .go`)?.focus();
  }

  render() {
    const { me, address, typing } = this.#context;
    const now = Date.now();
    const order = this.#order();
    const tabbable = order.some(conversation => conversation.id === address.id) ? address.id : order[0]?.id;
    const items = order.map(conversation => {
      const how = { me, now, current: conversation.id === address.id, typing: typing.line(conversation.id), tabbable: conversation.id === tabbable, href: address.href({ id: conversation.id }) };
      return { key: conversation.id, signature: `${this.#view}${signature(conversation, how)}`, make: old => this.#make(old, conversation, how) };
    });
    this.#anchor.keep(() => reconcile(this.#rows, items));
    if (this.#rows.getAttribute("aria-busy") !== "true" || order.length > 0) this.#showState(order.length === 0 && this.#turn > 0 && !this.#loading ? this.#empty() : null);
  }

  #make(old, conversation, how) {
    const made = row(conversation, how);
    // The link that has the focus is kept: a new one would lose it in the middle of a key press.
    const link = old?.querySelector(".go");
    if (link && link === document.activeElement) queueMicrotask(() => made.querySelector(".go").focus({ preventScroll: true }));
    return made;
  }

  #order() {
    const { conversations, me, address } = this.#context;
    return [...this.#ids]
      .map(id => conversations.get(id))
      .filter(conversation => conversation && (belongs(this.#view, conversation, me, this.#filter) || (conversation.id === address.id && this.#view === "unread")))
      .sort(newestFirst);
  }

  #take(page) {
    this.#next = page.next;
    for (const conversation of page.items) this.#ids.add(conversation.id);
    this.#rows.setAttribute("aria-busy", "false");
    this.#showState(null);
    for (const conversation of page.items) this.#context.conversations.put(conversation);
    this.render();
  }

  async #more() {
    if (this.#next === null || this.#loading) return;
    this.#loading = true;
    const turn = this.#turn;
    try {
      const page = await this.#context.api.get(`/conversations?view=${this.#view}${asked(this.#filter)}&limit=${PAGE}&after=${encodeURIComponent(this.#next)}`);
      if (turn === this.#turn) this.#take(page);
    } catch (problem) {
      if (!problem.passing && problem.status !== 401) throw problem;
    } finally {
      this.#loading = false;
    }
    if (turn === this.#turn && this.#nearEnd()) await this.#more();
  }

  #nearEnd() {
    return this.#rows.scrollHeight - this.#rows.scrollTop - this.#rows.clientHeight < 600;
  }

  #changed(type, id) {
    const conversation = this.#context.conversations.get(id);
    if (type === "removed") this.#ids.delete(id);
    // Beyond the pages read so far it will come with its page.
    else if (!this.#ids.has(id) && (this.#next === null || !this.#beyond(conversation))) this.#ids.add(id);
    this.#soon();
  }

  #beyond(conversation) {
    const order = this.#order();
    const last = order[order.length - 1];
    return last !== undefined && last.id !== conversation.id && newestFirst(last, conversation) < 0;
  }

  #waiting = false;
  #soon() {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.render();
    });
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
    const next = step > 0 ? current.nextElementSibling : current.previousElementSibling;
    next?.querySelector(".go")?.focus();
  }

  #showState(node) {
    this.#state.replaceChildren(...(node ? [node] : []));
  }

  #skeleton() {
    const line = () => h("div.skel-conv", {}, h("span.skel.disc"), h("div", {}, h("span.skel.w1"), h("span.skel.w2"), h("span.skel.w3")));
    this.#showState(h("div", { "aria-hidden": "true" }, Array.from({ length: 6 }, line)));
  }

  #empty() {
    const { me, address } = this.#context;
    if (!isEmpty(this.#filter)) {
      const clear = h("button.btn.outline", { type: "button", onclick: () => address.go({ filter: {}, pane: address.pane }) }, icon("x", "s"), t("filter.clear"));
      return h("div.empty", {}, icon("inbox"), h("h2", {}, t("empty.title.filtered")), h("p", {}, t("empty.text.filtered")), clear);
    }
    const text = key => t(`${key}.${this.#view}`);
    const copy = () => navigator.clipboard.writeText(me.link).then(() => (button.lastChild.textContent = t("copied")));
    const button = h("button.btn.outline", { type: "button", onclick: copy }, icon("link", "s"), h("span", {}, t("empty.copy")));
    return h("div.empty", {}, icon("inbox"), h("h2", {}, text("empty.title")), h("p", {}, text("empty.text")), this.#view === "all" && me.link ? button : null);
  }

  #failed(problem) {
    const again = h("button.btn.outline", { type: "button", onclick: () => this.open(this.#view, this.#filter) }, icon("rotate-cw", "s"), t("try-again"));
    this.#showState(h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("list.failed")), h("p", {}, t(problem.status === 0 ? "failed.network" : "failed.server")), again));
  }
}
