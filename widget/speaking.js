import { language } from './texts.js';

/**
 * The words of a part that comes later, in the chat's language.
 * @param {Record<string, Record<string, string>>} texts @returns {(key: string, values?: Record<string, any>) => string}
 */
export const speaking =
  (texts) =>
  (key, values = {}) =>
    // Names keep their own direction inside our sentence (U+2068 to U+2069).
    (texts[language()] || texts.en)[key].replace(/\{(\w+)\}/g, (_, name) => `\u2068${values[name]}\u2069`);
