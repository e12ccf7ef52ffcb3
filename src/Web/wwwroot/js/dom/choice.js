import { h } from "./h.js";

/**
 * One of a few, as a segmented control of radio buttons; arrows move as in any radio group.
 * @param {{name: string, label: string, options: any[][], value: string, quiet?: boolean}} options
 */
export function choice({ name, label, options, value, quiet = false }) {
  const group = h("div.seg", { role: "radiogroup", "aria-label": label, "data-name": name });
  const paint = chosen => {
    group.value = chosen;
    for (const button of group.children) {
      button.setAttribute("aria-checked", String(button.dataset.value === chosen));
      button.tabIndex = button.dataset.value === chosen ? 0 : -1;
    }
  };
  const pick = button => {
    paint(button.dataset.value);
    group.dispatchEvent(new Event("change", { bubbles: true }));
  };
  group.append(...options.map(([key, text]) => h("button", { type: "button", role: "radio", "data-value": key, onclick: event => pick(event.currentTarget) }, text)));
  group.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...group.children];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.focus();
    pick(next);
  });
  paint(value);
  return h("div.field", { "data-field": name }, quiet ? null : h("span.label", { "aria-hidden": "true" }, label), group);
}
