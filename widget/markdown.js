/**
 * The subset of MS-1: bold, italic, code, lists, quotes and plain links. The text stays as written; this only says how
 * to show it, as a tree that becomes DOM nodes. There is no HTML on the way.
 * @typedef {string | { tag: string, href?: string, start?: string, children: Piece[] }} Piece
 */
// eslint-disable-next-line security/detect-non-literal-regexp -- made of constants
const INLINE = new RegExp(
  [
    '`([^`\\n]+)`',
    '((?:https?://|mailto:|tel:)[^\\s<>"`]+)',
    // Italic may begin and end with it.
    '\\*\\*(\\*?[^\\s*](?:[^\\n]{0,998}?[^\\s*])??\\*?)\\*\\*(?!\\*)',
    '\\*([^\\s*](?:[^\\n*]{0,998}?[^\\s*])?)\\*',
    '_([^\\s_](?:[^\\n]{0,998}?[^\\s_])??)_(?![\\p{L}\\p{N}_])',
  ].join('|'),
  'giu',
);
const IN_A_WORD = new RegExp('[\\p{L}\\p{N}_]$', 'u');
const LIST = /^ {0,3}(?:[-*]|(\d{1,9})[.)]) +(\S.*)?$/;

/** @param {string} text @param {number} [depth] Quotes in quotes end somewhere. @returns {Piece[]} */
export function blocks(text, depth = 0) {
  const lines = text.split('\n');
  const out = [];
  while (lines.length) {
    if (/^```/.test(lines[0])) out.push(fence(lines));
    else if (depth < 4 && /^> ?/.test(lines[0])) out.push({ tag: 'blockquote', children: blocks(take(lines, /^> ?/).join('\n'), depth + 1) });
    else if (LIST.test(lines[0])) out.push(list(lines));
    else out.push(paragraph(lines));
  }
  return out.filter((block) => block.children.length);
}

/** @param {string[]} lines */
function fence(lines) {
  // What stands beside the signs, a language or a first line, is kept: nothing that was written is swallowed.
  const first = lines.shift().slice(3);
  const end = lines.findIndex((line) => /^```\s*$/.test(line));
  const code = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return { tag: 'pre', children: [[...(first ? [first] : []), ...code].join('\n')] };
}

/** Consecutive lines with the mark, without it. @param {string[]} lines @param {RegExp} mark */
function take(lines, mark) {
  const taken = [];
  while (lines.length && mark.test(lines[0])) taken.push(lines.shift().replace(mark, ''));
  return taken;
}

/** @param {string[]} lines */
function list(lines) {
  const first = LIST.exec(lines[0])[1];
  const children = [];
  for (let match = LIST.exec(lines[0]); match && Boolean(match[1]) === Boolean(first); match = lines.length ? LIST.exec(lines[0]) : null) {
    children.push({ tag: 'li', children: inline(match[2] ?? '') });
    lines.shift();
  }
  return first ? { tag: 'ol', start: first, children } : { tag: 'ul', children };
}

/** @param {string[]} lines */
function paragraph(lines) {
  const own = [lines.shift()];
  while (lines.length && !/^(?:```|> ?)/.test(lines[0]) && !LIST.test(lines[0])) own.push(lines.shift());
  return { tag: 'p', children: inline(own.join('\n').replace(/^\n+|\n+$/g, '')) };
}

/** @param {string} text @param {number} [depth] @returns {Piece[]} */
export function inline(text, depth = 0) {
  const out = [];
  let done = 0;
  const say = (end) => end > done && out.push(text.slice(done, end));
  INLINE.lastIndex = 0;
  for (let match = INLINE.exec(text); match; match = INLINE.exec(text)) {
    const [whole, code, link, bold, star, score] = match;
    const at = match.index;
    const target = link && href(link);
    const emphasis = bold || star || score;
    let next = at + whole.length;
    // 2*3*4 and snake_case_names mean themselves.
    if ((link && !target) || (emphasis && (depth > 3 || IN_A_WORD.test(text.slice(Math.max(0, at - 2), at))))) {
      INLINE.lastIndex = at + 1;
      continue;
    }
    say(at);
    if (code) out.push({ tag: 'code', children: [code] });
    else if (target) {
      next = at + target.text.length;
      out.push({ tag: 'a', href: target.href, children: [target.text] });
    } else out.push({ tag: bold ? 'strong' : 'em', children: inline(emphasis, depth + 1) });
    // What is inside was read with the same expression.
    done = INLINE.lastIndex = next;
  }
  say(text.length);
  return out;
}

/** What a message says in one line of a list, without its marks; what no row has room for is not read. @param {string} text */
export const line = (text) => blocks(text.slice(0, 400)).map(bare).join(' ').replace(/\s+/g, ' ');

/** @param {Piece} piece @returns {string} */
export function bare(piece) {
  if (typeof piece === 'string') return piece;
  const { tag, start, children } = piece;
  if (tag === 'ol') return children.map((item, index) => `${Number(start) + index}. ${bare(item)}`).join(' ');
  return children.map(bare).join(tag === 'ul' || tag === 'blockquote' ? ' ' : '');
}

/** What follows a link in a sentence is not of it. @param {string} link */
function href(link) {
  const text = link.replace(/[.,;:!?'")\]}*_]+$/, '');
  if (!/^(?:https?:\/\/[^/]|mailto:.+@|tel:[+\d])/i.test(text)) return null;
  try {
    return { text, href: new URL(text).href };
  } catch {
    // Not an address after all: it stays text.
    return null;
  }
}
