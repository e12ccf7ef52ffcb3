import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, byDay, dayAfterKey, lastOf, monthGrid, weekBegins } from '../../widget/days.js';

const MONDAY = 1;
const SUNDAY = 7;

test('days and months are counted over the ends of months and years', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2028-03-01', -1), '2028-02-29');
  assert.equal(addMonths('2026-12', 1), '2027-01');
  assert.equal(addMonths('2026-01', -1), '2025-12');
  assert.equal(lastOf('2027-02'), '2027-02-28');
});

// Rule("LA-5")
test('a month is drawn from the day on which the reader\'s weeks begin', () => {
  assert.deepEqual(monthGrid('2026-12', MONDAY)[0], [null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
  assert.deepEqual(monthGrid('2026-12', SUNDAY)[0], [null, null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']);
  assert.equal(weekBegins('de-DE'), MONDAY);
  assert.equal(weekBegins('en-US'), SUNDAY);
});

test('every month has each of its days once, in weeks of seven', () => {
  for (let month = '2026-01'; month < '2030-01'; month = addMonths(month, 1)) {
    for (let first = 1; first <= 7; first++) {
      const weeks = monthGrid(month, first);
      const days = weeks.flat().filter(Boolean);
      assert.ok(weeks.every((week) => week.length === 7 && week.some(Boolean)), month);
      assert.equal(days.length, Number(lastOf(month).slice(8)), month);
      assert.equal(new Set(days).size, days.length, month);
    }
  }
});

// Rule("ME-7")
test('a time stands on the day that the guest has then, not the host', () => {
  const starts = ['2026-12-03T09:00:00Z', '2026-12-03T15:30:00Z', '2026-12-04T03:00:00Z'];
  assert.deepEqual([...byDay(starts, 'Europe/London')], [['2026-12-03', starts.slice(0, 2)], ['2026-12-04', [starts[2]]]]);
  assert.deepEqual([...byDay(starts, 'Asia/Tokyo').keys()], ['2026-12-03', '2026-12-04']);
  assert.deepEqual(byDay(starts, 'Asia/Tokyo').get('2026-12-04'), [starts[1], starts[2]]);
  assert.deepEqual([...byDay(starts, 'America/Los_Angeles')], [['2026-12-03', starts]]);
});

test('a day on which clocks are changed has its own times, the one that comes twice both times', () => {
  const starts = ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z', '2027-10-31T22:59:00Z', '2027-10-31T23:00:00Z'];
  assert.deepEqual([...byDay(starts, 'Europe/Berlin')], [['2027-10-31', starts.slice(0, 3)], ['2027-11-01', [starts[3]]]]);
  const spring = ['2027-03-27T22:59:00Z', '2027-03-27T23:00:00Z', '2027-03-28T21:59:00Z', '2027-03-28T22:00:00Z'];
  assert.deepEqual([...byDay(spring, 'Europe/Berlin').keys()], ['2027-03-27', '2027-03-28', '2027-03-29']);
  // Samoa had no 30 December 2011.
  assert.deepEqual([...byDay(['2011-12-30T09:59:00Z', '2011-12-30T10:00:00Z'], 'Pacific/Apia').keys()], ['2011-12-29', '2011-12-31']);
});

// Rule("AX-2")
test('keys lead from day to day, week to week and month to month', () => {
  const go = (key, day, rightToLeft = false) => dayAfterKey(key, day, MONDAY, rightToLeft);
  assert.equal(go('ArrowRight', '2026-12-31'), '2027-01-01');
  assert.equal(go('ArrowRight', '2026-12-31', true), '2026-12-30');
  assert.equal(go('ArrowLeft', '2026-12-01'), '2026-11-30');
  assert.equal(go('ArrowDown', '2026-12-03'), '2026-12-10');
  assert.equal(go('ArrowUp', '2026-12-03'), '2026-11-26');
  assert.equal(go('Home', '2026-12-03'), '2026-11-30');
  assert.equal(go('End', '2026-12-03'), '2026-12-06');
  assert.equal(go('PageDown', '2027-01-31'), '2027-02-28');
  assert.equal(go('PageUp', '2027-03-31'), '2027-02-28');
  assert.equal(go('PageDown', '2026-12-03'), '2027-01-03');
  assert.equal(go('Enter', '2026-12-03'), null);
});
