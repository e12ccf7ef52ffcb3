import { Problem } from "../api/problem.js";
import { clearErrors, field, select, showProblem, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { day, length, range } from "../text/when.js";

/**
 * Why a time is not offered (ME-31), by the check that a booking is judged by. Date and time are those of the zone of the hours.
 * @param {any} api @param {number[]} durations
 */
export function why(api, durations) {
  const answer = h("div", { role: "status" });
  const lengths = h("div");
  const go = h("button.btn.outline", { type: "submit" }, t("why.go"));
  const form = h("form.panel", { novalidate: true, "aria-label": t("why.title") }, h("header", {}, h("h2", {}, t("why.title"))),
    h("div.body.stack", {}, h("p.muted.sm", {}, t("why.text")),
      h("div.hours-row", { "data-field": "start" },
        field({ name: "date", label: t("why.date"), type: "date", value: day(Date.now() + 86_400_000) }),
        field({ name: "time", label: t("why.time"), type: "time", step: "300", value: "10:00" })),
      lengths, h("div", { "data-problem": "" }), h("div", {}, go), answer));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    clearErrors(form);
    answer.replaceChildren();
    try {
      if (!valueOf(form, "date") || !valueOf(form, "time")) throw new Problem(422, { type: "/problems/validation", errors: { start: [t("why.missing")] } });
      const query = new URLSearchParams({ start: `${valueOf(form, "date")}T${valueOf(form, "time")}`, duration: valueOf(form, "duration") });
      answer.replaceChildren(said(await api.get(`/me/availability/why?${query}`)));
    } catch (problem) {
      showProblem(form, problem);
    }
  });
  const offer = all => lengths.replaceChildren(select({ name: "duration", label: t("slots.duration"), value: String(all[0]), options: all.map(minutes => [String(minutes), length(minutes)]) }));
  offer(durations);
  return { root: form, offer };
}

function said({ offered, reason, meeting, calendar }) {
  if (offered) return h("p.banner.ok", {}, icon("check", "s"), h("span", {}, t("why.offered")));
  const key = reason === "missing" ? "why.missing-hour" : reason === "buffer" && !meeting ? "why.buffer.calendar" : `why.${reason}`;
  const name = { calendar: bdi(calendar ?? "") };
  const words = meeting ? parts(key, { meeting: h("a.link", { href: `/conversations/${encodeURIComponent(meeting.conversationId)}` }, bdi(meeting.subject)), when: range(meeting.start, meeting.end) }) : calendar ? parts(key, name) : [t(key, { calendar: "" })];
  return h("p.banner.warn", {}, icon("info", "s"), h("span", {}, words));
}
