import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alone } from '../../widget/alone.js';
import { EMOJI, colonEnded, colonWord, emojiName, findEmoji } from '../../widget/emoji.js';

const all = EMOJI.flatMap((group) => group.all);
const signs = (typed, most = 20) => findEmoji(typed, most).map(({ sign }) => sign);

// Rule("MS-11")
test('one to three emoji alone are large, whatever they are made of', () => {
  const single = ['🙂', '❤️', '👍🏽', '☝🏽', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '👩🏽‍⚕️', '👨‍👩‍👧‍👦', '❤‍🔥', '🏳️‍🌈', '✅'];
  for (const sign of single) {
    assert.ok(alone(sign), sign);
    assert.ok(alone(` ${sign}\n${sign} ${sign} `), `${sign} three times`);
    assert.ok(!alone(sign.repeat(4)), `${sign} four times`);
    assert.ok(!alone(`${sign}!`), `${sign} with a sign`);
    assert.ok(!alone(`a ${sign}`), `${sign} with a letter`);
  }
});

test('digits, letters, signs and nothing are no emoji', () => {
  for (const text of ['', ' ', '1', '42', '#', 'a', '©', '☎', '→', '🇩', 'ok', '**🙂**', '\u200D', '\uFE0F']) assert.ok(!alone(text), JSON.stringify(text));
  // However long it is, it takes no time.
  assert.ok(!alone('👩\u200D'.repeat(5000)));
});

test('every emoji of the table is one, has a name of its own and a German one', () => {
  assert.ok(all.length >= 250, `${all.length}`);
  assert.ok(EMOJI.length >= 6);
  const names = all.flatMap((emoji) => emoji.names);
  assert.equal(new Set(names).size, names.length);
  assert.equal(new Set(all.map(({ sign }) => sign)).size, all.length);
  for (const emoji of all) {
    assert.ok(alone(emoji.sign) && !alone(emoji.sign.repeat(4)), emoji.sign);
    assert.match(emoji.names[0], /^[a-z\d_+-]+$/, emoji.sign);
    assert.ok(emojiName(emoji, 'de').trim() && emojiName(emoji, 'en').trim(), emoji.sign);
  }
});

test('they are found by words of both languages, by accents or without, exact names first', () => {
  assert.equal(signs('heart')[0], '❤️');
  assert.ok(signs('herz').includes('❤️'));
  assert.ok(signs('glücklich').length > 0);
  assert.deepEqual(signs('glucklich'), signs('glücklich'));
  assert.ok(signs('daumen hoch').includes('👍'));
  assert.ok(signs('+1').includes('👍'));
  assert.ok(signs('THUMBSUP').includes('👍'));
  assert.deepEqual(signs('qqqq'), []);
  assert.deepEqual(signs('  '), []);
  assert.equal(signs('a', 7).length, 7);
});

test('a name is completed after a colon that begins a word, and nowhere else', () => {
  assert.deepEqual(colonWord('Well :hea', 9), { from: 5, typed: 'hea' });
  assert.deepEqual(colonWord(':hea and more', 4), { from: 0, typed: 'hea' });
  assert.deepEqual(colonWord('(:glü', 5), { from: 1, typed: 'glü' });
  for (const text of ['at 10:30', 'https://x', 'a:b', ':', ':a', 'Re: ok', ':hea ']) assert.equal(colonWord(text, text.length), null, text);
});

test('a whole name becomes its emoji, a word that is none stays', () => {
  assert.deepEqual(colonEnded('I :heart:', 9), { from: 2, sign: '❤️' });
  assert.deepEqual(colonEnded(':+1:', 4), { from: 0, sign: '👍' });
  assert.deepEqual(colonEnded('x :Tada: y', 8), { from: 2, sign: '🎉' });
  assert.deepEqual(colonEnded('🙂:+1:', 6), { from: 2, sign: '👍' });
  for (const text of ['10:100:', 'http://:v:', 'a:heart:', ':nothing_of_that:', '::', ':heart', 'see: heart:']) assert.equal(colonEnded(text, text.length), null, text);
});
