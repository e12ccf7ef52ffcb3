import { shown } from './files.js';
import { quoted } from './quote.js';

/**
 * What few messages have beside their words.
 * @param {import('./chat.js').Chat} app @param {import('./thread.js').Thread} thread @param {HTMLElement} bubble @param {any} message
 * @param {(text: string) => string} line
 */
export function adorn(app, thread, bubble, { quote, attachments }, line) {
  if (quote) quoted(app, thread, bubble, quote, line);
  if (attachments?.length && !bubble.querySelector('.files')) shown(app, bubble, attachments);
}
