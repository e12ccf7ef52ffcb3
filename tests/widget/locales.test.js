import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { en } from '../../widget/locales/en.js';

const folder = new URL('../../widget/', import.meta.url);
const languages = readdirSync(new URL('locales/', folder)).map((file) => file.replace('.js', ''));
const placeholders = (text) => (text.match(/\{\w+\}/g) || []).sort();

// Rule("LA-5")
test('no text is missing in a language, and placeholders agree', async () => {
  assert.ok(languages.length >= 2);
  for (const language of languages) {
    const texts = (await import(`../../widget/locales/${language}.js`))[language];
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort(), language);
    for (const [key, text] of Object.entries(texts)) {
      assert.ok(text.trim(), `${language}: ${key} is empty`);
      assert.deepEqual(placeholders(text), placeholders(en[key]), `${language}: ${key}`);
    }
  }
});

test('every language file can be chosen', () => {
  const source = readFileSync(new URL('texts.js', folder), 'utf8');
  for (const language of languages) assert.match(source, new RegExp(`^  ${language}: `, 'm'), language);
});

test('every text that is asked for exists, and none is there for nothing', () => {
  const sources = readdirSync(folder).filter((file) => file.endsWith('.js')).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  for (const [, key] of sources.matchAll(/\bt\('(\w+)'/g)) assert.ok(key in en, `t('${key}')`);
  for (const key of Object.keys(en)) assert.match(sources, new RegExp(`\\b${key.replace(/Wrong$/, '')}\\b`), `${key} is not used`);
});

// Rule("LA-5")
test('what comes with a part speaks every language too', async () => {
  const parts = readdirSync(folder).filter((file) => file.endsWith('-texts.js'));
  assert.ok(parts.length >= 2);
  for (const part of parts) {
    const [words] = Object.values(await import(`../../widget/${part}`));
    assert.deepEqual(Object.keys(words).sort(), [...languages].sort(), part);
    for (const language of languages) {
      assert.deepEqual(Object.keys(words[language]).sort(), Object.keys(words.en).sort(), `${part}: ${language}`);
      for (const [key, text] of Object.entries(words[language])) assert.deepEqual(placeholders(text), placeholders(words.en[key]), `${part}: ${language}: ${key}`);
    }
  }
});
