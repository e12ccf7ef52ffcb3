import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// The modules' own functions, without what needs a page.
const read = (file) => readFileSync(new URL(`../../src/Web/wwwroot/js/${file}`, import.meta.url), 'utf8').replace(/^import .*$/gm, '');
const source = ['const language = "en", t = key => key;', read('text/when.js'), read('meetings/days.js'), read('meetings/link.js')].join('\n');
const { addDays, beside, closed, minuteOf, monday, useZone, wallTime, dayOfWeek } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const hours = (more) => ({ timeZone: 'Europe/Warsaw', weekly: [], breaks: [], dates: [], ...more });
const pieces = (availability, key) => closed(availability, key).map(({ from, to, kind }) => [from, to, kind]);

test('weeks begin on Monday, over the end of a year too', () => {
  assert.equal(monday('2027-01-03'), '2026-12-28');
  assert.equal(monday('2026-12-28'), '2026-12-28');
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.deepEqual(['2027-03-22', '2027-03-28'].map(dayOfWeek), [1, 7]);
});

// Rule("ME-7", "ME-15")
test('what is closed is what the hours leave, breaks within them, and a date has hours of its own', () => {
  useZone('Europe/Warsaw');
  const availability = hours({
    weekly: [{ day: 1, from: 540, to: 1020 }, { day: 5, from: 1320, to: 120 }],
    breaks: [{ from: 720, to: 780 }, { from: 1000, to: 1100, day: 1 }, { from: 600, to: 660, day: 2 }],
    dates: [{ date: '2027-03-29', hours: [] }, { date: '2027-03-30', hours: [{ from: 600, to: 0 }] }],
  });
  assert.deepEqual(pieces(availability, '2027-03-22'), [[0, 540, 'closed'], [1020, 1440, 'closed'], [720, 780, 'break'], [1000, 1020, 'break']]);
  assert.deepEqual(pieces(availability, '2027-03-27'), [[120, 1440, 'closed']]);
  assert.deepEqual(pieces(availability, '2027-03-29'), [[0, 1440, 'off']]);
  assert.deepEqual(pieces(availability, '2027-03-30'), [[0, 600, 'closed'], [600, 660, 'break'], [720, 780, 'break']]);
});

// Rule("ME-12")
test('hours of another zone lie where the reader’s clock shows them, on the day the clocks change too', () => {
  useZone('Asia/Tokyo');
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 540, to: 1020 }));
  // Nine to five in Warsaw is 17:00 to 01:00 in Tokyo, in summer an hour less.
  assert.deepEqual(pieces(hours({ weekly: everyDay }), '2027-03-24'), [[60, 1020, 'closed']]);
  assert.deepEqual(pieces(hours({ weekly: everyDay }), '2027-03-28'), [[60, 960, 'closed']]);
  useZone('Europe/Warsaw');
  assert.deepEqual(pieces(hours({ weekly: everyDay }), '2027-03-28'), [[0, 540, 'closed'], [1020, 1440, 'closed']]);
  assert.equal(minuteOf(wallTime('2027-03-28', 540)), 540);
  assert.equal(new Date(wallTime('2027-03-28', 540, 'America/New_York')).toISOString(), '2027-03-28T13:00:00.000Z');
});

test('arrows go on in time, and sideways to the nearest of the next day that has any', () => {
  const order = [['a', '1', 540], ['b', '1', 900], ['c', '3', 600], ['d', '3', 840], ['e', '5', 540]].map(([id, day, minute]) => ({ id, day, minute }));
  const to = (from, key, rtl = false) => beside(order, from, key, rtl)?.id;
  assert.deepEqual([to('a', 'ArrowDown'), to('b', 'ArrowDown'), to('e', 'ArrowDown'), to('a', 'ArrowUp')], ['b', 'c', undefined, undefined]);
  assert.deepEqual([to('a', 'ArrowRight'), to('b', 'ArrowRight'), to('d', 'ArrowLeft'), to('a', 'ArrowLeft')], ['c', 'd', 'b', undefined]);
  assert.deepEqual([to('b', 'ArrowLeft', true), to('d', 'ArrowRight', true)], ['d', 'b']);
  assert.deepEqual([to('c', 'Home'), to('c', 'End'), to('c', 'x')], ['a', 'e', undefined]);
});
