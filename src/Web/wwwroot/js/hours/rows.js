import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { longDay, weekdayName } from "../text/when.js";
import { spansOf, timeSpan } from "./clock.js";

/** Breaks within the hours, of every day or of one weekday. @param {{from: number, to: number, day?: number | null}[]} breaks */
export function breakRows(breaks) {
  return list({ field: "breaks", title: t("hours.breaks"), add: t("hours.breaks.add"), items: breaks, fresh: () => ({ from: 12 * 60, to: 13 * 60 }), make: one });

  function one({ from, to, day }, remove) {
    const days = [["", t("hours.every-day")], ...[1, 2, 3, 4, 5, 6, 7].map(number => [String(number), weekdayName(number)])];
    const which = h("select.input", { "aria-label": t("hours.breaks.day") }, days.map(([key, text]) => h("option", { value: key, selected: key === String(day ?? "") }, text)));
    return h("li.hours-row", { "data-break": "" }, which, timeSpan({ from, to }, { of: t("hours.breaks.one"), remove }));
  }
}

/** @param {Element} form */
export const breaksOf = form => [...form.querySelectorAll("[data-break]")].map(row => ({ ...spansOf(row)[0], day: Number(row.querySelector("select").value) || null }));

/** Dates with hours of their own, or with none. @param {{date: string, hours: any[]}[]} dates @param {() => string} next a date to begin with */
export function dateRows(dates, next) {
  return list({ field: "dates", title: t("hours.dates"), add: t("hours.dates.add"), items: dates, fresh: () => ({ date: next(), hours: [] }), make: one });

  function one({ date, hours }, remove) {
    const when = h("input.input", { type: "date", value: date, "aria-label": t("hours.dates.date") });
    const name = () => (when.value ? longDay(when.value) : t("hours.dates.date"));
    const spans = h("div.spans");
    const add = h("button.btn.icon.small", { type: "button", title: t("hours.add"), onclick: () => put([...spansOf(spans), { from: 9 * 60, to: 12 * 60 }]) }, icon("plus", "s"), hiddenText(t("hours.add.of", { of: name() })));
    const put = all => {
      spans.replaceChildren(...(all.length > 0 ? all.map(span => timeSpan(span, { of: name(), remove: gone => (gone.remove(), put(spansOf(spans)), add.focus()) })) : [h("span.tag", {}, t("hours.dates.off"))]));
      spans.dispatchEvent(new Event("change", { bubbles: true }));
    };
    put(hours);
    return h("li.hours-row", { "data-date": "" }, when, spans, add, h("button.btn.icon.small", { type: "button", title: t("hours.dates.remove"), onclick: event => remove(event.currentTarget) }, icon("trash-2", "s"), hiddenText(t("hours.dates.remove.of", { of: name() }))));
  }
}

/** @param {Element} form */
export const datesOf = form => [...form.querySelectorAll("[data-date]")].map(row => ({ date: /** @type {any} */ (row.querySelector("[type=date]")).value, hours: spansOf(row) }));

function list({ field, title, add, items, fresh, make }) {
  const rows = h("ul.hours-rows");
  const button = h("button.btn.outline.small", { type: "button", onclick: () => rows.append(line(fresh())) }, icon("plus", "s"), add);
  const line = item => make(item, within => {
    within.closest("li").remove();
    button.focus();
  });
  button.addEventListener("click", () => rows.lastElementChild.querySelector("input, select").focus());
  rows.append(...items.map(line));
  return h("fieldset.field", { "data-field": field }, h("legend", {}, title), rows, h("div", {}, button));
}
