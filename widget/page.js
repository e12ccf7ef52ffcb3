import { start } from './chat.js';
import { adopt, el } from './dom.js';
import { Join } from './join.js';
import { tellNext } from './next-time.js';
import { PAGE_STYLES } from './page-styles.js';
import { Store } from './storage.js';
import { CHAT_STYLES } from './styles.js';
import { speak } from './texts.js';

const nothing = () => {};

/** The same chat on a page of ours (IN-1, WI-15): no launcher, no popover, always open. */
const place = document.querySelector('[data-xbees-page]');
if (place instanceof HTMLElement) showPage(place);

/** @param {HTMLElement} host */
async function showPage(host) {
  const { key, link, join, conversation, wish, scheduler, base, color, on } = host.dataset;
  const root = host.attachShadow({ mode: 'open' });
  adopt(root, `:host{display:flex;flex-direction:column-reverse;justify-content:flex-end;--w:${color};--w-on:${on};font:400 15px/1.5 "Inter Variable",Inter,system-ui,sans-serif}`);
  adopt(root, PAGE_STYLES);
  // What the server has drawn stays until there is a view, and above the first one; the scheduler's has a place of its own for it.
  root.append(el('slot'));
  const shell = {
    page: true,
    joined: Boolean(join || conversation),
    base: base || '',
    key: key || null,
    slug: link || (key ? null : 'joined'),
    wish: wish ? { ...JSON.parse(wish), slug: scheduler, arrived: true } : null,
    store: new Store('xbees:joined:'),
    host,
    root,
    launcher: host,
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
  if (join) return askFirst(shell);
  if (conversation) return goOn(shell, conversation);
  const path = link ? `/links/${link}` : `/widgets/${key}/settings`;
  const settings = fetch(`${shell.base}/api/v1${path}`, { credentials: 'omit' });
  // The chat says what went wrong; here it would only be an unhandled rejection.
  settings.catch(nothing);
  tellNext(await start({ ...shell, store: null }, settings));
}

/** A name first (IN-9). The link's secret leaves the address as soon as it is of no more use. @param {any} shell */
async function askFirst(shell) {
  const { host, root, base, store } = shell;
  await speak([document.documentElement.lang, ...(navigator.languages || [])]);
  const { Form } = await import('./form.js');
  const { views } = await import('./views.js');
  const before = root.adoptedStyleSheets;
  for (const css of [CHAT_STYLES, views.styles, Form.styles]) adopt(root, css);
  const done = (conversation) => {
    history.replaceState(null, '', `/g/${conversation.id}`);
    first.node.remove();
    root.adoptedStyleSheets = before;
    goOn(shell, conversation.id);
  };
  const first = new Join({ place: host, base, store, Form, done });
  root.append(first.node);
  first.show();
}

/** What this browser's session was let into. @param {any} shell @param {string} id */
async function goOn(shell, id) {
  const name = shell.host.dataset.organisation;
  const avatar = { kind: 'agent', text: [...name][0], color: 7, url: null };
  const fields = { name: 'hidden', email: 'hidden', phone: 'hidden', consent: null };
  const settings = { key: null, kind: 'agent', name, avatar, texts: {}, fields, available: true, seen: true, organisation: name };
  const chat = await start(shell, Promise.resolve(new Response(JSON.stringify(settings))));
  await chat.try(() => chat.conversations.refresh());
  if (chat.conversations.items.has(id)) return chat.openConversation(id);
  return chat.tell('gone');
}
