import { LONG_DAY, dayNamed, inZone, timeIn, zoneTime } from './at.js';
import { daysIn } from './days.js';
import { el, icon } from './dom.js';
import { whenText } from './when-texts.js';

/**
 * A free time. It says day, time and zone to whoever does not see where it stands (AX-5).
 * @param {string} start @param {string} zone @param {() => void} choose @param {{ twice?: boolean, day?: boolean, pressed?: boolean }} [look]
 */
export function slotButton(start, zone, choose, { twice, day, pressed } = {}) {
  // Where a clock is put back the same time comes twice, and its zone's name tells which.
  const time = twice ? inZone(start, zone, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }) : timeIn(start, zone);
  const own = daysIn(zone)(start);
  const label = whenText('slot', { day: dayNamed(own, LONG_DAY), time, zone: zoneTime(zone) });
  const shown = day ? `${dayNamed(own, { weekday: 'short', day: 'numeric', month: 'short' })}, ${time}` : time;
  return el('button.slot', { type: 'button', 'aria-label': day ? `${shown}. ${label}` : label, 'aria-pressed': pressed === undefined ? null : String(pressed), onclick: choose }, shown);
}

/** Those times of a day that another one looks like. @param {string[]} starts @param {string} zone @returns {Set<string>} */
export function lookAlike(starts, zone) {
  const shown = starts.map((start) => timeIn(start, zone));
  return new Set(starts.filter((_, at) => shown.indexOf(shown[at]) !== shown.lastIndexOf(shown[at])));
}

/** ME-25: what was just taken, and what is free instead. @param {string} start @param {string[]} next @param {string} zone @param {(start: string) => void} choose */
export function justTaken(start, next, zone, choose) {
  const words = whenText(next.length ? 'taken' : 'takenAll', { time: timeIn(start, zone) });
  return [
    el('p.banner.warn', { role: 'alert' }, icon('clock', 's'), el('span', {}, words)),
    next.length > 0 && el('ul.times', {}, next.map((other) => el('li', {}, slotButton(other, zone, () => choose(other), { day: true })))),
  ].filter(Boolean);
}
