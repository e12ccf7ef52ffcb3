import { alone } from './alone.js';
import { quoted } from './quote.js';
import { reactions } from './reactions.js';

/**
 * What few messages have beside their words: what they quote (MS-7), the files they bring (FI-1), what others reacted with (MS-8), and where they are emoji alone their
 * size (MS-11). What is being read stays where it is (MS-14).
 * @param {import('./chat.js').Chat} app @param {import('./talk.js').Talk} talk @param {Iterable<any>} nodes @param {(text: string) => string} line
 */
export function adorn(app, talk, nodes, line) {
  const rows = [...nodes];
  const scroller = rows[0]?.closest('.log');
  if (!scroller) return;
  const edge = scroller.getBoundingClientRect().top;
  const read = rows.find((row) => row.getBoundingClientRect().bottom > edge);
  const before = read?.getBoundingClientRect().top;
  for (const row of rows.filter((it) => it.message)) {
    const { quote, text, attachments, meeting, notice } = row.message;
    if (meeting || notice?.meeting) app.meetings(({ card }) => card(app, talk, row));
    if (!row.bubble || meeting) continue;
    row.bubble.classList.toggle('large', alone(text));
    if (quote && !row.bubble.querySelector('.quote')) quoted(app, talk.thread, row.bubble, quote, line);
    if (attachments?.length) app.files(({ shown }) => shown(app, row.bubble, attachments));
    reactions(app, talk, row);
  }
  if (read) scroller.scrollTop += read.getBoundingClientRect().top - before;
}
