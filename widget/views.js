import { line } from './markdown.js';
import { talkSheet } from './talk-styles.js';
import { Talk } from './talk.js';

/** What is fetched after the chat has opened: a conversation, with its styles and those of the form, and what reads messages. */
export const views = { Talk, line, sheet: talkSheet };
