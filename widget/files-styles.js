/** Of files, and of what is seen in a conversation a moment later. */
export const FILES_STYLES = `
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
