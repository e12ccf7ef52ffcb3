/** Marks and what stands between them; not within a word, for 2*3*4 and snake_case_names mean themselves. */
const MARKED = [
  /(^|[^\p{L}\p{N}_])`([^`\n]+)`/gu,
  /(^|[^\p{L}\p{N}_])\*([^\s*](?:[^\n*]*[^\s*])?)\*/gu,
  /(^|[^\p{L}\p{N}_])_([^\s_](?:[^\n_]*[^\s_])?)_(?![\p{L}\p{N}_])/gu,
];

/** A message in one line of a list: its beginning without the marks of MS-1, which it is written with. @param {string} text */
export function plain(text) {
  let words = text.slice(0, 300).replace(/^ {0,3}(?:> ?|[-*] +|```)/gm, '');
  // Bold is two of them, and italic may stand within it.
  for (let deep = 0; deep < 3; deep += 1) for (const marked of MARKED) words = words.replace(marked, '$1$2');
  return words;
}
