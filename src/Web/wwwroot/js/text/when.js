import { language, t } from "./text.js";

let zone;

/** The reader's zone (MS-17); the browser's until the account is known. */
export const useZone = name => {
  zone = name || undefined;
  made.clear();
};

const made = new Map();
// To make one costs more than a hundred uses of it.
const format = (options, where = locale()) => {
  const key = where + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(where, { timeZone: zone, ...options }));
  return made.get(key);
};
// The page's language, with the reader's own habits (12 or 24 hours, order of the date) where the browser knows them.
const locale = () => navigator.languages.find(name => name.split("-")[0] === language) ?? language;

export const clock = time => format({ timeStyle: "short" }).format(new Date(time));

/** The full time with its zone. */
export const full = time => format({ dateStyle: "full", timeStyle: "long" }).format(new Date(time));

/** The calendar day in the reader's zone, as a key that sorts. */
export function day(time) {
  const of = Object.fromEntries(format({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA").formatToParts(new Date(time)).map(part => [part.type, part.value]));
  return `${of.year}-${of.month}-${of.day}`;
}

/** When a day of the reader's zone begins, or one some days later, in milliseconds. @param {string} key @param {number} [later] */
export const dayStart = (key, later = 0) => wallTime(key, later * 1440);

/** When the clock of a zone, the reader's or another, shows so many minutes after a day's midnight, in milliseconds. @param {string} key @param {number} minutes @param {string} [where] */
export function wallTime(key, minutes, where = zone) {
  const [year, month, date] = key.split("-").map(Number);
  const wall = Date.UTC(year, month - 1, date, 0, minutes);
  // The zone's distance at the first guess can be another than at the right time, on a day of change.
  return wall - distance(wall - distance(wall, where), where);
}

/** How many minutes after midnight the reader's clock shows. */
export function minuteOf(time) {
  const at = new Date(time).getTime();
  return Math.floor(((at + distance(at, zone)) % 86_400_000) / 60_000);
}

function distance(at, where) {
  const of = Object.fromEntries(
    format({ timeZone: where, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }, "en-US")
      .formatToParts(new Date(at))
      .map(part => [part.type, Number(part.value)]),
  );
  return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute, of.second) - at;
}

/** A day's date. @param {string} key */
export const date = key => format({ day: "numeric", month: "short", year: "numeric" }).format(new Date(dayStart(key)));

const daysAgo = time => Math.round((Date.parse(day(Date.now())) - Date.parse(day(time))) / 86_400_000);

/** Today, yesterday, or the date: the heading of a day. */
export function dayName(time) {
  const ago = daysAgo(time);
  if (ago === 0) return t("when.today");
  if (ago === 1) return t("when.yesterday");
  if (ago > 1 && ago < 7) return format({ weekday: "long", day: "numeric", month: "long" }).format(new Date(time));
  return format({ day: "numeric", month: "long", year: "numeric" }).format(new Date(time));
}

/** Short, for a row of the list: the clock today, a weekday this week, else the date. */
export function short(time) {
  const ago = daysAgo(time);
  if (ago <= 0) return clock(time);
  if (ago === 1) return t("when.yesterday");
  if (ago < 7) return format({ weekday: "short" }).format(new Date(time));
  const sameYear = day(time).slice(0, 4) === day(Date.now()).slice(0, 4);
  return format(sameYear ? { day: "numeric", month: "short" } : { day: "numeric", month: "short", year: "numeric" }).format(new Date(time));
}

/** The clock of another zone, now. @param {string} other */
export function clockIn(other) {
  return new Intl.DateTimeFormat(locale(), { timeZone: other, hour: "numeric", minute: "2-digit", timeZoneName: "short" }).format(new Date());
}

/** "45 min", "2 h 5 min", "3 days". @param {number} minutes */
export function span(minutes) {
  if (minutes < 60) return t("when.minutes", { n: Math.max(1, Math.floor(minutes)) });
  if (minutes < 24 * 60) return t("when.hours", { h: Math.floor(minutes / 60), n: Math.floor(minutes % 60) });
  return t("when.days", { count: Math.floor(minutes / 1440), n: Math.floor(minutes / 1440) });
}

/** A length that somebody sets, in whole words: "45 minutes", "4 hours", "2 days". @param {number} minutes */
export function length(minutes) {
  const [unit, of] = minutes > 0 && minutes % 1440 === 0 ? ["day", 1440] : minutes > 0 && minutes % 60 === 0 ? ["hour", 60] : ["minute", 1];
  return new Intl.NumberFormat(locale(), { style: "unit", unit: String(unit), unitDisplay: "long" }).format(minutes / Number(of));
}

/** From when to when, with the day. @param {string | number} start @param {string | number} end */
export const range = (start, end) => format({ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).formatRange(new Date(start), new Date(end));

/** The day with its weekday. @param {string | number} time */
export const weekday = time => format({ weekday: "long", day: "numeric", month: "long" }).format(new Date(time));

/** From day to day. @param {string} first @param {string} last */
export const days = (first, last) => format({ day: "numeric", month: "long", year: "numeric" }).formatRange(new Date(dayStart(first)), new Date(dayStart(last)));

/** A day with its weekday. @param {string} key */
export const longDay = key => weekday(dayStart(key));

/** A weekday's name; 1 is Monday. @param {number} number */
export const weekdayName = number => format({ weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, number)));

/** The reader's zone in short. */
export const shortZone = () => format({ timeZoneName: "short" }).formatToParts(new Date()).find(part => part.type === "timeZoneName")?.value ?? "";

/** For the leaf of a calendar. @param {string} time */
export const weekdayOf = time => ({ weekday: format({ weekday: "short" }).format(new Date(time)), day: format({ day: "numeric" }).format(new Date(time)) });

/** The reader's zone by its name. */
export const zoneName = () => format({ timeZoneName: "long" }).formatToParts(new Date()).find(part => part.type === "timeZoneName")?.value ?? "";

/** A list of names as the language joins them, each a node or a string. @param {any[]} items */
export function list(items) {
  const out = [];
  const joined = new Intl.ListFormat(language, { type: "conjunction" }).formatToParts(items.map((_, index) => String(index)));
  for (const part of joined) out.push(part.type === "element" ? items[Number(part.value)] : part.value);
  return out;
}
