import { language } from './texts.js';
import { whenText } from './when-texts.js';
import { placeOf } from './zones.js';

/** The guest's own habits, 12 or 24 hours and the first day of the week, where the browser speaks the chat's language. */
export const habits = () => navigator.languages?.find((it) => it.toLowerCase().split('-')[0] === language()) || language();

/** @param {string | number} at @param {string} zone @param {Intl.DateTimeFormatOptions} options */
export const inZone = (at, zone, options) => new Intl.DateTimeFormat(habits(), { timeZone: zone, ...options }).format(new Date(at));

/** @param {string | number} at @param {string} zone */
export const timeIn = (at, zone) => inZone(at, zone, { timeStyle: 'short' });

/** A day's own name; it is the same in every zone. @param {string} day @param {Intl.DateTimeFormatOptions} options */
export const dayNamed = (day, options) => inZone(`${day}T12:00Z`, 'UTC', options);

export const LONG_DAY = /** @type {const} */ ({ weekday: 'long', day: 'numeric', month: 'long' });

/** @param {{ start: string, end: string }} meeting @param {string} zone */
export function fromTo({ start, end }, zone) {
  return new Intl.DateTimeFormat(habits(), { timeZone: zone, timeStyle: 'short' }).formatRange(new Date(start), new Date(end));
}

/** Day, time and zone: two people may be in different ones. @param {{ start: string, end: string }} meeting @param {string} zone */
export function fullTime(meeting, zone) {
  return `${inZone(meeting.start, zone, { ...LONG_DAY, year: 'numeric' })}, ${fromTo(meeting, zone)}, ${zoneTime(zone)}`;
}

/** @param {string} zone */
export const zoneTime = (zone) => whenText('zoneTime', { place: placeOf(zone) });

/** @param {number} count */
export const minutes = (count) => new Intl.NumberFormat(language(), { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(count);
