import { Form } from './form.js';
import { talkSheet } from './talk-styles.js';
import { Talk } from './talk.js';

/** What is fetched after the chat has opened: the form and a conversation, with their styles. */
export const views = { Form, Talk, sheet: talkSheet };
