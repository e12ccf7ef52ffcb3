/** They come with the emoji. Every language has the same names, a test compares them. */
export const PICKER_TEXTS = {
  en: { search: 'Search emoji', none: 'No emoji found' },
  de: { search: 'Emoji suchen', none: 'Kein Emoji gefunden' },
};
