import { hiddenText, icon } from "../dom/h.js";
import { openMenu } from "../dom/menu.js";
import { t } from "../text/text.js";
import { SELDOM } from "./views.js";

/** The views that have no place in the row: behind a button that says which of them is shown. */
export class MoreViews {
  #button;
  #address;
  #counts = {};

  /** @param {HTMLElement} button @param {import("./address.js").Address} address */
  constructor(button, address) {
    this.#button = button;
    this.#address = address;
    button.addEventListener("click", () => openMenu(button, SELDOM.map(view => ({ text: this.#words(view), run: () => address.go({ view, pane: address.pane }) })), t("views.more")));
    this.show({});
  }

  show(counts) {
    this.#counts = counts;
    const view = SELDOM.find(one => one === this.#address.view);
    if (view) this.#button.setAttribute("aria-current", "page");
    else this.#button.removeAttribute("aria-current");
    this.#button.title = t("views.more");
    this.#button.replaceChildren(...(view ? [this.#words(view), icon("chevron-down", "s")] : [icon("ellipsis", "s"), hiddenText(t("views.more"))]));
  }

  #words(view) {
    return this.#counts[view] > 0 ? `${t(`view.${view}`)} ${this.#counts[view]}` : t(`view.${view}`);
  }
}
