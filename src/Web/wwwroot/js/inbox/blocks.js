import { day } from "../text/when.js";

const TOGETHER = 5 * 60_000;

/**
 * The timeline as blocks: days, the line *New*, notices, and groups of messages by one author.
 * @param {any[]} messages in order, what waits last
 * @param {{newFrom: number | null, me: {id: string}}} how
 */
export function blocks(messages, { newFrom, me }) {
  const out = [];
  let last = null;
  let lastDay = null;
  for (const message of messages) {
    const today = day(message.createdAt);
    const isNew = newFrom !== null && message.seq === newFrom;
    if (today !== lastDay) out.push({ kind: "day", key: `day ${today}`, time: message.createdAt, isNew });
    else if (isNew) out.push({ kind: "new", key: "new", time: message.createdAt });
    if (today !== lastDay || isNew) last = null;
    lastDay = today;
    if (message.kind === "notice" || message.kind === "meeting") {
      out.push({ kind: message.kind, key: message.id, message });
      last = null;
    } else if (last && joins(last, message)) last.messages.push(message);
    else {
      last = { kind: "group", key: `group ${keyOf(message)}`, side: side(message, me), author: message.author, note: message.kind === "note", messages: [message] };
      out.push(last);
    }
  }
  return out;
}

/** A message keeps its key from the first key press to the server's answer, and so its place in the page. */
export const keyOf = message => message.clientId ?? message.id;

function joins(group, message) {
  const before = group.messages[group.messages.length - 1];
  return (
    group.author.kind === message.author.kind &&
    group.author.id === message.author.id &&
    group.note === (message.kind === "note") &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER
  );
}

function side({ author }, me) {
  if (author.kind === "guest") return "guest";
  return author.kind === "agent" && author.id === me.id ? "me" : "mate";
}

/**
 * Under which message each guest's read mark stands: the last one of ours that the guest has read (MS-4).
 * @returns {Map<string, string[]>} message key to members' ids
 */
export function readMarks(messages, guestsRead) {
  const marks = new Map();
  const ours = messages.filter(message => message.seq !== null && (message.kind === "text" || message.kind === "file") && message.author.kind === "agent");
  for (const { memberId, seq } of guestsRead) {
    const read = ours.findLast(message => message.seq <= seq);
    if (read) marks.set(keyOf(read), [...(marks.get(keyOf(read)) ?? []), memberId]);
  }
  return marks;
}
