import { t } from "../text/text.js";

/**
 * LI-5: the row that the pointer or the focus is on stays where it is on the screen while others come in above it.
 * What came in is then above the edge; a button says so, and leaving the list goes back to the top.
 */
export class Anchor {
  #rows;
  #button;
  #over = null;
  #pushed = 0;

  constructor(rows, button) {
    this.#rows = rows;
    this.#button = button;
    button.textContent = t("list.newer");
    rows.addEventListener("pointerover", event => (this.#over = event.target.closest?.("[data-id]") ?? null));
    rows.addEventListener("pointerleave", () => this.#left());
    rows.addEventListener("focusout", event => rows.contains(event.relatedTarget) || this.#left());
    button.addEventListener("click", () => this.#top());
  }

  keep(change) {
    const id = this.#held()?.dataset.id;
    const before = id && this.#find(id)?.getBoundingClientRect().top;
    const scrolled = this.#rows.scrollTop;
    change();
    const after = id && this.#find(id)?.getBoundingClientRect().top;
    if (before === undefined || after === undefined || Math.abs(after - before) < 1) return;
    const shift = after - before;
    this.#pushed = Math.max(0, this.#pushed + shift);
    // A short list cannot scroll that far: it gets the room it lacks below.
    const last = this.#rows.lastElementChild;
    const lacks = this.#rows.clientHeight + scrolled + shift - last.offsetTop - last.offsetHeight;
    if (lacks > 0) this.#rows.style.setProperty("--slack", `${Math.ceil(lacks)}px`);
    this.#rows.scrollTop = scrolled + shift;
    this.#button.hidden = this.#pushed < 1;
  }

  #held() {
    const focused = document.activeElement?.closest?.("[data-id]");
    if (focused && this.#rows.contains(focused) && focused.matches(":has(:focus-visible)")) return focused;
    return this.#over && this.#rows.matches(":hover") ? this.#over : null;
  }

  #find(id) {
    return this.#rows.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  #left() {
    this.#over = null;
    if (this.#pushed > 0 && this.#rows.scrollTop <= this.#pushed + 1) this.#rows.scrollTop = 0;
    this.#pushed = 0;
    this.#rows.style.removeProperty("--slack");
    this.#button.hidden = true;
  }

  #top() {
    this.#left();
    this.#rows.scrollTop = 0;
  }
}
