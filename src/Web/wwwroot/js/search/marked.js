import { h } from "../dom/h.js";

/**
 * A text with what was found marked: the server says where, and everything is text.
 * @param {string} text @param {{start: number, length: number}[]} ranges in order, without overlaps
 */
export function marked(text, ranges) {
  const nodes = [];
  let at = 0;
  for (const { start, length } of ranges) {
    if (start > at) nodes.push(text.slice(at, start));
    nodes.push(h("mark", {}, text.slice(start, start + length)));
    at = start + length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}
