import { speaking } from './speaking.js';

/** What choosing a time and keeping it both say. Every language has the same names, a test compares them. */
export const WHEN_TEXTS = {
  en: {
    again: 'This time is no longer offered. Choose another one.',
    closed: 'No meetings can be booked here right now.',
    here: 'Online, in your chat with {name}',
    offline: 'You’re offline. What you typed stays here; go on when you’re back.',
    slot: '{day}, {time}, {zone}',
    taken: '{time} was just taken. These times are still free.',
    takenAll: '{time} was just taken. Choose another time.',
    zoneTime: '{place} time',
    zoneUnknown: 'Your browser doesn’t say which time zone you are in. These are times in {place}.',
  },
  de: {
    again: 'Diese Zeit wird nicht mehr angeboten. Wählen Sie eine andere.',
    closed: 'Hier lassen sich gerade keine Termine buchen.',
    here: 'Online, in Ihrem Chat mit {name}',
    offline: 'Sie sind offline. Ihre Eingaben bleiben hier; weiter geht es, sobald Sie wieder verbunden sind.',
    slot: '{day}, {time}, {zone}',
    taken: '{time} wurde gerade vergeben. Diese Zeiten sind noch frei.',
    takenAll: '{time} wurde gerade vergeben. Wählen Sie eine andere Zeit.',
    zoneTime: 'Zeit in {place}',
    zoneUnknown: 'Ihr Browser nennt keine Zeitzone. Das sind Zeiten in {place}.',
  },
};

export const whenText = speaking(WHEN_TEXTS);
