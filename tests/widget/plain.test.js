import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../widget/plain.js';

// Rule("IN-6", "MS-1")
test('a row of the list shows words without their marks', () => {
  assert.equal(plain('- **Oak**: 12 weeks\n- `Ash`: _4_ weeks'), 'Oak: 12 weeks\nAsh: 4 weeks');
  assert.equal(plain('> quoted\n***very* much**'), 'quoted\nvery much');
  assert.equal(plain('```\nx = 1\n```'), '\nx = 1\n');
});

// Rule("IN-6")
test('what is no mark stays', () => {
  for (const text of ['2*3*4', 'snake_case_names', '2 * 3 * 4', '1. first', 'a - b', '**', '(_x_y)']) assert.equal(plain(text), text);
  assert.equal(plain('*'.repeat(10_000)).length <= 300, true);
});
