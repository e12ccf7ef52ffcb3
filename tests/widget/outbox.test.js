import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ApiError } from '../../widget/api.js';
import { Outbox } from '../../widget/outbox.js';
import { Store } from '../../widget/storage.js';
import { FakeStorage, alone, withStorage } from './browser.js';

/** A server that keeps what it takes, by the client's id; `fault` may throw before or after. */
class Server {
  taken = [];
  fault = { before() {}, after() {} };

  async call(method, path, body) {
    const { clientId, text, quote } = body.message || body;
    this.fault.before(text);
    if (!this.taken.some((it) => it.clientId === clientId)) this.taken.push({ clientId, text, path, quote });
    this.fault.after(text);
    return body.message ? { id: 'cnv_1' } : { seq: this.taken.length, conversationId: path.includes('cnv_old') ? 'cnv_new' : undefined };
  }

  get texts() {
    return this.taken.map((it) => it.text);
  }
}

let server;
let outbox;
const open = () => new Outbox(new Store('xbees:k:'), server, alone);
const cut = () => {
  throw new TypeError('Failed to fetch');
};

beforeEach(() => {
  withStorage(new FakeStorage());
  server = new Server();
  outbox = open();
});

// Rule("WI-8")
test('what is written offline survives a reload and is sent once, in order', async () => {
  server.fault.before = cut;
  for (const text of ['one', 'two', 'three']) await outbox.add(`id-${text}`, 'cnv_1', text);
  assert.deepEqual(server.texts, []);
  const reloaded = open();
  server.fault.before = () => {};
  await reloaded.flush();
  await reloaded.flush();
  assert.deepEqual(server.texts, ['one', 'two', 'three']);
  assert.deepEqual(reloaded.all(), []);
});

// Rule("WI-8", "MS-2")
test('an answer that was lost makes no second message', async () => {
  server.fault.after = cut;
  await outbox.add('a', 'cnv_1', 'hello');
  server.fault.after = () => {};
  await outbox.flush();
  assert.deepEqual(server.texts, ['hello']);
  assert.deepEqual(outbox.all(), []);
});

// Rule("WI-8", "IN-3")
test('the first letter starts the conversation and the others follow into it', async () => {
  server.fault.before = cut;
  for (const text of ['one', 'two']) await outbox.add(text, 'new:local', text);
  server.fault.before = () => {};
  await outbox.flush();
  assert.deepEqual(server.taken.map((it) => it.path), ['/conversations', '/conversations/cnv_1/messages']);
});

// Rule("ST-3", "MS-7")
test('what goes on in a new conversation quotes nothing of the old one, where it would be refused', async () => {
  server.fault.before = cut;
  for (const text of ['one', 'two']) await outbox.add(text, 'cnv_old', text, { id: 'msg_1' });
  server.fault.before = () => {};
  await outbox.flush();
  assert.deepEqual(
    server.taken.map((it) => [it.path, it.quote]),
    [
      ['/conversations/cnv_old/messages', 'msg_1'],
      ['/conversations/cnv_new/messages', undefined],
    ],
  );
});

// Rule("MS-2")
test('what the server refuses for good is failed, is kept, and holds nobody up', async () => {
  server.fault.before = (text) => {
    if (text === 'bad') throw new ApiError(422, { type: '/problems/validation' }, 0);
  };
  await outbox.add('1', 'cnv_1', 'bad');
  await outbox.add('2', 'cnv_1', 'good');
  assert.deepEqual(server.texts, ['good']);
  assert.equal(outbox.all()[0].failed, 'validation');
  server.fault.before = () => {};
  await outbox.retry('1');
  assert.deepEqual(server.texts, ['good', 'bad']);
});

// Rule("WI-8")
test('a fault of our own or of the server loses nothing and changes no order', async () => {
  for (const fault of [new ApiError(503, null, 0), new ApiError(429, null, 30), new RangeError('ours')]) {
    server.taken = [];
    server.fault.before = () => {
      throw fault;
    };
    await outbox.add('a', 'cnv_1', 'first');
    await outbox.add('b', 'cnv_1', 'second');
    assert.deepEqual(outbox.all().map((it) => [it.text, it.failed]), [['first', undefined], ['second', undefined]]);
    server.fault.before = () => {};
    await outbox.flush();
    assert.deepEqual(server.texts, ['first', 'second']);
  }
});

// Rule("SP-1")
test('too much at once is told with the time when to go on', async () => {
  server.fault.before = () => {
    throw new ApiError(429, null, 30);
  };
  const before = Date.now();
  await outbox.add('a', 'cnv_1', 'x');
  assert.ok(outbox.resumeAt >= before + 30_000);
  server.fault.before = () => {};
  await outbox.flush();
  assert.equal(outbox.resumeAt, 0);
});

// Rule("GU-4")
test('refused storage: what is written is kept for the visit and sent', async () => {
  const refusals = [() => { throw new DOMException('no', 'SecurityError'); }, null, { getItem: () => null, setItem() { throw new DOMException('full', 'QuotaExceededError'); }, removeItem() {} }];
  for (const storage of refusals) {
    withStorage(storage);
    server.taken = [];
    const box = open();
    server.fault.before = cut;
    await box.add('a', 'cnv_1', 'one');
    assert.equal(box.all().length, 1);
    server.fault.before = () => {};
    await box.flush();
    assert.deepEqual(server.texts, ['one']);
    assert.equal(box.all().length, 0);
  }
});
