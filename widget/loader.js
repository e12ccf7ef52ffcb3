// Served as /widget.js: a classic script that draws the launcher and nothing else (WI-2).
// Everything it touches on the host page is one element beside <body> and the name window.XBees.
(() => {
  // The server writes the versioned address of the composed chat here, or that of the readable modules for ?debug.
  const CHAT = '/widget/chat.js';
  const OPEN_ICON = 'm6 9 6 6 6-6';
  const CLOSED_ICON =
    'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719';

  const script = document.currentScript || document.querySelector('script[data-widget]');
  const waiting = window.XBees || [];
  // WI-12: a second snippet finds the widget where the first found a queue.
  if (!script || !Array.isArray(waiting)) return;

  const given = script.dataset;
  const key = given.widget;
  const base = script.src.replace(/\/widget\.js.*$/, '');
  const host = document.createElement('xbees-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const launcher = document.createElement('button');
  const label = document.createElement('aside');
  const badge = document.createElement('span');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const listeners = {};
  let floating = false;
  let pinned = false;
  let blocked = false;
  let tries = 0;
  let look = {
    color: given.color,
    side: given.side,
    label: given.label,
    launcher: given.launcher !== 'off',
    offsetX: given.offsetX,
    offsetY: given.offsetY,
    zIndex: given.zIndex,
  };
  /** @type {Promise<import('./chat.js').Chat> | null} */
  let chat = null;

  function stored(name) {
    try {
      return JSON.parse(localStorage.getItem(`xbees:${key}:${name}`));
    } catch {
      // GU-4: storage that is refused or spoiled is a first visit.
      return null;
    }
  }

  function number(value, otherwise) {
    return value === null || value === undefined || isNaN(value) ? otherwise : Number(value);
  }

  /** Important rules of :host beat the page's important ones; colours are written as text, so only plain hex gets in. */
  function draw(settings) {
    look = settings;
    const color = /^#[0-9a-f]{6}$/i.test(look.color) ? look.color : '#f7b731';
    const [red, green, blue] = color.match(/\w\w/g).map((part) => ((parseInt(part, 16) / 255 + 0.055) / 1.055) ** 2.4);
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    // White, ink or black: whichever comes first with a contrast of 4.5.
    const on = light < 0.183 ? '#fff' : light < 0.225 ? '#000' : '#1d1b18';
    const rightToLeft = getComputedStyle(document.body || host).direction === 'rtl';
    const edge = (look.side === 'start') === rightToLeft ? 'right' : 'left';
    sheet.replaceSync(`:host{all:initial!important;display:block!important;position:fixed!important;inset:auto!important;
${edge}:${number(look.offsetX, 20)}px!important;bottom:${number(look.offsetY, 20)}px!important;
z-index:${number(look.zIndex, 2147483647)}!important;overflow:visible!important;color-scheme:light dark!important;
font:400 15px/1.5 "Segoe UI",-apple-system,Roboto,"Noto Sans",system-ui,sans-serif!important;
--w:${color}!important;--w-on:${on}!important}
.edge .panel{${edge}:0}
.launch{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:56px;height:56px;border:1px solid transparent;
border-radius:50%;background:var(--w);color:var(--w-on);cursor:pointer;box-shadow:0 4px 18px rgb(0 0 0/.24)}
.launch[hidden]{display:none}
.launch:hover{filter:brightness(1.08)}
.launch:focus-visible{outline:3px solid light-dark(#2154d1,#93b4ff);outline-offset:3px;box-shadow:0 0 0 3px light-dark(#fff,#1a1918)}
.launch svg{width:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.launch span{position:absolute;top:-3px;right:-3px;min-width:20px;box-sizing:border-box;padding:0 5px;border:1px solid transparent;
border-radius:10px;background:#c92f27;color:#fff;font-size:12px;line-height:18px;font-weight:700;text-align:center}
.launch span:empty{display:none}
@media print{:host{display:none!important}}`);
    launcher.hidden = look.launcher === false;
    name(look.label || 'Chat');
  }

  function name(text) {
    launcher.ariaLabel = launcher.title = text;
    label.ariaLabel = look.label || 'Chat';
  }

  /** The top layer beats every z-index and is immune to transforms on <html>; an owner's zIndex says they want neither. */
  function float(wanted) {
    floating = wanted || pinned;
    if (!host.showPopover || !isNaN(parseInt(look.zIndex))) return;
    if (floating && host.isConnected) {
      host.popover = 'manual';
      if (!host.matches(':popover-open')) host.showPopover();
    } else if (host.popover) {
      host.hidePopover();
      host.popover = null;
    }
  }

  function attach() {
    if (host.isConnected) return;
    const page = document.documentElement;
    page.append(host);
    // Single-page applications empty the body or replace the root: either way we come back.
    watcher.observe(document, { childList: true });
    watcher.observe(page, { childList: true });
    if (floating) float(true);
  }

  const watcher = new MutationObserver(attach);

  function load() {
    if (chat) return chat;
    const settings = fetch(`${base}/api/v1/widgets/${key}/settings`, { credentials: 'omit' });
    // The chat says what went wrong; here it would only be an unhandled rejection.
    settings.catch(() => {});
    // A failed import is remembered under its address, so each new try has another.
    // eslint-disable-next-line no-unsanitized/method -- the address of this very script, with a number
    chat = import(base + CHAT + (tries ? `?retry=${tries}` : '')).then((module) => module.start(shell, settings));
    chat.catch((error) => {
      chat = null;
      tries += 1;
      console.error(`XBees: the chat could not be loaded from ${base}`, error);
      setTimeout(elsewhere, 100);
    });
    return chat;
  }

  /** WI-15: where the page's policy blocks us, the same chat opens on a page of its own. */
  function elsewhere() {
    if (!blocked) return;
    console.error(`XBees: the page's Content-Security-Policy needs "script-src ${base}; connect-src ${base}; img-src ${base}"`);
    window.open(`${base}/w/${key}`, '_blank', 'noopener');
  }

  const calls = {
    open: (opener) => load().then((it) => it.open(opener)),
    close: () => chat?.then((it) => it.close()),
    toggle: () => load().then((it) => it.toggle()),
    show: () => (launcher.hidden = false),
    hide: () => (launcher.hidden = true),
    // GU-3: kept until there is a chat that needs it.
    identify(who) {
      shell.who = who || {};
      chat?.then((it) => it.identify());
    },
    setLocale(locale) {
      shell.locale = locale;
      chat?.then((it) => it.setLocale());
    },
    on: (event, listener) => (listeners[event] ||= new Set()).add(listener),
    off: (event, listener) => listeners[event]?.delete(listener),
    shutdown: () => (chat || stored('session')) && load().then((it) => it.shutdown()),
  };

  function call([name, ...values]) {
    if (!Object.hasOwn(calls, name)) console.error(`XBees: there is no call "${name}"`);
    // What could not be loaded has been said by load().
    else Promise.resolve(calls[name](...values)).catch(() => {});
  }

  const shell = {
    base,
    key,
    host,
    root,
    launcher,
    locale: given.locale,
    who: null,
    draw,
    name,
    float,
    elsewhere,
    blocked: () => blocked,
    count: (unread) => (badge.textContent = unread > 99 ? '99+' : unread || ''),
    opened(open) {
      launcher.ariaExpanded = String(open);
      path.setAttribute('d', open ? OPEN_ICON : CLOSED_ICON);
    },
    // In a task of its own: what a listener of the page throws is the page's.
    emit: (event, detail) => listeners[event]?.forEach((listener) => setTimeout(listener, 0, detail)),
  };

  const ready = new Promise((resolve) => {
    const idle = window.requestIdleCallback || setTimeout;
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => idle(resolve));
    else idle(resolve);
  }).then(() => {
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('viewBox', '0 0 24 24');
    icon.ariaHidden = badge.ariaHidden = 'true';
    icon.append(path);
    launcher.type = 'button';
    launcher.className = 'launch';
    launcher.append(icon, badge);
    launcher.addEventListener('click', () => call(['toggle']));
    launcher.addEventListener('pointerenter', () => load().catch(() => {}), { once: true });
    label.append(launcher);
    root.append(label);
    root.adoptedStyleSheets = [sheet];
    shell.opened(false);
    draw(stored('look') || look);
    attach();
    // "Fixed" inside a transformed <html> means that box, and the launcher can lie far below the view.
    new IntersectionObserver(([seen]) => {
      if (seen.isIntersecting || launcher.hidden || document.hidden || !host.isConnected) return;
      pinned = true;
      float(true);
    }).observe(launcher);
    const open = stored('open');
    if (stored('session') || (open && Date.now() - open.at < 18e5)) load().catch(() => {});
  });

  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI.startsWith(base)) blocked = true;
  });
  document.addEventListener('click', (event) => {
    const opener = /** @type {any} */ (event.target).closest?.('[data-xbees-open]');
    if (!opener) return;
    event.preventDefault();
    call(['open', opener]);
  });
  // A guest who began in another tab has unread messages here too (WI-14).
  addEventListener('storage', (event) => {
    if (event.key === `xbees:${key}:session` && event.newValue) load().catch(() => {});
  });

  const api = { push: (...entries) => entries.forEach((entry) => ready.then(() => call(entry))) };
  for (const name of Object.keys(calls)) api[name] = (...values) => api.push([name, ...values]);
  window.XBees = api;
  api.push(...waiting);
})();
