import { en } from './locales/en.js';

/** Languages by the first part of their tag. English is here, the others are fetched when they are needed (LA-1). */
const LANGUAGES = {
  en: async () => en,
  de: async () => (await import('./locales/de.js')).de,
};

let texts = en;
let locale = 'en';

/** @param {string} key @param {Record<string, any>} [values] */
export function t(key, values = {}) {
  // Names keep their own direction inside our sentence (U+2068 to U+2069).
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => `\u2068${values[name]}\u2069`);
}

/** Takes the first wish that there are texts for (LA-2). @param {(string | null | undefined)[]} wishes */
export async function speak(wishes) {
  const wish = wishes.find((it) => it && LANGUAGES[code(it)]) || 'en';
  texts = await LANGUAGES[code(wish)]();
  // The region tells 12 from 24 hours: the browser's own, where it speaks that language.
  locale = navigator.languages?.find((it) => code(it) === code(wish)) || wish;
}

export const language = () => locale.split('-')[0];
export const direction = () => texts.direction;

/** @param {string} tag */
function code(tag) {
  return tag.toLowerCase().split(/[-_]/)[0];
}

/** @param {number | string} at @param {Intl.DateTimeFormatOptions} options */
function format(at, options) {
  return new Intl.DateTimeFormat(locale, options).format(new Date(at));
}

/** @param {number | string} at */
export const clock = (at) => format(at, { timeStyle: 'short' });

/** @param {number | string} at With its zone: two people may be in different ones. */
export const fully = (at) => format(at, { dateStyle: 'full', timeStyle: 'long' });

/** @param {number | string} at */
export function day(at) {
  const days = Math.round((new Date(new Date(at).toDateString()).getTime() - new Date(new Date().toDateString()).getTime()) / 86_400_000);
  if (days < -1 || days > 0) {
    const year = new Date(at).getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
    return format(at, { weekday: 'short', day: 'numeric', month: 'short', year });
  }
  const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return word[0].toLocaleUpperCase(locale) + word.slice(1);
}

/** @param {number | string} at */
export const briefly = (at) => (day(at) === day(Date.now()) ? clock(at) : day(at));
