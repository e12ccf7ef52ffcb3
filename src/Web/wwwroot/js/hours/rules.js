import { field, select, toggle, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";
import { length } from "../text/when.js";
import { zones } from "../text/zones.js";

const DAY = 24 * 60;
const BUFFERS = [0, 5, 10, 15, 20, 30, 45, 60];
const NOTICES = [0, 60, 120, 240, 480, DAY, 2 * DAY, 3 * DAY, 7 * DAY];
const HORIZONS = [7, 14, 31, 62, 92, 183, 365];
const GRIDS = [15, 30, 60];
const LENGTHS = [15, 30, 45, 60, 90, 120];
const REMINDERS = [7 * DAY, 2 * DAY, DAY, 120, 60, 30, 15, 5];

/** Whether and where: the scheduler's switch and the zone that the hours are in. */
export const placeRules = now => [
  toggle({ name: "open", label: t("hours.open"), hint: t("hours.open.hint"), checked: now.open }),
  select({ name: "timeZone", label: t("hours.zone"), hint: t("hours.zone.hint"), value: now.timeZone, options: zones(now.timeZone) }),
];

/** What is offered within the hours. */
export function bookingRules(now) {
  return h("fieldset.stack", {}, h("legend", {}, t("hours.rules")),
    checks("durations", t("hours.durations"), [...new Set([...LENGTHS, ...now.durations])].sort((one, other) => one - other), now.durations),
    choice("grid", t("hours.grid"), GRIDS, now.grid, minutes => t("hours.grid.every", { span: length(minutes) }), [["", t("hours.grid.own")]]),
    choice("bufferBefore", t("hours.buffer.before"), BUFFERS, now.bufferBefore, minutes => (minutes === 0 ? t("hours.none") : length(minutes))),
    choice("bufferAfter", t("hours.buffer.after"), BUFFERS, now.bufferAfter, minutes => (minutes === 0 ? t("hours.none") : length(minutes))),
    choice("notice", t("hours.notice"), NOTICES, now.notice, minutes => (minutes === 0 ? t("hours.none") : length(minutes))),
    choice("horizon", t("hours.horizon"), HORIZONS, now.horizon, days => t("hours.days", { count: days })),
    toggle({ name: "holdUnconfirmed", label: t("hours.hold"), hint: t("hours.hold.hint"), checked: now.holdUnconfirmed }),
    field({ name: "dailyMaximum", label: t("hours.maximum"), hint: t("hours.maximum.hint"), optional: true, type: "number", min: 1, inputmode: "numeric", value: now.dailyMaximum ?? "" }),
    checks("reminders", t("hours.reminders"), REMINDERS, now.reminders, t("hours.reminders.hint")));
}

/** What is set is among them, whatever it is. */
function choice(name, label, usual, value, words, more = []) {
  const all = [...new Set(value === null ? usual : [...usual, value])].sort((one, other) => one - other);
  return select({ name, label, value: String(value ?? ""), options: [...all.map(one => [String(one), words(one)]), ...more] });
}

/** Several of the same kind, in minutes. @param {string | null} [hint] */
function checks(name, label, all, chosen, hint = null) {
  const described = hint && `${name}-hint`;
  return h("div.field", { "data-field": name, role: "group", "aria-label": label, "aria-describedby": described }, h("span.label", { "aria-hidden": "true" }, label),
    h("div.lengths", {}, all.map(minutes => h("label.check", {}, h("input", { type: "checkbox", "data-minutes": minutes, checked: chosen.includes(minutes) }), length(minutes)))),
    hint && h("p.hint", { id: described }, hint));
}

const checked = (form, name) => [...form.querySelectorAll(`[data-field="${name}"] [data-minutes]:checked`)].map(box => Number(box.dataset.minutes));

/** All of them, as the API takes them. @param {any} form */
export const rulesOf = form => ({
  open: valueOf(form, "open"),
  timeZone: valueOf(form, "timeZone"),
  bufferBefore: Number(valueOf(form, "bufferBefore")),
  bufferAfter: Number(valueOf(form, "bufferAfter")),
  notice: Number(valueOf(form, "notice")),
  horizon: Number(valueOf(form, "horizon")),
  grid: Number(valueOf(form, "grid")) || null,
  durations: checked(form, "durations"),
  holdUnconfirmed: valueOf(form, "holdUnconfirmed"),
  dailyMaximum: valueOf(form, "dailyMaximum") === "" ? null : Number(valueOf(form, "dailyMaximum")),
  reminders: checked(form, "reminders"),
});
