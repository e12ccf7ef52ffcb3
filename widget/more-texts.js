import { language } from './texts.js';

/** The words of what few conversations need; both languages have the same names, a test compares them. */
export const MORE_TEXTS = {
  en: {
    anonymousHint: 'Nobody has answered yet. Leave your e-mail address so that we can reach you.',
    save: 'Save',
    title: 'Add people',
    why: 'They read the whole conversation. We send them a link.',
    email: 'E-mail address',
    add: 'Add',
    cancel: 'Cancel',
    added: '{email} was added.',
    wrong: 'Enter an address like name@example.com.',
    full: 'You can add five people to a conversation.',
    off: 'Nobody can be added here.',
    muteTitle: 'How long do you want to hear nothing of this conversation?',
    half: '30 minutes',
    hour: '1 hour',
    hours: '4 hours',
    tomorrow: 'Until tomorrow, 08:00',
    week: '1 week',
    forever: 'Until I switch it on',
    mutedUntil: 'Muted until {time}.',
    mutedAlways: 'Muted until you switch it on.',
    unmute: 'Switch on',
  },
  de: {
    anonymousHint: 'Noch hat niemand geantwortet. Hinterlassen Sie Ihre E-Mail-Adresse, damit wir Sie erreichen.',
    save: 'Speichern',
    title: 'Personen hinzufügen',
    why: 'Sie lesen die ganze Unterhaltung. Wir senden ihnen einen Link.',
    email: 'E-Mail-Adresse',
    add: 'Hinzufügen',
    cancel: 'Abbrechen',
    added: '{email} wurde hinzugefügt.',
    wrong: 'Geben Sie eine Adresse wie name@example.com ein.',
    full: 'Sie können einer Unterhaltung fünf Personen hinzufügen.',
    off: 'Hier kann niemand hinzugefügt werden.',
    muteTitle: 'Wie lange möchten Sie von dieser Unterhaltung nichts hören?',
    half: '30 Minuten',
    hour: '1 Stunde',
    hours: '4 Stunden',
    tomorrow: 'Bis morgen, 08:00',
    week: '1 Woche',
    forever: 'Bis ich es einschalte',
    mutedUntil: 'Stumm bis {time}.',
    mutedAlways: 'Stumm, bis Sie es einschalten.',
    unmute: 'Einschalten',
  },
};

/** @param {string} key */
export const extra = (key) => (MORE_TEXTS[language()] || MORE_TEXTS.en)[key];
