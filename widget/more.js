import { addPeople } from './adding.js';
import { adorn } from './adorn.js';
import { CodeView } from './code.js';
import { takeIdentity } from './identity.js';
import { FIELD_STYLES } from './field-styles.js';
import { MORE_STYLES } from './more-styles.js';
import { Muting } from './mute.js';
import { Patience } from './offer.js';
import { Rewriting, editLast } from './rewriting.js';

/** What few conversations need, fetched when one does. */
export const more = { addPeople, adorn, CodeView, editLast, Muting, Patience, Rewriting, styles: FIELD_STYLES + MORE_STYLES, takeIdentity };
