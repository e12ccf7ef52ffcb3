/** @type {CSSStyleSheet | undefined} */
let sheet;

/** What comes later brings its styles. @param {ShadowRoot} root */
export function dress(root) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(MORE_STYLES);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

const MORE_STYLES = `
.xb h3.title { font-size: 17px; font-weight: 630; line-height: 1.3; text-wrap: balance; }
.xb .offer { display: grid; text-align: start; gap: 8px; margin: 0 12px 8px; padding: 12px; border: 1px solid var(--line); border-radius: 12px; font-size: 13px; }
.xb .offer > .link { justify-self: start; }
.xb .under > :has(.offer) { flex: 1 0 100%; padding-inline: 0; }
.xb .under .offer { margin: 0; }
.xb .periods { display: flex; flex-wrap: wrap; gap: 6px; }
.xb .bubble .quote { display: grid; width: 100%; margin-bottom: 6px; padding-inline-start: 10px; border: 0; border-inline-start: 3px solid currentColor; background: none; color: inherit; font-size: 13px; text-align: start; }
.xb .periods .btn { min-height: 36px; padding: 4px 12px; border: 1px solid var(--control); color: var(--ink); }
`;
