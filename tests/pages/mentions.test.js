import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// The module's own functions, without what needs a page.
const source = readFileSync(new URL('../../src/Web/wwwroot/js/inbox/mentions.js', import.meta.url), 'utf8').replace(/^import .*$/gm, '');
const { atWord, labelOf, mentioned, names } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const mara = { id: 'agt_1', name: 'Mara Nowak', guestName: 'Mara from Sales' };
const noah = { id: 'agt_2', name: 'Noah', guestName: null };
const other = { id: 'agt_3', name: 'Noah', guestName: null };
const ids = (text, agents, note = false, chosen = []) => mentioned(text, agents, note, new Set(chosen)).map(({ id }) => id);

// Rule("MS-10")
test('a name stands as a word behind the sign, as the server asks it', () => {
  for (const text of ['@Noah', 'Ask (@Noah), please', "@Noah's turn", '@Noahs, @Noah']) assert.ok(names(text, 'Noah'), text);
  for (const text of ['@Noahs turn', 'mail@Noah', 'Noah', '@noah', '@ Noah', '']) assert.ok(!names(text, 'Noah'), text);
});

test('whom a text names is read from the text, in the words of its readers', () => {
  assert.equal(labelOf(mara, false), 'Mara from Sales');
  assert.equal(labelOf(mara, true), 'Mara Nowak');
  assert.deepEqual(ids('@Mara from Sales and @Noah', [mara, noah]), ['agt_1', 'agt_2']);
  assert.deepEqual(ids('@Mara Nowak', [mara]), []);
  assert.deepEqual(ids('@Mara Nowak', [mara], true), ['agt_1']);
  assert.deepEqual(ids('Noah', [noah]), []);
});

test('of two of one name the chosen one is meant', () => {
  assert.deepEqual(ids('@Noah', [noah, other]), []);
  assert.deepEqual(ids('@Noah', [noah, other], false, ['agt_3']), ['agt_3']);
});

test('what is typed behind the sign is completed over several words, and no address is', () => {
  const found = (text, note = false) => atWord(text, text.length, [mara, noah], note)?.found.map(({ id }) => id);
  assert.deepEqual(found('Ask @'), ['agt_1', 'agt_2']);
  assert.deepEqual(found('@mara n'), ['agt_1']);
  assert.deepEqual(found('@sal'), ['agt_1']);
  assert.deepEqual(found('@zz'), []);
  for (const text of ['mail@ma', '@ ma', '@Noah knows', 'a\n', 'nothing', '@a\nb']) assert.equal(found(text), undefined, text);
});
