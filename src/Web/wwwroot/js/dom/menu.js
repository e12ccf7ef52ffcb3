import { h, icon } from "./h.js";

/**
 * @typedef {{text: string, icon?: string, danger?: boolean, run: () => void}} Item
 * @typedef {{label: string, choices: {text: string, label: string, checked: boolean, run: () => void}[]}} Choices one line of signs, each on or off
 */

/**
 * A menu beside its button: light dismiss, Esc and the return of focus are the platform's (popover), arrows are ours.
 * @param {HTMLElement} button
 * @param {(Item | Choices)[]} items
 * @param {string} label
 */
export function openMenu(button, items, label) {
  const menu = h("div.pop.menu.floating", { role: "menu", "aria-label": label, popover: "auto" });
  const lines = items.map(item => ("choices" in item ? item.choices.map(choice => sign(menu, choice)) : [line(menu, item)]));
  menu.append(...items.map((item, at) => ("choices" in item ? h("div.signs", { role: "group", "aria-label": item.label }, lines[at]) : lines[at][0])));
  show(menu, button);
  menu.addEventListener("keydown", event => {
    const next = beside(lines, document.activeElement, event.key, getComputedStyle(menu).direction === "rtl");
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  lines[0]?.[0].focus();
}

/** @param {HTMLElement} menu @param {Item} item */
function line(menu, { text, icon: name, danger, run }) {
  return h("button.item", { type: "button", role: "menuitem", class: danger ? "danger" : "", onclick: () => (menu.hidePopover(), run()) }, name ? icon(name) : null, text);
}

/** @param {HTMLElement} menu @param {Choices["choices"][number]} choice */
function sign(menu, { text, label, checked, run }) {
  return h("button.sign", { type: "button", role: "menuitemcheckbox", "aria-checked": String(checked), "aria-label": label, title: label, onclick: () => (menu.hidePopover(), run()) }, text);
}

/** Up and down from line to line, sideways within one. @param {HTMLElement[][]} lines @param {Element | null} from @param {string} key @param {boolean} rtl */
function beside(lines, from, key, rtl) {
  const at = lines.findIndex(line => line.some(entry => entry === from));
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (down !== undefined) return lines[(at + down + lines.length) % lines.length][0];
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  const own = lines[at] ?? [];
  if (step === undefined || own.length < 2) return null;
  return own[(own.findIndex(entry => entry === from) + step + own.length) % own.length];
}

/** A panel beside its button. @param {HTMLElement} panel @param {HTMLElement} button @param {"start" | "end"} [edge] which of theirs meet */
export function show(panel, button, edge = "end") {
  panel.setAttribute("popover", "auto");
  panel.classList.add("floating");
  (button.closest("dialog") ?? document.body).append(panel);
  button.setAttribute("aria-expanded", "true");
  panel.showPopover();
  const stay = () => place(panel, button, edge);
  stay();
  addEventListener("resize", stay);
  const grows = new ResizeObserver(stay);
  grows.observe(panel);
  panel.addEventListener("toggle", event => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    removeEventListener("resize", stay);
    grows.disconnect();
    button.setAttribute("aria-expanded", "false");
    if (document.activeElement === document.body || panel.contains(document.activeElement)) button.focus();
    panel.remove();
  });
}

function place(panel, button, edge) {
  // Painted anew meanwhile: the panel stays where it is.
  if (!button.isConnected) return;
  const at = button.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const rtl = getComputedStyle(button).direction === "rtl";
  const start = rtl === (edge === "end") ? at.left : at.right - size.width;
  // What opens in the list leaves the rail beside it free.
  const list = button.closest(".list")?.getBoundingClientRect();
  const least = (rtl ? 0 : (list?.left ?? 0)) + 8;
  const most = (rtl ? (list?.right ?? innerWidth) : innerWidth) - size.width - 8;
  const below = at.bottom + 4 + size.height <= innerHeight;
  panel.style.left = `${Math.max(least, Math.min(start, most))}px`;
  panel.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px`;
}
