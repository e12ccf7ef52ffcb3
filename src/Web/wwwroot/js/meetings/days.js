import { dayStart, minuteOf, wallTime } from "../text/when.js";

const DAY = 24 * 60;

/** Days are keys such as 2026-11-23. @param {string} key @param {number} count */
export const addDays = (key, count) => new Date(Date.parse(key) + count * 86_400_000).toISOString().slice(0, 10);

/** 1 is Monday. @param {string} key */
export const dayOfWeek = key => new Date(Date.parse(key)).getUTCDay() || 7;

/** The Monday of a day's week. @param {string} key */
export const monday = key => addDays(key, 1 - dayOfWeek(key));

/**
 * The pieces of a day of the reader's in which an agent cannot be booked, in minutes of that day. The hours are those of the agent's own
 * zone, which can be another.
 * @param {any} availability @param {string} key
 * @returns {{from: number, to: number, kind: string}[]} kind: closed, break or off
 */
export function closed(availability, key) {
  const open = join(around(key).flatMap(date => hoursOf(availability, date).map(hours => within(key, availability.timeZone, date, hours))));
  const pauses = join(around(key).flatMap(date => availability.breaks.filter(pause => (pause.day ?? dayOfWeek(date)) === dayOfWeek(date)).map(pause => within(key, availability.timeZone, date, pause))));
  const off = availability.dates.some(own => own.date === key && own.hours.length === 0);
  return [
    ...gaps(open).map(piece => ({ ...piece, kind: off ? "off" : "closed" })),
    ...open.flatMap(piece => pauses.map(pause => both(piece, pause))).filter(piece => piece.from < piece.to).map(piece => ({ ...piece, kind: "break" })),
  ];
}

// Hours reach into the next day, and no zone is further than a day from another.
const around = key => [-2, -1, 0, 1].map(days => addDays(key, days));

const hoursOf = ({ dates, weekly }, date) => dates.find(own => own.date === date)?.hours ?? weekly.filter(hours => hours.day === dayOfWeek(date));

function within(key, zone, date, { from, to }) {
  return { from: minute(key, wallTime(date, from, zone)), to: minute(key, wallTime(date, to > from ? to : to + DAY, zone)) };
}

/** The reader's minute of a day, or its nearer end. */
export function minute(key, time) {
  if (time <= dayStart(key)) return 0;
  return time >= dayStart(key, 1) ? DAY : minuteOf(time);
}

const both = (one, other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) });

function join(pieces) {
  const joined = [];
  for (const { from, to } of pieces.filter(piece => piece.from < piece.to).sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

function gaps(open) {
  const ends = [0, ...open.flatMap(piece => [piece.from, piece.to]), DAY];
  return ends.flatMap((from, at) => (at % 2 === 0 && from < ends[at + 1] ? [{ from, to: ends[at + 1] }] : []));
}
