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
.xb .files { display: grid; grid-template-columns: minmax(0, 1fr); justify-items: start; gap: 6px; padding-block: 3px; }
.xb .text:not([hidden]) + .files { margin-top: 6px; }
.xb .picture { display: block; max-width: 100%; padding: 0; border: 0; border-radius: 10px; background: none; }
.xb .picture canvas { display: block; max-width: 100%; border-radius: inherit; background: var(--hover); }
.xb .file { display: flex; align-items: center; gap: 10px; width: 220px; max-width: 100%; min-height: 44px; padding: 6px 10px; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--surface); color: var(--ink); text-align: start; }
.xb :is(.file, .piece) > span { flex: 1; min-width: 0; display: grid; }
.xb :is(.file, .piece) bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.xb :is(.file, .piece) small { color: var(--ink-2); font-size: 12px; }
.xb .tray { flex: 1 0 100%; display: grid; gap: 6px; max-height: 160px; margin: 0; padding: 8px 8px 0; overflow-y: auto; list-style: none; }
.xb .tray[hidden] { display: none; }
.xb .piece { display: flex; align-items: center; gap: 8px; padding-inline-start: 8px; border: 1px solid var(--line-strong); border-radius: 10px; font-size: 13px; }
.xb .piece small.error { color: var(--red); }
.xb .piece progress { width: 100%; height: 6px; accent-color: var(--w); }
.xb .composer .attach { margin-block: 6px; margin-inline: 6px -6px; }
.xb .piece:has(.input) { flex-wrap: wrap; padding-bottom: 6px; }
.xb .piece .input { flex: 1; min-width: 0; }
.xb .composer > .error { flex: 1 0 100%; padding: 8px 12px 0; }
.xb time[data-full]:is(:hover, :focus)::after { content: attr(data-full); position: absolute; z-index: 1; bottom: 100%; inset-inline-start: 0; width: max-content; max-width: 220px; padding: 4px 8px; border: 1px solid var(--line-strong); border-radius: 6px; background: var(--raised); color: var(--ink); white-space: normal; }
.xb .mine time[data-full]::after { inset-inline: auto 0 !important; }
.xb .dots { display: inline-flex; gap: 3px; }
.xb .dots i { width: 5px; height: 5px; border-radius: 50%; background: currentColor; animation: xb-dot 1.2s infinite; }
.xb .dots i:nth-child(2) { animation-delay: .15s; }
.xb .dots i:nth-child(3) { animation-delay: .3s; }
@keyframes xb-dot { 30% { transform: translateY(-3px); } }
@media (prefers-reduced-motion: reduce) { .xb .dots i { animation: none; } }
`;
