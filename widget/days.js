/**
 * Days are written 2026-12-03 and months 2026-12: as texts they sort, and no clock turns them. Only an instant has a zone.
 */
const LENGTH = 86_400_000;

/** @param {string} day */
const noon = (day) => Date.parse(`${day}T12:00Z`);

/** @param {string} day @param {number} count */
export const addDays = (day, count) => new Date(noon(day) + count * LENGTH).toISOString().slice(0, 10);

/** @param {string} month @param {number} count */
export function addMonths(month, count) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** @param {string} month */
export const lastOf = (month) => addDays(`${addMonths(month, 1)}-01`, -1);

/** Which day it is somewhere, at an instant. @param {string} zone @returns {(at: number | string) => string} */
export function daysIn(zone) {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}

/** The times of each day, as the days are in a zone. @param {Iterable<string>} starts in order @param {string} zone @returns {Map<string, string[]>} */
export function byDay(starts, zone) {
  const dayOf = daysIn(zone);
  const days = new Map();
  for (const start of starts) {
    const day = dayOf(start);
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(start);
  }
  return days;
}

/** 1 for Monday to 7 for Sunday. @param {string} day */
const weekday = (day) => new Date(noon(day)).getUTCDay() || 7;

/** Where a week begins (LA-5). @param {string} locale */
export function weekBegins(locale) {
  /** @type {any} */
  const known = new Intl.Locale(locale);
  return (known.getWeekInfo?.() || known.weekInfo)?.firstDay || 1;
}

/** @param {string} day @param {number} first */
const placeInWeek = (day, first) => (weekday(day) - first + 7) % 7;

/** A month as weeks of seven places; null: not of this month. @param {string} month @param {number} first @returns {(string | null)[][]} */
export function monthGrid(month, first) {
  const start = `${month}-01`;
  const before = placeInWeek(start, first);
  const count = Number(lastOf(month).slice(8));
  const weeks = Math.ceil((before + count) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, place) => {
      const number = week * 7 + place - before;
      return number < 0 || number >= count ? null : addDays(start, number);
    }),
  );
}

/** Where a key leads from a day (AX-2); null: nowhere. @param {string} key @param {string} day @param {number} first @param {boolean} rightToLeft */
export function dayAfterKey(key, day, first, rightToLeft) {
  const side = rightToLeft ? -1 : 1;
  const months = { PageUp: -1, PageDown: 1 }[key];
  if (months) {
    const month = addMonths(day.slice(0, 7), months);
    const last = lastOf(month);
    const same = `${month}${day.slice(7)}`;
    return same < last ? same : last;
  }
  const place = placeInWeek(day, first);
  const step = { ArrowLeft: -side, ArrowRight: side, ArrowUp: -7, ArrowDown: 7, Home: -place, End: 6 - place }[key];
  return step === undefined ? null : addDays(day, step);
}
