/** The style sheet of meetings; it comes with them. */
export const MEETING_STYLES = `
.xb .facts { display: grid; gap: 8px; }
.xb .form { display: grid; gap: 14px; }
.xb .pairs { display: grid; gap: 14px; }
.xb .chips { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; }
.xb .chips:empty { display: none; }
.xb .chip { display: flex; align-items: center; max-width: 100%; padding-inline-start: 10px; border-radius: 8px; background: var(--hover); font-size: 13px; }
.xb .btn.outline { border-color: var(--control); font-size: 13px; }
.xb .btn.danger { border-color: currentColor; color: var(--red); }
.xb .btn[aria-disabled=true] { cursor: progress; filter: saturate(.4); }
.xb .book.done { justify-items: center; gap: 12px; padding: 32px 20px; text-align: center; }
.xb .book.done > * { border: 0; padding: 0; }
.xb .done h2 { font-size: 18px; outline: 0; }
.xb .book.done > .ways { display: block; }
.xb .done > .btn { display: inline-flex; padding: 0 18px; gap: 8px; }
.xb .done .tick { padding: 14px; border-radius: 50%; background: light-dark(#e0f3e6, #16351f); color: light-dark(#186a37, #83d9a0); }
.xb .done .tick .i { width: 24px; height: 24px; }
.xb .done .summary { gap: 6px; width: min(26em, 100%); padding: 14px 16px; border: 1px solid var(--line); border-radius: 14px; text-align: start; font-size: 13px; overflow-wrap: anywhere; }
.xb .done .offer { width: min(26em, 100%); margin: 0; }
.xb .offer { display: grid; gap: 10px; padding: 12px; border: 1px solid var(--line); border-radius: 12px; font-size: 13px; text-align: start; }
.xb .offer > .link { justify-self: start; }
.xb .offer .periods { display: flex; flex-wrap: wrap; gap: 6px; }
.xb .offer .periods .btn { min-height: 40px; padding: 4px 12px; }
.xb .offer [aria-pressed=true] { background: var(--hover); }
.xb .message.meeting { width: 100%; max-width: 100%; }
.xb .message .bubble.meet { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 12px; justify-self: stretch; padding: 12px 14px; border: 1px solid var(--line-strong); border-radius: 14px; background: var(--surface); color: var(--ink); font-size: 13px; }
.xb .meet .facts { gap: 2px; color: var(--ink-2); }
.xb .meet .facts b { color: var(--ink); font-size: 15px; font-weight: 630; }
.xb .meet.off .facts > b { text-decoration: line-through; }
.xb .meeting .meet a { color: var(--focus); }
.xb .date { align-self: start; display: grid; width: 48px; border: 1px solid var(--line-strong); border-radius: 10px; overflow: hidden; text-align: center; color: var(--ink-2); font-size: 12px; }
.xb .date span { background: var(--hover); }
.xb .date b { color: var(--ink); font-size: 17px; font-weight: 650; }
.xb .state { display: flex; align-items: center; gap: 5px; color: light-dark(#186a37, #83d9a0); }
.xb .state.off { color: var(--ink-2); }
.xb .acts { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 4px 16px; padding-block-start: 10px; border-block-start: 1px solid var(--line); }
.xb .meeting .acts .link { min-height: 32px; color: var(--focus); }
.xb .acts .offer { flex: 1; margin: 0; }
@container booking (min-width: 560px) { .xb .pairs { grid-template-columns: 1fr 1fr; align-items: start; } .xb .pairs > :is(.muted, :has(.check)) { grid-column: 1 / -1; } }
`;
