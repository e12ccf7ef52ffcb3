import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversations } from '../../widget/conversations.js';

/** Answers each question when the test says so. */
class SlowServer {
  asked = [];

  get(path) {
    return new Promise((resolve) => this.asked.push({ path, answer: resolve }));
  }
}

const conversation = (readOnly) => ({ id: 'cnv_1', lastSeq: 1, lastActivityAt: '2026-11-25T12:00:00Z', readOnly });

// Rule("AC-12", "AP-6")
test('what was asked for first and answered last does not undo what was told meanwhile', async () => {
  const server = new SlowServer();
  const conversations = new Conversations(server, { token: 'gst', guest: { id: 'gst_1' } });
  const all = conversations.refresh();
  const told = conversations.apply('conversation.updated', { conversationId: 'cnv_1' });
  server.asked[1].answer(conversation(false));
  await told;
  server.asked[0].answer({ items: [conversation(true)] });
  await all;
  assert.equal(conversations.items.get('cnv_1').readOnly, false);
});
