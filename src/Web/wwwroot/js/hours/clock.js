import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

const DAY = 24 * 60;

/** "09:30" of 570 minutes; midnight at the end of a day is the one at its beginning. @param {number} minutes */
export const shown = minutes => [Math.floor((minutes % DAY) / 60), minutes % 60].map(part => String(part).padStart(2, "0")).join(":");

/** @param {string} text @returns {number | null} null: nothing that is a time */
export function minutesOf(text) {
  const found = /^(\d\d):(\d\d)/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/**
 * From and to, and the button that takes them away.
 * @param {{from: number, to: number}} hours @param {{of: string, remove: (row: any) => void}} how `of`: whose hours they are, in words
 */
export function timeSpan({ from, to }, { of, remove }) {
  const input = (name, minutes) => h("input.input", { type: "time", step: "300", value: shown(minutes), "data-part": name, "aria-label": t(`hours.${name}.of`, { of }) });
  const row = h("span.span.is-removable", { "data-span": "" }, input("from", from), h("span.faint", { "aria-hidden": "true" }, t("hours.to")), input("to", to),
    h("button.btn.icon.small", { type: "button", title: t("hours.remove"), onclick: () => remove(row) }, icon("x", "s"), hiddenText(t("hours.remove.of", { of, from: shown(from) }))));
  return row;
}

/** The hours in a piece of the form, in its order. @param {Element} within */
export const spansOf = within =>
  [...within.querySelectorAll("[data-span]")].map(row => ({ from: minutesOf(row.querySelector("[data-part=from]").value), to: minutesOf(row.querySelector("[data-part=to]").value) }));
