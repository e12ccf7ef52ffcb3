import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timelineRows } from '../../widget/rows.js';

const me = 'gst_me';
const at = (minute, second = 0) => new Date(2026, 2, 4, 10, minute, second).toISOString();
const mine = (seq, createdAt, clientId = `c${seq}`) => ({ seq, clientId, kind: 'text', text: 'x', author: { kind: 'guest', id: me }, createdAt });
const theirs = (seq, createdAt) => ({ seq, kind: 'text', text: 'y', author: { kind: 'agent', id: 'agt_1', name: 'Ines' }, createdAt });
const show = (input) => timelineRows({ messages: [], letters: [], me, newFrom: null, seenSeq: null, waiting: 'sending', ...input });

// Rule("MS-14")
test('days and the line New stand before their first message', () => {
  const rows = show({ messages: [theirs(1, new Date(2026, 2, 3, 23, 59).toISOString()), theirs(2, at(0))], newFrom: 2 });
  assert.deepEqual(rows.map((row) => row.type), ['day', 'message', 'day', 'new', 'message']);
});

test('one\'s own words are never new', () => {
  const rows = show({ messages: [mine(1, at(0)), theirs(2, at(1))], newFrom: 1 });
  assert.deepEqual(rows.map((row) => row.type), ['day', 'message', 'new', 'message']);
});

// Rule("MS-17")
test('every message has its time, said once for a minute of one author', () => {
  const rows = show({ messages: [theirs(1, at(0, 1)), theirs(2, at(0, 40)), theirs(3, at(1)), mine(4, at(1, 5)), mine(5, at(1, 6))] }).slice(1);
  assert.deepEqual(rows.map((row) => row.timed), [true, false, true, false, true]);
  assert.deepEqual(rows.map((row) => row.named), [true, false, false, true, false]);
});

// Rule("MS-4")
test('Seen stands once, under the last message an agent has read', () => {
  const rows = show({ messages: [mine(1, at(0)), mine(2, at(1)), mine(3, at(2))], seenSeq: 2 }).slice(1);
  assert.deepEqual(rows.map((row) => row.state), [undefined, 'seen', 'sent']);
});

// Rule("MS-2")
test('a letter that is on its way and has arrived is one message with one key', () => {
  const letter = { clientId: 'c1', conversation: 'cnv', text: 'x', at: Date.parse(at(0)) };
  const [, before] = show({ letters: [letter] });
  const after = show({ letters: [letter], messages: [mine(1, at(0), 'c1')] });
  assert.equal(before.state, 'sending');
  assert.equal(after.length, 2);
  assert.equal(after[1].key, before.key);
});
