import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const kinds = (text) => [...text.matchAll(/(\w+): ['"]([^'"]+)['"]/g)].map(([, name, emoji]) => [name, emoji]);

// Rule("MS-8")
test('inbox and widget have the same nine reactions as the server', () => {
  const server = [...read('src/Domain/Conversations/Reacting.cs').matchAll(/new\("(\w+)", "([^"]+)"\)/g)].map(([, name, emoji]) => [name, emoji]);
  assert.equal(server.length, 9);
  for (const file of ['src/Web/wwwroot/js/inbox/reactions.js', 'widget/reactions.js']) {
    assert.deepEqual(kinds(read(file).match(/REACTIONS = \{([^}]*)\}/)[1]), server, file);
  }
});
