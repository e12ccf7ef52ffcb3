/** @param {string | null | undefined} zone */
export function isZone(zone) {
  try {
    return Boolean(zone && new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Null where the browser has none, or one that nobody knows. */
export function browserZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : null;
}

/** The place that a zone is named by. @param {string} zone */
export const placeOf = (zone) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

const MARKS_ON = new RegExp('\\p{M}', 'gu');

/** Without accents, case and what names are joined by. @param {string} text */
const spoken = (text) => text.normalize('NFD').replace(MARKS_ON, '').replace(/[/_-]/g, ' ').toLowerCase();

/** Zones in which every word is found, those whose place begins so first. @param {string} typed @param {string[]} all @param {number} most */
export function findZones(typed, all, most) {
  const sought = spoken(typed).trim();
  const words = sought.split(' ');
  const found = all.filter((zone) => words.every((word) => spoken(zone).includes(word)));
  const begins = (zone) => spoken(placeOf(zone)).startsWith(sought);
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))].slice(0, most);
}

/** What the guest has chosen, else what the browser says. @param {import('./storage.js').Store} store */
export function zoneHere(store) {
  const chosen = store.get('zone');
  return isZone(chosen) ? chosen : browserZone();
}
