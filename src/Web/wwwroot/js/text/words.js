import { h } from "../dom/h.js";
import { bare, blocks } from "./markdown.js";

// However it is marked, one message makes no more nodes than this; the rest stays plain text (MS-17).
const MOST = 400;
const INLINE = new Set(["strong", "em", "code"]);

/** A message's text as nodes (MS-1), read by the module that the widget reads it with. @param {string} text @returns {Node[]} */
export function words(text) {
  const budget = { left: MOST };
  return blocks(text).map(piece => paint(piece, budget));
}

function paint(piece, budget) {
  if (typeof piece === "string") return piece;
  const { tag, href, start } = piece;
  budget.left--;
  const children = piece.children.map(child => (budget.left > 0 ? paint(child, budget) : bare(child)));
  if (tag === "a") return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, children);
  if (tag === "pre") return h("pre", { dir: "auto" }, h("code", {}, children));
  return h(tag, { start, dir: INLINE.has(tag) ? null : "auto" }, children);
}
