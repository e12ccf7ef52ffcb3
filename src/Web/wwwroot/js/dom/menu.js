import { h, icon } from "./h.js";

/**
 * A menu beside its button: light dismiss, Esc and the return of focus are the platform's (popover), arrows are ours.
 * @param {HTMLElement} button
 * @param {{text: string, icon?: string, danger?: boolean, run: () => void}[]} items
 * @param {string} label
 */
export function openMenu(button, items, label) {
  const menu = h("div.pop.menu.floating", { role: "menu", "aria-label": label, popover: "auto" });
  menu.append(
    ...items.map(item =>
      h("button.item", { type: "button", role: "menuitem", class: item.danger ? "danger" : "", onclick: () => (menu.hidePopover(), item.run()) },
        item.icon ? icon(item.icon) : null, item.text)),
  );
  show(menu, button);
  const entries = [...menu.querySelectorAll(".item")];
  menu.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    entries[(entries.indexOf(document.activeElement) + step + entries.length) % entries.length].focus();
  });
  entries[0]?.focus();
}

/** A panel beside its button. @param {HTMLElement} panel @param {HTMLElement} button */
export function show(panel, button) {
  panel.setAttribute("popover", "auto");
  panel.classList.add("floating");
  (button.closest("dialog") ?? document.body).append(panel);
  button.setAttribute("aria-expanded", "true");
  panel.showPopover();
  const stay = () => place(panel, button);
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

function place(panel, button) {
  // Painted anew meanwhile: the panel stays where it is.
  if (!button.isConnected) return;
  const at = button.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const rtl = getComputedStyle(button).direction === "rtl";
  const start = rtl ? at.left : at.right - size.width;
  // What opens in the list leaves the rail beside it free.
  const list = button.closest(".list")?.getBoundingClientRect();
  const least = (rtl ? 0 : (list?.left ?? 0)) + 8;
  const most = (rtl ? (list?.right ?? innerWidth) : innerWidth) - size.width - 8;
  const below = at.bottom + 4 + size.height <= innerHeight;
  panel.style.left = `${Math.max(least, Math.min(start, most))}px`;
  panel.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px`;
}
