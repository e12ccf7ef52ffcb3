import { start } from './chat.js';

/** The same chat on a page of ours (IN-1, WI-15): no launcher, no popover, always open. */
const place = document.querySelector('[data-xbees-page]');
if (place instanceof HTMLElement) {
  const { key, link, base, color, on } = place.dataset;
  const root = place.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host{display:block;--w:${color};--w-on:${on};font:400 15px/1.5 "Inter Variable",Inter,system-ui,sans-serif}`);
  root.adoptedStyleSheets = [sheet];
  const nothing = () => {};
  const shell = {
    page: true,
    base: base || '',
    key: key || null,
    slug: link || null,
    host: place,
    root,
    launcher: place,
    locale: null,
    draw: nothing,
    name: nothing,
    float: nothing,
    elsewhere: nothing,
    blocked: () => false,
    count: nothing,
    opened: nothing,
    emit: nothing,
  };
  const path = link ? `/links/${link}` : `/widgets/${key}/settings`;
  const settings = fetch(`${shell.base}/api/v1${path}`, { credentials: 'omit' });
  // The chat says what went wrong; here it would only be an unhandled rejection.
  settings.catch(nothing);
  start(shell, settings);
}
