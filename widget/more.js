import { addPeople } from './adding.js';
import { CodeView } from './code.js';
import { takeIdentity } from './identity.js';
import { dress } from './more-styles.js';
import { Muting } from './mute.js';
import { Patience } from './offer.js';
import { adorn } from './adorn.js';
import { settle } from './files.js';
import { Rewriting, editLast } from './rewriting.js';

/** What few conversations need, fetched when one does. */
export const more = { addPeople, adorn, CodeView, dress, editLast, Muting, Patience, Rewriting, settle, takeIdentity };
