import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversations } from "../../src/Web/wwwroot/js/inbox/conversations.js";

const row = (id, more = {}) => ({ id, version: 1, unread: 1, readSeq: 0, ...more });

/** Answers are given by hand: `answer(path, body)`. */
function server() {
  const waiting = new Map();
  return {
    get: path => new Promise(resolve => waiting.set(path, resolve)),
    answer: (path, body) => waiting.get(path)(body),
  };
}

function listed() {
  const api = server();
  const conversations = new Conversations(api);
  const page = conversations.page(api.get("/list"));
  return { api, conversations, page };
}

// Rule("MS-4")
test("what was read while the list was on its way stays read, whether it was known or not", async () => {
  const { api, conversations, page } = listed();
  conversations.patch("cnv_1", { readSeq: 4, unread: 0 });
  api.answer("/list", { items: [row("cnv_1"), row("cnv_2")], next: "more" });
  const { items, next } = await page;
  assert.deepEqual(items, [row("cnv_1", { readSeq: 4, unread: 0 }), row("cnv_2")]);
  assert.equal(next, "more");
});

test("what was told before the question is not told over its answer", async () => {
  const api = server();
  const conversations = new Conversations(api);
  conversations.put(row("cnv_1"));
  conversations.patch("cnv_1", { unread: 0 });
  const page = conversations.page(api.get("/list"));
  api.answer("/list", { items: [row("cnv_1", { unread: 2 })], next: null });
  assert.equal((await page).items[0].unread, 2);
});

test("a conversation that was taken away while the list was on its way does not come back with it, unless it came back itself", async () => {
  const { api, conversations, page } = listed();
  for (const id of ["cnv_1", "cnv_2"]) conversations.remove(id);
  conversations.put(row("cnv_2"));
  api.answer("/list", { items: [row("cnv_1"), row("cnv_2")], next: null });
  assert.deepEqual((await page).items.map(({ id }) => id), ["cnv_2"]);
});

// Rule("MS-4")
test("one that is read afresh keeps what was told meanwhile", async () => {
  const api = server();
  const conversations = new Conversations(api);
  conversations.put(row("cnv_1"));
  const load = conversations.load("cnv_1");
  conversations.patch("cnv_1", { unread: 0 });
  api.answer("/conversations/cnv_1", row("cnv_1", { title: "Rosa Brandt" }));
  await load;
  assert.deepEqual([conversations.get("cnv_1").unread, conversations.get("cnv_1").title], [0, "Rosa Brandt"]);
});
