import { language } from './texts.js';

const DAY = 86_400_000;
const NEXT_FREE = { en: 'Next free time: {time}', de: 'Nächste freie Zeit: {time}' };

/**
 * When one could meet, below *Schedule a meeting* on a page of ours: in the reader's zone and words. Where it cannot be had the page stays
 * as it is. Alone, without what booking has of the kind: what a page shares with the chat's later parts would be loaded twice.
 * @param {import('./chat.js').Chat} chat
 */
export async function tellNext(chat) {
  const slug = chat.settings?.scheduler;
  const hint = slug && chat.shell.root.querySelector('.choice + .choice small');
  if (!hint) return;
  const found = await chat.try(() => chat.api.get(`/schedulers/${slug}/slots`));
  const start = found?.items[0]?.start;
  if (start) hint.textContent = (NEXT_FREE[language()] || NEXT_FREE.en).replace('{time}', soon(Date.parse(start)));
}

/** @param {number} start */
function soon(start) {
  const locale = navigator.languages?.find((it) => it.toLowerCase().split('-')[0] === language()) || language();
  // Swedish days are written 2026-12-03.
  const day = new Intl.DateTimeFormat('sv-SE');
  const ahead = (Date.parse(day.format(start)) - Date.parse(day.format(Date.now()))) / DAY;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(start);
  const name = ahead < 2 ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day') : new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(start);
  return `${name}, ${time}`;
}
