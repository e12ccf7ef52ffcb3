import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, Order, placeOf } from "../../src/Web/wwwroot/js/inbox/order.js";

const at = minute => new Date(Date.UTC(2026, 2, 4, 0, minute)).toISOString();
const conversation = (number, more = {}) => ({ id: `cnv_${String(number).padStart(4, "0")}`, lastActivityAt: at(number), ...more });
const filled = count => {
  const order = new Order();
  for (let number = 0; number < count; number++) order.put(placeOf(conversation(number)), 80);
  return order;
};
const ids = order => Array.from({ length: order.size }, (_, index) => order.idAt(index));

// Rule("LI-1")
test("pinned first, then the last activity, then the id", () => {
  const order = new Order();
  const all = [conversation(1), conversation(2, { lastActivityAt: at(9) }), conversation(3, { lastActivityAt: at(9) }), conversation(4, { pinned: true })];
  for (const one of all) order.put(placeOf(one), 80);
  assert.deepEqual(ids(order), ["cnv_0004", "cnv_0003", "cnv_0002", "cnv_0001"]);
  order.put(placeOf(conversation(1, { lastActivityAt: at(10) })), 80);
  assert.deepEqual(ids(order), ["cnv_0004", "cnv_0001", "cnv_0003", "cnv_0002"]);
});

// Rule("LI-7")
test("what is painted follows the rows that come and go above it", () => {
  const order = filled(1000);
  order.fit(8000, 9000);
  assert.deepEqual([order.from, order.to, order.above, order.total], [100, 113, 8000, 80_000]);
  const first = order.idAt(order.from);
  order.put(placeOf(conversation(2000)), 60);
  assert.deepEqual([order.from, order.to, order.above], [101, 114, 8060]);
  order.remove("cnv_0998");
  order.remove("cnv_0003");
  assert.deepEqual([order.from, order.above, order.total, order.idAt(order.from)], [100, 7980, 79_900, first]);
});

// Rule("LI-7")
test("whatever happens, what is kept is what counting through all would give", () => {
  let seed = 7;
  const random = below => (seed = (seed * 48271) % 2147483647) % below;
  const order = filled(300);
  const all = new Map(Array.from({ length: 300 }, (_, number) => [conversation(number).id, { ...placeOf(conversation(number)), height: 80 }]));
  for (let step = 0; step < 3000; step++) {
    const number = random(400);
    const { id } = conversation(number);
    const known = all.get(id);
    if (random(3) > 0) {
      const place = placeOf(conversation(number, { lastActivityAt: at(random(5000)), pinned: random(20) === 0 }));
      order.put(place, 70);
      all.set(id, { ...place, height: known?.height ?? 70 });
    } else if (known && random(2) > 0) {
      order.measured(id, (known.height = 50 + random(60)));
    } else {
      order.remove(id);
      all.delete(id);
    }
    const top = random(30_000);
    if (random(4) === 0) order.fit(top, top + 3000);
    const rows = [...all.values()].sort(compare);
    const height = (from, to) => rows.slice(from, to).reduce((sum, row) => sum + row.height, 0);
    assert.deepEqual(ids(order), rows.map(row => row.id));
    assert.equal(order.total, height(0, rows.length));
    assert.equal(order.above, height(0, order.from));
    assert.ok(order.from <= order.to && order.to <= rows.length);
    const some = random(rows.length);
    assert.equal(order.index(rows[some].id), some);
    assert.equal(order.topOf(some), height(0, some));
  }
});

// Rule("LI-7")
test("beyond the end the last rows are painted", () => {
  const order = filled(50);
  order.fit(100_000, 103_000);
  assert.deepEqual([order.from, order.to], [49, 50]);
  for (const id of ids(order)) order.remove(id);
  order.fit(0, 1000);
  assert.deepEqual([order.from, order.to, order.above, order.total, order.idAt(order.rowAt(0))], [0, 0, 0, 0, null]);
});
