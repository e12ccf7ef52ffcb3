import { language } from './texts.js';

/** They come with the files. Every language has the same names, a test compares them. */
export const FILES_TEXTS = {
  en: {
    attach: 'Attach files',
    tray: 'Files to send',
    most: 'At most ten files a message.',
    pasted: 'Picture',
    large: 'Too large. At most {size} each.',
    empty: 'The file is empty.',
    today: 'That is all for now. Try again later.',
    noRoom: 'There is no room for files now.',
    noFiles: 'Files can’t be sent here.',
    lost: 'Didn’t get through.',
    sendingFile: 'Sending {name}',
    removeFile: 'Remove',
    heic: 'can’t be shown here, save it',
    describe: 'Describe',
    shows: 'What the picture shows',
    cancelFile: 'Cancel',
  },
  de: {
    attach: 'Dateien anhängen',
    tray: 'Dateien zum Senden',
    most: 'Höchstens zehn Dateien je Nachricht.',
    pasted: 'Bild',
    large: 'Zu groß. Höchstens {size} je Datei.',
    empty: 'Die Datei ist leer.',
    today: 'Das war genug für jetzt. Versuchen Sie es später wieder.',
    noRoom: 'Für Dateien ist gerade kein Platz.',
    noFiles: 'Dateien lassen sich hier nicht senden.',
    lost: 'Nicht angekommen.',
    sendingFile: '{name} wird gesendet',
    removeFile: 'Entfernen',
    heic: 'hier nicht darstellbar, bitte speichern',
    describe: 'Beschreiben',
    shows: 'Was das Bild zeigt',
    cancelFile: 'Abbrechen',
  },
};

/** @param {string} key */
export const fileText = (key) => (FILES_TEXTS[language()] || FILES_TEXTS.en)[key];
