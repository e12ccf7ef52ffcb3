import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findZones, isZone, placeOf, zoneHere } from '../../widget/zones.js';

const ALL = ['America/Argentina/Buenos_Aires', 'America/New_York', 'America/Sao_Paulo', 'Europe/Berlin', 'Europe/London', 'UTC'];

/** A browser that says it is there. */
function withZone(timeZone, run) {
  const before = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone });
  try {
    return run();
  } finally {
    Intl.DateTimeFormat.prototype.resolvedOptions = before;
  }
}

test('a zone is found by its place, as one types it', () => {
  assert.deepEqual(findZones('new york', ALL, 9), ['America/New_York']);
  assert.deepEqual(findZones('New_York', ALL, 9), ['America/New_York']);
  assert.deepEqual(findZones('são paulo', ALL, 9), ['America/Sao_Paulo']);
  assert.deepEqual(findZones('london', ALL, 9), ['Europe/London']);
  assert.deepEqual(findZones('', ALL, 2), ALL.slice(0, 2));
  assert.deepEqual(findZones('atlantis', ALL, 9), []);
});

test('a place whose name begins so comes first', () => {
  assert.deepEqual(findZones('b', ALL, 2), ['America/Argentina/Buenos_Aires', 'Europe/Berlin']);
});

test('a zone is called by its place', () => {
  assert.equal(placeOf('America/Argentina/Buenos_Aires'), 'Buenos Aires');
  assert.equal(placeOf('UTC'), 'UTC');
});

// Rule("ME-7")
test('the guest\'s choice counts, then the browser\'s zone, and one that nobody knows is none', () => {
  const chosen = (zone) => ({ get: () => zone });
  assert.ok(isZone('Europe/Kiev') && isZone('Europe/Kyiv') && !isZone('Foo/Bar') && !isZone(undefined));
  withZone('Europe/London', () => {
    assert.equal(zoneHere(chosen('Asia/Tokyo')), 'Asia/Tokyo');
    assert.equal(zoneHere(chosen(null)), 'Europe/London');
    assert.equal(zoneHere(chosen('Foo/Bar')), 'Europe/London');
  });
  withZone('Foo/Bar', () => assert.equal(zoneHere(chosen(null)), null));
  withZone(undefined, () => assert.equal(zoneHere(chosen(null)), null));
});
