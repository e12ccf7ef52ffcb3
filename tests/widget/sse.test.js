import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventParser } from '../../widget/sse.js';

const stream = 'event: ready\nid: 1\ndata: {}\n\n: keep-alive\nid: 2\n\nevent: message.created\r\nid: 3\r\ndata: {"a":\r\ndata: 1}\r\n\r\n';

// Rule("AP-6")
test('events are the same wherever the stream is cut', () => {
  const whole = new EventParser().push(stream);
  for (let cut = 1; cut < stream.length; cut++) {
    const parser = new EventParser();
    assert.deepEqual([...parser.push(stream.slice(0, cut)), ...parser.push(stream.slice(cut))], whole, `cut at ${cut}`);
  }
  assert.deepEqual(whole, [
    { id: '1', event: 'ready', data: '{}' },
    { id: '2', event: '', data: '' },
    { id: '3', event: 'message.created', data: '{"a":\n1}' },
  ]);
});

test('an unfinished event is not told', () => {
  assert.deepEqual(new EventParser().push('event: x\ndata: {}\n'), []);
});
