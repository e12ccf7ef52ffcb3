/**
 * What a timeline shows, in order, as plain data: days, the line *New*, notices and messages (MS-14, MS-17).
 * @typedef {{ type: 'day' | 'new' | 'notice' | 'message', key: string, at: number, message?: any,
 *   mine?: boolean, named?: boolean, timed?: boolean, last?: boolean, state?: string }} Row
 */
const PAUSE = 5 * 60_000;

/**
 * @param {{ messages: any[], letters: any[], me: string | null, newFrom: number | null, seenSeq: number | null, waiting: string }} input
 * @returns {Row[]}
 */
export function timelineRows({ messages, letters, me, newFrom, seenSeq, waiting }) {
  /** @type {{ message: any, at: number, mine: boolean, state?: string }[]} */
  const entries = messages.map((message) => ({ message, at: Date.parse(message.createdAt), mine: message.author?.kind === 'guest' && message.author.id === me }));
  const arrived = new Set(messages.map((message) => message.clientId));
  for (const letter of letters) {
    // The answer can come by the live line before the outbox hears of it.
    if (!arrived.has(letter.clientId)) entries.push({ message: { ...letter, kind: 'text' }, at: letter.at, mine: true, state: letter.failed ? 'failed' : waiting });
  }
  /** @type {Row[]} */
  const rows = [];
  let day = '';
  let marked = newFrom === null;
  for (const entry of entries) {
    const date = new Date(entry.at).toDateString();
    if (date !== day) rows.push({ type: 'day', key: `day ${date}`, at: entry.at });
    day = date;
    if (!marked && entry.message.seq >= newFrom && !entry.mine) {
      rows.push({ type: 'new', key: 'new', at: entry.at });
      marked = true;
    }
    rows.push(row(entry));
  }
  group(rows);
  seen(rows, seenSeq);
  return rows;
}

/** @param {{ message: any, at: number, mine: boolean, state?: string }} entry @returns {Row} */
function row({ message, at, mine, state }) {
  if (message.kind === 'notice') return { type: 'notice', key: `n${message.seq}`, at, message };
  return { type: 'message', key: keyOf(message, mine), at, message, mine, state };
}

/** The same before and after sending: the bubble stays in place and is not read out twice. */
function keyOf(message, mine) {
  if (mine && message.clientId) return `c${message.clientId}`;
  return message.author?.kind === 'system' && message.text ? `s${message.text}` : `m${message.seq}`;
}

/** Who and when are said once for what one person wrote within the same minute. @param {Row[]} rows */
function group(rows) {
  const minute = (row) => Math.floor(row.at / 60_000);
  const author = (row) => (row?.type === 'message' ? `${row.mine} ${row.message.author?.kind} ${row.message.author?.id}` : '');
  for (const [index, row] of rows.entries()) {
    if (row.type !== 'message') continue;
    const before = rows[index - 1];
    const after = rows[index + 1];
    const follows = author(before) === author(row);
    const goesOn = author(after) === author(row);
    row.named = !follows || row.at - before.at > PAUSE;
    row.last = !goesOn || after.at - row.at > PAUSE;
    // Their time stands above the first of a minute, ours below the last.
    row.timed = row.mine ? !goesOn || minute(after) !== minute(row) || Boolean(row.state) : !follows || minute(before) !== minute(row);
  }
}

/** *Seen* stands once, under the last message that an agent has read. @param {Row[]} rows @param {number | null} seenSeq */
function seen(rows, seenSeq) {
  const own = rows.filter((row) => row.mine && !row.state);
  const last = own[own.length - 1];
  if (last) last.state = 'sent';
  const read = own.filter((row) => row.message.seq <= (seenSeq ?? -1)).pop();
  if (!read) return;
  read.state = 'seen';
  read.timed = true;
}
