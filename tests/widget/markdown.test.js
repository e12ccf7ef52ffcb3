import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks, inline, line } from '../../widget/markdown.js';

const flat = (pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.tag}${piece.href ? ` ${piece.href}` : ''}>${flat(piece.children)}</>`)).join('');

// Rule("MS-1")
test('bold, italic, code, lists and quotes are shown', () => {
  assert.equal(flat(inline('a **b** *c* _d_ `e`')), 'a <strong>b</> <em>c</> <em>d</> <code>e</>');
  assert.equal(flat(inline('***a*** ***b* c** **d *e*** **f** **g** _h_ _i_')), '<strong><em>a</></> <strong><em>b</> c</> <strong>d <em>e</></> <strong>f</> <strong>g</> <em>h</> <em>i</>');
  assert.equal(flat(blocks('> quoted\n> on\nplain')), '<blockquote><p>quoted\non</></><p>plain</>');
  assert.equal(flat(blocks('- one\n- two **x**')), '<ul><li>one</><li>two <strong>x</></></>');
  assert.equal(flat(blocks('3. one\n4. two')), '<ol><li>one</><li>two</></>');
  assert.equal(blocks('3. one')[0].start, '3');
  assert.equal(flat(blocks('```\n**raw**\n```')), '<pre>**raw**</>');
});

// Rule("MS-1")
test('only http, https, mailto and tel become links', () => {
  assert.equal(flat(inline('see https://a.example/x?y=1.')), 'see <a https://a.example/x?y=1>https://a.example/x?y=1</>.');
  assert.equal(flat(inline('mailto:a@b.example or tel:+311234')), '<a mailto:a@b.example>mailto:a@b.example</> or <a tel:+311234>tel:+311234</>');
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', 'http://', '[x](javascript:alert(1))']) {
    assert.doesNotMatch(flat(inline(text)), /<a /, text);
  }
});

// Rule("MS-1")
test('markup is text', () => {
  assert.deepEqual(inline('<img src=x onerror=alert(1)>'), ['<img src=x onerror=alert(1)>']);
});

test('signs inside words mean themselves', () => {
  for (const text of ['2*3*4', 'snake_case_name', '** not bold **', 'a_b_']) assert.deepEqual(inline(text), [text]);
});

test('every character of the text is shown, in whatever order the signs come', () => {
  let seed = 7;
  const next = (n) => (seed = (seed * 16807) % 2147483647) % n;
  const bits = ['*', '**', '_', '`', 'a', ' ', 'é', 'https://x.example', '\n', '> ', '- '];
  const words = (pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : words(piece.children))).join('');
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: 12 }, () => bits[next(bits.length)]).join('');
    const letters = (it) => it.replace(/[^aé]/g, '');
    assert.equal(letters(words(blocks(text)).replaceAll('example', '')), letters(text.replaceAll('example', '')), JSON.stringify(text));
  }
});

test('ten thousand signs are read in no time', () => {
  for (const text of ['**a '.repeat(2500), '*_'.repeat(5000), '> '.repeat(5000), '`'.repeat(10000)]) {
    const start = performance.now();
    blocks(text);
    assert.ok(performance.now() - start < 2000, text.slice(0, 4));
  }
});

// Rule("IN-6", "LI-1", "MS-1")
test('a row of a list shows words without their marks', () => {
  assert.equal(line('- **Oak**: 12 weeks\n- `Ash`: _4_ weeks'), 'Oak: 12 weeks Ash: 4 weeks');
  assert.equal(line('> quoted\n***very* much**'), 'quoted very much');
  assert.equal(line('```\nx = 1\n```'), 'x = 1');
  assert.equal(line('3. one\n4. _two_'), '3. one 4. two');
});

// Rule("IN-6", "LI-1")
test('what is no mark stays in a row', () => {
  for (const text of ['2*3*4', 'snake_case_names', '2 * 3 * 4', '1. first', 'a - b', '**', '(x_y)']) assert.equal(line(text), text);
  assert.equal(line('*'.repeat(10_000)).length <= 400, true);
});
