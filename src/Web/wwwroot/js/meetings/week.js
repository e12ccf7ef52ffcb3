import { colourOf } from "../dom/avatar.js";
import { bdi, h, hiddenText } from "../dom/h.js";
import { isAsked } from "../inbox/meeting.js";
import { t } from "../text/text.js";
import { clock, day, days, longDay, minuteOf, range, shortZone, wallTime, weekdayOf } from "../text/when.js";
import { addDays, closed, minute } from "./days.js";
import { linkTo } from "./link.js";

const STEP = 5;
const HOUR = 60;
// What is shorter is drawn so long: it has to be read and hit.
const LEAST = 30;
const SHUT = { closed: "meetings.closed", break: "meetings.break", off: "meetings.off" };

/**
 * A week in columns of days. Five of them, seven where something is open or booked on the weekend.
 * @param {{week: string, meetings: any[], hours: any | null, selected: string | null, current: string | null}} shown
 */
export function week({ week, meetings, hours, selected, current }) {
  const all = [0, 1, 2, 3, 4, 5, 6].map(at => column(addDays(week, at), meetings, hours));
  const weekend = all.slice(5).some(one => one.events.length > 0 || (hours && openOf(one).length > 0));
  const columns = weekend ? all : all.slice(0, 5);
  const { first, last } = bounds(columns);
  const today = day(Date.now());
  const root = h("div.cal.week", { role: "group", "data-first": String(first), "data-last": String(last), "aria-label": t("meetings.week", { days: days(week, addDays(week, 6)) }) },
    h("div.dh", {}, shortZone()),
    columns.map(({ key }) => heading(key, today, hours !== null)),
    h("div.hours", { "aria-hidden": "true" }, Array.from({ length: last - first }, (_, at) => h("span", {}, bdi(clock(wallTime(week, (first + at) * HOUR)))))),
    columns.map(one => dayColumn(one, { first, last, today, week, selected, current, hatched: hours !== null })));
  root.style.setProperty("--days", String(columns.length));
  root.style.setProperty("--rows", String(((last - first) * HOUR) / STEP));
  return root;
}

function column(key, meetings, hours) {
  const events = meetings
    .filter(meeting => day(meeting.start) === key)
    .map(meeting => {
      const from = minute(key, Date.parse(meeting.start));
      return { meeting, from, to: Math.max(from + LEAST, minute(key, Date.parse(meeting.end))), lane: 0 };
    });
  return { key, events, shut: hours ? closed(hours, key) : [], lanes: lanes(events) };
}

/** Where two lie beside each other each has a lane. @returns {number} how many there are */
function lanes(events) {
  const ends = [];
  for (const event of events) {
    const free = ends.findIndex(end => end <= event.from);
    event.lane = free < 0 ? ends.length : free;
    ends[event.lane] = event.to;
  }
  return Math.max(1, ends.length);
}

function bounds(columns) {
  const pieces = columns.flatMap(one => [...one.events, ...openOf(one)]);
  return {
    first: Math.floor(Math.min(8 * HOUR, ...pieces.map(piece => piece.from)) / HOUR),
    last: Math.min(24, Math.ceil(Math.max(18 * HOUR, ...pieces.map(piece => piece.to)) / HOUR)),
  };
}

const openOf = ({ shut }) => {
  const ends = shut.filter(piece => piece.kind !== "break").flatMap(piece => [piece.from, piece.to]);
  return ends.length === 0 ? [] : pairs([0, ...ends, 24 * HOUR]);
};

const pairs = ends => ends.flatMap((from, at) => (at % 2 === 0 && from < ends[at + 1] ? [{ from, to: ends[at + 1] }] : []));

/** Of a day that is not over it asks for a meeting, which is the keys' way to do so. */
function heading(key, today, bookable) {
  const { weekday, day } = weekdayOf(new Date(wallTime(key, 0)).toISOString());
  const name = [key === today ? t("meetings.day.today", { weekday }) : weekday, h("b", {}, day)];
  const props = { class: key === today ? "today" : "", "aria-current": key === today ? "date" : null };
  if (!bookable || key < today) return h("div.dh", props, name);
  return h("button.dh", { type: "button", title: t("schedule"), "data-book": key, ...props }, name, hiddenText(`, ${t("schedule")}`));
}

function dayColumn({ key, events, shut, lanes }, { first, last, today, week, selected, current, hatched }) {
  const start = first * HOUR;
  const put = (node, from, to) => {
    node.style.gridRow = `${Math.floor((from - start) / STEP) + 1} / ${Math.ceil((Math.min(to, last * HOUR) - start) / STEP) + 1}`;
    return node;
  };
  const root = h("div.day-col", { role: "group", "data-day": key, "aria-label": longDay(key), class: hatched ? "hatched" : "" },
    shut.filter(({ from, to }) => to > start && from < last * HOUR).map(({ from, to, kind }) => put(h("div.shut", {}, t(SHUT[kind])), Math.max(from, start), to)),
    events.map(event => {
      const beside = events.some(other => other !== event && other.from < event.to && event.from < other.to);
      const link = put(block(event.meeting, { week, selected, current }), event.from, event.to);
      if (beside) link.style.gridColumn = `${event.lane + 1}`;
      return link;
    }),
    key === today && isShown(minuteOf(Date.now()), start, last) ? put(h("div.now", { "aria-hidden": "true" }), minuteOf(Date.now()), minuteOf(Date.now()) + STEP) : null);
  root.style.setProperty("--lanes", String(lanes));
  return root;
}

const isShown = (at, start, last) => at >= start && at < last * HOUR;

function block(meeting, { week, selected, current }) {
  const off = meeting.state === "cancelled";
  const when = range(meeting.start, meeting.end);
  // Half an hour has room for one line.
  const short = meeting.duration <= 40;
  return h("a.ev", { ...linkTo(meeting, week, current), class: `${off ? "off" : isAsked(meeting) ? "open" : `c${colourOf(meeting.guest.id)}`} ${meeting.outcome === "no-show" ? "missed" : ""} ${meeting.id === selected ? "sel" : ""}`, title: when },
    short
      ? h("b", {}, bdi(clock(meeting.start)), " ", bdi(meeting.subject), h("span.guest-name", {}, ", ", bdi(meeting.guest.name)))
      : [h("b", {}, bdi(meeting.subject)), h("span", {}, bdi(clock(meeting.start)), " ", bdi(meeting.guest.name))],
    hiddenText(`, ${when}${off ? `, ${t("meeting.cancelled")}` : isAsked(meeting) ? `, ${t("meeting.unconfirmed")}` : meeting.outcome ? `, ${t(`meeting.${meeting.outcome}`)}` : ""}`));
}
