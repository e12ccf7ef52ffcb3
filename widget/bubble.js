import { el } from './dom.js';
import { blocks } from './markdown.js';
import { t } from './texts.js';

const LONG = 1200;
const LINES = 24;
/** Letters under a heap of marks would be drawn over their neighbours. */
const HEAPED = new RegExp('\\p{M}{4}', 'u');

/** One message's text as DOM nodes; what is too long or over-marked is clipped until asked for (MS-17). @param {any} message */
export function bubble({ text, editedAt, deletedAt }) {
  if (deletedAt) return el('div.bubble.gone', {}, t('deleted'));
  const edited = editedAt && el('small', {}, t('edited'));
  const body = el('div.text', { dir: 'auto' }, blocks(text).map(toNode));
  if (text.length < LONG && text.split('\n').length < LINES && !HEAPED.test(text)) return el('div.bubble', {}, body, edited);
  const more = el('button.link', { type: 'button', onclick: () => (body.classList.remove('clip'), more.remove()) }, t('showAll'));
  body.classList.add('clip');
  return el('div.bubble', {}, body, more, edited);
}

/** @param {import('./markdown.js').Piece} piece @returns {any} */
function toNode(piece) {
  if (typeof piece === 'string') return piece;
  const attributes = piece.tag === 'a' ? { href: piece.href, target: '_blank', rel: 'noopener noreferrer' } : { start: piece.start };
  return el(piece.tag, attributes, piece.children.map(toNode));
}
