import { bdi, h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { clock, day, longDay, span } from "../text/when.js";
import { linkTo } from "./link.js";
import { outcomeTag } from "./outcome.js";

/** The same week on a phone: days with what is in them, one below the other. */
export function agenda({ week, meetings, selected, current }) {
  const keys = [...new Set(meetings.map(meeting => day(meeting.start)))];
  return h("div.agenda", { role: "group", "aria-label": t("nav.meetings") }, keys.map(key => [
    h("h2", {}, key === day(Date.now()) ? t("meetings.day.today", { weekday: longDay(key) }) : longDay(key)),
    meetings.filter(meeting => day(meeting.start) === key).map(meeting => row(meeting, { week, selected, current })),
  ]));
}

function row(meeting, { week, selected, current }) {
  const off = meeting.state === "cancelled";
  return h("a", { ...linkTo(meeting, week, current), class: `${off ? "off" : ""} ${meeting.id === selected ? "sel" : ""}` },
    h("time", { datetime: meeting.start }, clock(meeting.start), h("small", {}, span(meeting.duration))),
    h("span.truncate", {}, h("b", { dir: "auto" }, meeting.subject), h("small.muted", {}, bdi(meeting.guest.name))),
    off ? h("span.tag.bad", {}, t("meeting.cancelled")) : outcomeTag(meeting) ?? icon("chevron-right", "s flip"));
}
