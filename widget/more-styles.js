/** What comes later brings its styles. */
export const MORE_STYLES = `
.xb h3.title { font-size: 17px; font-weight: 630; line-height: 1.3; text-wrap: balance; }
.xb .offer { display: grid; text-align: start; gap: 8px; margin: 0 12px 8px; padding: 12px; border: 1px solid var(--line); border-radius: 12px; font-size: 13px; }
.xb .offer > .link { justify-self: start; }
.xb .under > :has(.offer) { flex: 1 0 100%; padding-inline: 0; }
.xb .under .offer { margin: 0; }
.xb .periods { display: flex; flex-wrap: wrap; gap: 6px; }
.xb .bubble .quote { display: grid; width: 100%; margin-bottom: 6px; padding-inline-start: 10px; border: 0; border-inline-start: 3px solid currentColor; background: none; color: inherit; font-size: 13px; text-align: start; }
.xb .large .text { font-size: 34px; line-height: 1.25; word-spacing: -.4em; }
.xb :is(.large .text, .sign) { font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; }
.xb .reactions { position: relative; grid-column: 2; display: flex; flex-wrap: wrap; gap: 4px; margin-block: -6px 4px; padding-inline: 8px; }
.xb .mine .reactions { grid-column: 1; justify-content: end; }
.xb .reaction { min-width: 40px; min-height: 26px; padding: 0 8px; border: 1px solid var(--line-strong); border-radius: 13px; background: var(--raised); color: var(--ink-2); font-size: 12px; font-variant-numeric: tabular-nums; }
.xb .reaction[aria-pressed=true] { border-color: var(--focus); background: light-dark(#e9f0fe, #1b2741); color: var(--focus); font-weight: 650; }
.xb .signs { display: grid; grid-template-columns: repeat(9, 1fr); gap: 4px; }
.xb .signs .reaction { min-width: 0; min-height: 34px; padding: 0; border-radius: 10px; font-size: 17px; }
@media (pointer: coarse) { .xb .reaction { min-width: 44px; min-height: 32px; border-radius: 16px; } .xb .signs { grid-template-columns: repeat(5, 1fr); } .xb .signs .reaction { min-height: 44px; } }
.xb .periods .btn { min-height: 36px; padding: 4px 12px; border: 1px solid var(--control); color: var(--ink); }
`;
