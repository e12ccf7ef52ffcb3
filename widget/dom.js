const SVG = 'http://www.w3.org/2000/svg';

// Lucide (ISC). A <use> of another origin never draws, so the paths are here.
const ICONS = {
  alert: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 8v4M12 16h.01',
  back: 'm15 18-6-6 6-6',
  calendar: 'M3 5h18v16H3ZM3 10h18M8 2v5M16 2v5',
  check: 'M20 6 9 17l-5-5',
  chat: 'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 6v6l4 2',
  close: 'M18 6 6 18M6 6l12 12',
  down: 'M12 5v14M19 12l-7 7-7-7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  moon: 'M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401',
  next: 'm9 18 6-6-6-6',
  offline: 'M12 20h.01M8.5 16.429a5 5 0 0 1 7 0M5 12.859a10 10 0 0 1 5.17-2.69M2 8.82a15 15 0 0 1 4.177-2.643M22 8.82a15 15 0 0 0-11.288-3.764M2 2l20 20',
  seen: 'M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16',
  smile: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01',
  send: 'm5 12 7-7 7 7M12 19V5',
};

/**
 * An element: `el('p.hint', { id: 'x', onclick: f }, 'text', child)`. Text becomes text nodes, never markup.
 * @param {string} tag @param {Record<string, any>} [properties] @param {...any} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** One more style sheet in our shadow root, which needs no line in the page's policy. @param {ShadowRoot} root @param {string} css */
export function adopt(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** @param {keyof typeof ICONS} name @param {string} [extra] */
export function icon(name, extra = '') {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `i ${extra}`);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon; its name is said and shown on hover. @param {keyof typeof ICONS} name @param {string} label @param {() => void} action @param {string} [extra] */
export function iconButton(name, label, action, extra = '') {
  return el(`button.btn.icon${extra}`, { type: 'button', title: label, 'aria-label': label, onclick: action }, icon(name, extra));
}

/** @param {Avatar | null | undefined} avatar @param {string} [size] */
export function face(avatar, size = '') {
  if (!avatar) return null;
  const kind = avatar.kind === 'duo' ? 'guest' : avatar.kind;
  return el(`span.av.c${avatar.color}.${kind}${size}`, { 'aria-hidden': 'true' }, avatar.text);
}

let lastId = 0;

/** Ids are unique in our shadow root, which is all that labels need. */
export function newId() {
  lastId += 1;
  return `x${lastId}`;
}

/** RFC 4122 by hand: crypto.randomUUID is missing on plain http sites. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
