import { addPeople } from './adding.js';
import { CodeView } from './code.js';
import { takeIdentity } from './identity.js';
import { Muting } from './mute.js';
import { Patience } from './offer.js';

/** What few conversations need, fetched when one does. */
export const more = { addPeople, CodeView, Muting, Patience, takeIdentity };
