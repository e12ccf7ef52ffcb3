import { h, hiddenText, icon } from "../dom/h.js";
import { openMenu } from "../dom/menu.js";
import { t } from "../text/text.js";
import { weekdayName } from "../text/when.js";
import { spansOf, timeSpan } from "./clock.js";

const USUAL = { from: 9 * 60, to: 17 * 60 };
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The hours of each weekday: none, one span or several. @param {{day: number, from: number, to: number}[]} weekly */
export function weeklyHours(weekly) {
  const root = h("ul.hours-list", {}, WEEK.map(number => row(number)));
  for (const number of WEEK) put(number, weekly.filter(hours => hours.day === number));
  return h("fieldset.field", { "data-field": "weekly" }, h("legend", {}, t("hours.weekly")), root);

  function row(number) {
    const name = weekdayName(number);
    const on = h("input.switch", { type: "checkbox", role: "switch", "aria-label": name, onchange: () => put(number, on.checked ? [USUAL] : []) });
    const add = h("button.btn.icon.small", { type: "button", title: t("hours.add"), onclick: () => put(number, [...spans(number), after(spans(number))], true) }, icon("plus", "s"), hiddenText(t("hours.add.of", { of: name })));
    const copy = h("button.btn.icon.small", { type: "button", title: t("hours.copy"), "aria-haspopup": "menu", "aria-expanded": "false" }, icon("copy", "s"), hiddenText(t("hours.copy.of", { of: name })));
    copy.addEventListener("click", () => openMenu(copy, [
      { text: t("hours.copy.working"), run: () => copyTo([1, 2, 3, 4, 5], number) },
      { text: t("hours.copy.all"), run: () => copyTo(WEEK, number) },
    ], t("hours.copy.of", { of: name })));
    return h("li", { "data-day": number }, on, h("span", {}, name), h("div.spans"), h("span", {}, add, copy));
  }

  /** @returns {any} */
  function line(number) {
    return root.querySelector(`[data-day="${number}"]`);
  }

  function spans(number) {
    return spansOf(line(number));
  }

  function put(number, hours, focus = false) {
    const place = line(number);
    place.querySelector("[role=switch]").checked = hours.length > 0;
    place.querySelector(".spans").replaceChildren(...(hours.length > 0 ? hours.map(one => timeSpan(one, { of: weekdayName(number), remove: gone => remove(number, gone) })) : [h("span.faint.sm", {}, t("hours.closed"))]));
    if (focus) place.querySelector("[data-span]:last-child input").focus();
    root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function remove(number, gone) {
    gone.remove();
    put(number, spans(number));
    line(number).querySelector("[role=switch]").focus();
  }

  function copyTo(numbers, from) {
    const hours = spans(from);
    for (const number of numbers) if (number !== from) put(number, hours);
  }
}

/** The next hour after the last span, as far as the day goes. */
function after(hours) {
  const end = Math.max(...hours.map(one => one.to ?? 0), USUAL.from - 60);
  return end + 120 <= 24 * 60 ? { from: end + 60, to: end + 120 } : { from: 0, to: 60 };
}

/** @param {Element} form */
export const weeklyOf = form => [...form.querySelectorAll("[data-day]")].flatMap(place => spansOf(place).map(hours => ({ day: Number(/** @type {HTMLElement} */ (place).dataset.day), ...hours })));
