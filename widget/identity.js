import { ApiError } from './api.js';

/** @type {Promise<void> | null} */
let taking = null;

/**
 * The website says who its signed-in user is (GU-3). What another one left in this browser is neither shown nor sent (GU-14); nothing
 * begins before the chat is opened.
 * Once at a time: two would be two guests.
 * @param {import('./chat.js').Chat} chat
 */
export function takeIdentity(chat) {
  return (taking ||= identified(chat).finally(() => (taking = null)));
}

/** @param {import('./chat.js').Chat} chat */
async function identified(chat) {
  const { store, session, shell } = chat;
  const { externalId = null, email = null, name = null } = shell.who;
  const known = store.get('who');
  if (session.token && isOther(known, session.guest, { externalId, email })) chat.forget();
  const same = known && session.token && known.externalId === externalId && known.email === email && known.name === name && known.identified !== false;
  if (same || (!session.token && !chat.opened)) return;
  try {
    await chat.greet();
    store.set('who', { externalId, email, name, identified: session.identified });
  } catch (error) {
    // The widget asks for more than the website says: the form does.
    if (!(error instanceof ApiError && error.status === 422)) throw error;
  }
}

/** @param {any} known @param {Guest | null} guest @param {{ externalId: string | null, email: string | null }} who */
function isOther(known, guest, who) {
  if (known && (known.externalId || who.externalId)) return known.externalId !== who.externalId;
  return Boolean(guest?.email && who.email && folded(guest.email) !== folded(who.email));
}

/** @param {string} email */
const folded = (email) => email.trim().toLowerCase();
