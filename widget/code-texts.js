/** They come with the view that needs them. Every language has the same names and the same {placeholders}; a test compares them. */
export const CODE_TEXTS = {
  en: {
    title: 'Confirm your e-mail address',
    why: 'We send a code to {email}. With it you see what you wrote from other devices.',
    send: 'Send code',
    sent: 'We have sent six digits to {email}. They work for ten minutes.',
    code: 'Code',
    confirm: 'Confirm',
    again: 'Send a new code',
    wrong: 'This code isn’t right, or it is too old. After five tries, ask for a new one.',
  },
  de: {
    title: 'E-Mail-Adresse bestätigen',
    why: 'Wir senden einen Code an {email}. Damit sehen Sie, was Sie auf anderen Geräten geschrieben haben.',
    send: 'Code senden',
    sent: 'Wir haben sechs Ziffern an {email} gesendet. Sie gelten zehn Minuten.',
    code: 'Code',
    confirm: 'Bestätigen',
    again: 'Neuen Code senden',
    wrong: 'Dieser Code stimmt nicht oder ist zu alt. Nach fünf Versuchen brauchen Sie einen neuen.',
  },
};
