import { h, icon } from "../dom/h.js";
import { reconcile } from "../dom/reconcile.js";
import { notice } from "../text/notice.js";
import { t } from "../text/text.js";
import { clock, dayName, full } from "../text/when.js";
import { blocks, keyOf, readMarks } from "./blocks.js";
import { group, groupSignature } from "./group.js";
import { meetingCard, meetingSignature } from "./meeting.js";

/**
 * The messages on the screen. The body is `column-reverse`: its scroll position counts from the newest message, so what is read
 * above does not move when older messages are put before it (MS-14).
 */
export class Log {
  #context;
  #inner = h("div");
  #seen = 0;
  body = h("div.t-body", { role: "log", "aria-label": t("timeline.messages"), tabindex: "0" }, this.#inner);
  jump = h("button.btn.outline.jump", { type: "button", hidden: true }, icon("chevron-down", "s"), h("span"));

  /** @param {any} context me, outbox, onOlder, onBottom */
  constructor(context) {
    this.#context = context;
    this.body.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.body.addEventListener("keydown", event => this.#keys(event));
    this.jump.addEventListener("click", () => (this.toNewest(), this.body.focus()));
  }

  get atNewest() {
    return this.body.scrollTop > -48;
  }

  toNewest() {
    this.body.scrollTop = 0;
    this.#scrolled();
  }

  /** Shows a message in the middle, and marks it for a moment. @param {any} message @param {boolean} focus */
  reach(message, focus) {
    const node = message && [...this.#inner.querySelectorAll(".bubble")].find(bubble => /** @type {HTMLElement} */ (bubble).dataset.key === keyOf(message));
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("reached");
    // The mark begins anew where it was on this one before.
    void node.clientWidth;
    node.classList.add("reached");
    if (focus) node.focus({ preventScroll: true });
    this.#scrolled();
  }

  clear() {
    reconcile(this.#inner, []);
    this.body.scrollTop = 0;
    this.#seen = 0;
    this.jump.hidden = true;
  }

  busy(on) {
    this.body.setAttribute("aria-busy", String(on));
  }

  /** @param {any[]} messages @param {{newFrom: number | null, guestsRead: any[], nameOf: any, faceOf: any, first: string | null}} how */
  render(messages, { newFrom, guestsRead, nameOf, faceOf, first }) {
    const { me, outbox, actions, meetings } = this.#context;
    const own = messages.findLast(message => message.author?.kind === "agent" && message.author.id === me.id && message.kind !== "notice" && message.kind !== "meeting" && message.seq !== null);
    const how = { me, outbox, actions, meetings, nameOf, faceOf, marks: readMarks(messages, guestsRead), lastOwn: own ? keyOf(own) : null };
    const items = blocks(messages, { newFrom, me }).map(block => this.#item(block, how));
    if (first) items.unshift({ key: "first", signature: first, make: () => h("p.notice.first", {}, first) });
    this.#still(() => reconcile(this.#inner, items));
    const newest = messages.findLast(message => message.seq !== null)?.seq ?? 0;
    this.#paintJump(newest);
  }

  #item(block, how) {
    if (block.kind === "group") return { key: block.key, signature: `${block.side}${groupSignature(block, how)}`, make: old => group(old, block, how) };
    if (block.kind === "meeting") return { key: block.key, signature: meetingSignature(block.message), make: () => meetingCard(block.message, how) };
    if (block.kind === "notice") return { key: block.key, signature: "", make: () => this.#notice(block.message) };
    const text = block.kind === "new" ? t("timeline.new") : block.isNew ? t("timeline.day.new", { day: dayName(block.time) }) : dayName(block.time);
    return { key: block.key, signature: text, make: () => h("div.day", { class: block.kind === "new" || block.isNew ? "new" : "", role: "separator", "aria-label": text }, h("time", { datetime: block.time.slice(0, 10) }, text)) };
  }

  #notice({ notice: data, createdAt }) {
    return h("p.notice", { tabindex: "-1" }, h("span", {}, notice(data, this.#context.me), " ", h("time", { datetime: createdAt, title: full(createdAt) }, clock(createdAt)), h("span.vh", {}, full(createdAt))));
  }

  /** What the reader looks at keeps its place when something comes in below it. */
  #still(change) {
    if (this.atNewest) return change();
    const top = this.body.getBoundingClientRect().top;
    const anchor = [...this.#inner.children].find(child => child.getBoundingClientRect().bottom > top + 1);
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (!anchor?.isConnected || before === undefined) return;
    this.body.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.body;
    if (scrollHeight + scrollTop - clientHeight < 800) this.#context.onOlder();
    this.#paintJump(null);
    if (this.atNewest) this.#context.onBottom();
  }

  #newest = 0;
  #paintJump(newest) {
    if (newest !== null) this.#newest = newest;
    if (this.atNewest) this.#seen = this.#newest;
    this.jump.hidden = this.atNewest;
    const count = Math.max(0, this.#newest - this.#seen);
    const text = count > 0 ? t("timeline.jump.new", { count, n: count }) : t("timeline.jump");
    if (this.jump.lastChild.textContent !== text) this.jump.lastChild.textContent = text;
  }

  /** Arrows go from message to message, so that the full time of each is reached without a mouse; Enter opens its menu. */
  #keys(event) {
    if (event.key === "Enter" && event.target.matches(".bubble")) {
      event.preventDefault();
      event.target.querySelector(".more:not([hidden])")?.click();
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.#inner.querySelectorAll(".bubble, .notice, .meet")];
    const at = all.indexOf(document.activeElement?.closest?.(".bubble, .notice, .meet"));
    const next = at < 0 ? (step < 0 ? all.length - 1 : -1) : at + step;
    if (!all[next]) return;
    event.preventDefault();
    all[next].focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }
}
