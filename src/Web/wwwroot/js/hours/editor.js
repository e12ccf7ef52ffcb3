import { Problem } from "../api/problem.js";
import { Editor } from "../dom/editor.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";
import { day } from "../text/when.js";
import { breakRows, breaksOf, dateRows, datesOf } from "./rows.js";
import { bookingRules, placeRules, rulesOf } from "./rules.js";
import { weeklyHours, weeklyOf } from "./weekly.js";
import { whereOf, whereRules } from "./where.js";

const FIELDS = { weekly: "hours.weekly", breaks: "hours.breaks", dates: "hours.dates", open: "hours.open", timeZone: "hours.zone", durations: "hours.durations", grid: "hours.grid", bufferBefore: "hours.buffer.before", bufferAfter: "hours.buffer.after", notice: "hours.notice", horizon: "hours.horizon", dailyMaximum: "hours.maximum", where: "hours.where", holdUnconfirmed: "hours.hold", reminders: "hours.reminders" };

/**
 * An agent's own hours and rules of booking (ME-7), saved as a whole at the version that was read.
 * @param {any} api @param {any} stored @param {(saved: any) => void} onSaved @returns {HTMLElement}
 */
export function hoursEditor(api, stored, onSaved) {
  const make = () =>
    new Editor({
      title: t("hours.title"),
      sub: t("hours.sub"),
      body: [...placeRules(stored), weeklyHours(stored.weekly), breakRows(stored.breaks), dateRows(stored.dates, tomorrow), bookingRules(stored), whereRules(stored.where ?? null)],
      values: form => ({ weekly: weeklyOf(form), breaks: breaksOf(form), dates: datesOf(form), ...rulesOf(form), where: whereOf(form) }),
      save: async values => {
        check(values);
        try {
          stored = await api.put("/me/availability", { ...settings(stored), ...values }, { version: stored.version });
          onSaved(stored);
        } catch (problem) {
          throw problem.status === 412 ? await changed() : problem;
        }
      },
      reset: () => editor.root.replaceWith((editor = make()).root),
    });
  let editor = make();
  addEventListener("beforeunload", event => editor.dirty && event.preventDefault());
  return h("div", {}, editor.root);

  /** What was set elsewhere meanwhile, in words; the form stays as it is and is now saved over it, or discarded. */
  async function changed() {
    const before = stored;
    stored = await api.get("/me/availability");
    const fields = Object.keys(FIELDS).filter(name => JSON.stringify(stored[name]) !== JSON.stringify(before[name])).map(name => t(FIELDS[name]));
    return new Problem(412, { type: "/problems/stale", detail: t("hours.stale", { fields: new Intl.ListFormat(document.documentElement.lang).format(fields) }) });
  }
}

/** What this form does not show stays as it is. */
const settings = stored => Object.fromEntries(Object.entries(stored).filter(([name]) => name !== "version"));

/** A time that is not whole is told at its place; JSON could not even say it. */
function check({ weekly, breaks, dates }) {
  const errors = {};
  const isWhole = ({ from, to }) => from !== null && to !== null;
  if (!weekly.every(isWhole)) errors.weekly = [t("hours.time.missing")];
  if (!breaks.every(isWhole)) errors.breaks = [t("hours.time.missing")];
  if (!dates.every(own => own.date !== "" && own.hours.every(isWhole))) errors.dates = [t("hours.date.missing")];
  if (Object.keys(errors).length > 0) throw new Problem(422, { type: "/problems/validation", errors });
}

const tomorrow = () => day(Date.now() + 86_400_000);
