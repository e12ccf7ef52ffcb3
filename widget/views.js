import { line } from './markdown.js';
import { TALK_STYLES } from './talk-styles.js';
import { Talk } from './talk.js';

/** What is fetched after the chat has opened: a conversation, with its styles, and what reads messages. */
export const views = { Talk, line, styles: TALK_STYLES };
