import { h } from "../dom/h.js";

const LINK = /(?:https?:\/\/|mailto:|tel:)[^\s<>"'`]+/iu;
// eslint-disable-next-line security/detect-non-literal-regexp -- made of two constants
const INLINE = new RegExp(`(\`[^\`\\n]+\`)|(\\*\\*[^*\\n]+\\*\\*|\\*[^*\\s][^*\\n]*\\*)|(?<![\\p{L}\\p{N}_])(_[^_\\s][^_\\n]*_)(?![\\p{L}\\p{N}_])|(${LINK.source})`, "giu");
// However it is marked, one message makes no more nodes than this; the rest stays plain text (MS-17).
const MOST = 400;

/**
 * A message's text as nodes: bold, italic, code, lists, quotes and links; HTML is text like any other (MS-1).
 * @param {string} text @returns {Node[]}
 */
export function markdown(text) {
  const budget = { left: MOST };
  const out = [];
  for (const block of blocksOf(text)) out.push(paint(block, budget));
  return out;
}

function* blocksOf(text) {
  let current = null;
  let fenced = false;
  for (const line of text.split("\n")) {
    if (/^```/.test(line)) {
      if (current) yield current;
      fenced = !fenced;
      current = fenced ? { kind: "code", lines: [] } : null;
      continue;
    }
    const kind = fenced ? "code" : kindOf(line);
    if (current && current.kind !== kind) {
      yield current;
      current = null;
    }
    current ??= { kind, lines: [], start: kind === "ordered" ? Number.parseInt(line, 10) : 1 };
    current.lines.push(line);
  }
  if (current) yield current;
}

function kindOf(line) {
  if (/^> ?/.test(line)) return "quote";
  if (/^[-*•] \S/.test(line)) return "list";
  if (/^\d{1,3}[.)] \S/.test(line)) return "ordered";
  return "text";
}

/** @param {{kind: string, lines: string[], start?: number}} block @param {{left: number}} budget */
function paint({ kind, lines, start }, budget) {
  if (kind === "code") return h("pre", { dir: "auto" }, h("code", {}, lines.join("\n")));
  if (kind === "quote") return h("blockquote", { dir: "auto" }, inline(lines.map(line => line.replace(/^> ?/, "")).join("\n"), budget));
  if (kind === "list") return h("ul", {}, lines.map(line => h("li", { dir: "auto" }, inline(line.slice(2), budget))));
  if (kind === "ordered") return h("ol", { start }, lines.map(line => h("li", { dir: "auto" }, inline(line.replace(/^\d+[.)] /, ""), budget))));
  return h("p", { dir: "auto" }, inline(lines.join("\n"), budget));
}

function inline(text, budget) {
  const out = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    if (budget.left <= 0) break;
    budget.left--;
    out.push(text.slice(from, found.index));
    const [whole, code, bold, italic, link] = found;
    from = found.index + whole.length;
    if (code) out.push(h("code", {}, code.slice(1, -1)));
    else if (bold) out.push(h("strong", {}, inline(bold.replace(/^\*\*?|\*\*?$/g, ""), budget)));
    else if (italic) out.push(h("em", {}, inline(italic.slice(1, -1), budget)));
    else {
      const address = link.replace(/[.,;:!?)\]}»”’]+$/u, "");
      from -= link.length - address.length;
      out.push(h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, address));
    }
  }
  out.push(text.slice(from));
  return out.filter(part => part !== "");
}
