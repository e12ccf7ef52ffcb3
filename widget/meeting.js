import { Booked } from './booked.js';
import { card } from './card.js';
import { Details } from './details.js';
import { FIELD_STYLES } from './field-styles.js';
import { change, whyNot } from './meeting-asks.js';
import { MEETING_STYLES } from './meeting-styles.js';

/** What has to do with meetings that there are, or are about to be. */
export const meeting = { Booked, card, change, Details, styles: FIELD_STYLES + MEETING_STYLES, whyNot };
