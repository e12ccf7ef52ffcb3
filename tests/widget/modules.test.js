import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../widget/', import.meta.url);
const modules = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'));
const read = (file) => readFileSync(new URL(file, folder), 'utf8');

test('names at the top of modules are unique, because the server composes them into one scope', () => {
  const seen = new Map();
  for (const file of modules.filter((it) => it !== 'loader.js')) {
    for (const [, name] of read(file).matchAll(/^(?:export )?(?:(?:async )?function\*?|class|const|let|var) (\w+)/gm)) {
      assert.equal(seen.get(name), undefined, `${name} in ${file}`);
      seen.set(name, file);
    }
  }
});

// Rule("WI-3")
test('nothing is used that a strict policy of the host page forbids', () => {
  const forbidden = /\binnerHTML|outerHTML|insertAdjacentHTML|document\.write\b|\beval\(|new Function|createElement\('(style|link|script|iframe)'\)|setAttribute\('style'|unload'|beforeunload|document\.cookie/;
  for (const file of modules) assert.doesNotMatch(read(file), forbidden, file);
});

test('the style sheets use classes of ours only, and no rem of the page', () => {
  for (const file of ['styles.js', 'booking-styles.js', 'talk-styles.js', 'field-styles.js', 'meeting-styles.js', 'more-styles.js', 'files-styles.js', 'page-styles.js', 'picker-styles.js']) {
    const css = read(file).match(/`([^`]*)`/)[1];
    assert.doesNotMatch(css, /[\d.]rem\b/, file);
    for (const line of css.split('\n').filter((it) => /^[^@}\s]/.test(it))) assert.match(line, /^\.xb/, line);
  }
});
