import { language } from './texts.js';

/** The words of fields and of the form; they come with what has some. Every language has the same names, a test compares them. */
export const FIELD_TEXTS = {
  en: {
    consent: 'I agree that my details are used to answer me.',
    email: 'E-mail',
    emailWrong: 'Enter an address like name@example.com.',
    form: 'Before we start, who are we talking to?',
    missing: 'This is needed.',
    name: 'Name',
    nameWrong: 'Enter your name.',
    offlineForm: 'There is no connection right now. What you typed is kept; try again in a moment.',
    optional: 'optional',
    phone: 'Phone',
    phoneWrong: 'Enter a phone number.',
    privacy: 'Privacy',
    startChat: 'Start chat',
    subject: 'Subject',
    subjectWrong: 'Say in a few words what it is about.',
  },
  de: {
    consent: 'Meine Angaben dürfen verwendet werden, um mir zu antworten.',
    email: 'E-Mail',
    emailWrong: 'Geben Sie eine Adresse wie name@example.com ein.',
    form: 'Bevor wir beginnen: Mit wem sprechen wir?',
    missing: 'Diese Angabe fehlt.',
    name: 'Name',
    nameWrong: 'Geben Sie Ihren Namen ein.',
    offlineForm: 'Gerade gibt es keine Verbindung. Ihre Eingaben bleiben erhalten; versuchen Sie es gleich noch einmal.',
    optional: 'optional',
    phone: 'Telefon',
    phoneWrong: 'Geben Sie eine Telefonnummer ein.',
    privacy: 'Datenschutz',
    startChat: 'Chat beginnen',
    subject: 'Thema',
    subjectWrong: 'Sagen Sie in wenigen Worten, worum es geht.',
  },
};

/** @param {string} key */
export const fieldText = (key) => (FIELD_TEXTS[language()] || FIELD_TEXTS.en)[key];
