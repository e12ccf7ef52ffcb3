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

// Rule("IN-6", "AP-6")
test('what was read anew while a message was taken in has that message, too', async () => {
  const server = new SlowServer();
  const conversations = new Conversations(server, { token: 'gst', guest: { id: 'gst_1' } });
  conversations.put(conversation(false));
  const loaded = conversations.thread('cnv_1').load();
  server.asked[0].answer({ items: [{ id: 'msg_1', seq: 1 }], next: null });
  await loaded;
  const read = conversations.apply('conversation.updated', { conversationId: 'cnv_1' });
  const message = { id: 'msg_3', seq: 3, kind: 'file', createdAt: '2026-11-25T12:01:00Z', author: { id: 'agt_1' } };
  const arrived = conversations.apply('message.created', { conversationId: 'cnv_1', message });
  server.asked[1].answer(conversation(false));
  await read;
  server.asked[2].answer({ items: [{ id: 'msg_2', seq: 2 }, message], next: null });
  await arrived;
  assert.equal(conversations.items.get('cnv_1').lastMessage?.id, 'msg_3');
});
