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

// Rule("IN-6", "AP-6")
test('a message behind a hole is counted and told of though a notice overtakes it', async () => {
  const server = new SlowServer();
  const conversations = new Conversations(server, { token: 'gst', guest: { id: 'gst_1' } });
  const told = [];
  conversations.addEventListener('message', ({ detail }) => told.push(detail.message.id));
  conversations.put(conversation(false));
  const loaded = conversations.thread('cnv_1').load();
  server.asked[0].answer({ items: [{ id: 'msg_1', seq: 1 }], next: null });
  await loaded;
  const message = { id: 'msg_3', seq: 3, kind: 'file', createdAt: '2026-11-25T12:01:00Z', author: { id: 'agt_1' } };
  const notice = { id: 'msg_4', seq: 4, kind: 'notice', createdAt: '2026-11-25T12:01:00Z' };
  const arrived = conversations.apply('message.created', { conversationId: 'cnv_1', message });
  await conversations.apply('message.created', { conversationId: 'cnv_1', message: notice });
  server.asked[1].answer({ items: [{ id: 'msg_2', seq: 2 }, message, notice], next: null });
  await arrived;
  const { lastMessage, lastSeq, unread } = conversations.items.get('cnv_1');
  assert.deepEqual([lastMessage?.id, lastSeq, unread, told], ['msg_3', 4, 1, ['msg_3']]);
});

// Rule("IN-6", "AP-6")
test('an answer that was long on its way hides nothing of what was said since', async () => {
  const server = new SlowServer();
  const conversations = new Conversations(server, { token: 'gst', guest: { id: 'gst_1' } });
  const told = conversations.apply('conversation.created', { conversationId: 'cnv_1' });
  conversations.put(conversation(true));
  server.asked[0].answer({ ...conversation(false), lastSeq: 2, lastMessage: { id: 'msg_2', seq: 2 } });
  await told;
  const { readOnly, lastSeq, lastMessage } = conversations.items.get('cnv_1');
  assert.deepEqual([readOnly, lastSeq, lastMessage?.id], [false, 2, 'msg_2']);
});

// Rule("IN-6", "AP-6")
test('a reading that was begun earlier and knows more adds the last words alone', async () => {
  const server = new SlowServer();
  const conversations = new Conversations(server, { token: 'gst', guest: { id: 'gst_1' } });
  const first = conversations.fetch('cnv_1');
  const second = conversations.fetch('cnv_1');
  server.asked[1].answer(conversation(false));
  await second;
  server.asked[0].answer({ ...conversation(true), lastSeq: 2, lastMessage: { id: 'msg_2', seq: 2 } });
  await first;
  const { readOnly, lastMessage } = conversations.items.get('cnv_1');
  assert.deepEqual([readOnly, lastMessage?.id], [false, 'msg_2']);
});
