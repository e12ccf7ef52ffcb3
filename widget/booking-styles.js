/** The style sheet of choosing a time; it comes with it. */
export const BOOKING_STYLES = `
.xb .booking { container: booking / inline-size; padding: 0; gap: 0; }
.xb .book { display: grid; min-width: 0; }
.xb .book > * { display: grid; align-content: start; gap: 14px; min-width: 0; padding: 16px; }
.xb .book > * + * { border-block-start: 1px solid var(--line); }
.xb .host ::slotted(*) { padding: 0 !important; }
.xb .book h2 { font-size: 15px; font-weight: 630; }
.xb .book :is(.notes, .fact, .banner):empty { display: none; }
.xb .notes { display: grid; gap: 8px; }
.xb .fact { display: flex; gap: 9px; color: var(--ink-2); font-size: 13px; }
.xb .fact .i { margin-top: 2px; }
.xb .fact b { color: var(--ink); font-weight: 530; }
.xb .seg { display: flex; gap: 2px; padding: 2px; border-radius: 10px; background: var(--hover); }
.xb .seg button { flex: 1; min-height: 40px; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: var(--ink-2); font-size: 13px; font-weight: 530; white-space: nowrap; }
.xb .seg [aria-pressed=true] { background: light-dark(#fff, #45413c); color: var(--ink); box-shadow: 0 1px 2px rgb(0 0 0/.12); }
.xb .label { font-size: 13px; font-weight: 530; }
.xb .select { display: flex; align-items: center; justify-content: space-between; gap: 10px; min-height: 40px; padding: 6px 12px; overflow-wrap: anywhere; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); text-align: start; }
.xb .select::after { content: ""; flex: none; width: 7px; height: 7px; margin-block-start: -4px; border: solid; border-width: 0 2px 2px 0; transform: rotate(45deg); }
.xb .zones { max-height: 224px; overflow-y: auto; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--raised); font-size: 13px; }
.xb .zones > * { display: flex; justify-content: space-between; gap: 10px; min-height: 40px; align-items: center; padding: 4px 12px; cursor: pointer; }
.xb .zones small { color: var(--ink-3); }
.xb .zones [aria-selected=true] { background: var(--hover); outline: 2px solid var(--focus); outline-offset: -2px; }
.xb .turns { display: flex; }
.xb .turns [disabled] { color: var(--ink-3); cursor: default; opacity: .5; }
.xb .month { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 4px; text-align: center; font-variant-numeric: tabular-nums; }
.xb .wd { padding-block: 5px; color: var(--ink-3); font-size: 12px; font-weight: 530; }
.xb .month button { height: 44px; padding: 0; border: 1px solid transparent; border-radius: 10px; background: var(--hover); font-weight: 650; }
.xb .month button:hover { border-color: var(--control); }
.xb .month button[aria-disabled] { border-color: transparent; background: none; color: var(--ink-3); font-weight: 400; cursor: default; }
.xb .month button[aria-pressed=true] { border-color: var(--w); background: var(--w); color: var(--w-on); }
.xb .cal { display: grid; gap: 8px; }
.xb .days > .link { justify-self: start; }
.xb ul.times { display: grid; grid-template-columns: repeat(auto-fill, minmax(84px, 1fr)); gap: 6px; list-style: none; }
.xb .notes ul.times { grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); }
.xb .slot { width: 100%; min-height: 44px; padding: 4px; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--surface); font-weight: 530; font-variant-numeric: tabular-nums; }
.xb :is(.slot, .seg button) { unicode-bidi: plaintext; }
.xb .slot:hover { border-color: var(--ink); background: var(--hover); }
.xb .slot[aria-pressed=true] { border-color: var(--ink); background: var(--hover); }
.xb .pair { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
.xb .skel { display: block; min-height: 44px; border-radius: 10px; background: var(--hover); animation: xb-late .3s .3s backwards; }
.xb h2 .skel { width: 60%; min-height: 22px; }
.xb .waits .month button { animation: xb-late .3s .3s backwards; }
@keyframes xb-late { from { opacity: 0; } }
@container booking (max-width: 559px) { .xb .book .host > .fact { display: none; } .xb .month button { height: 40px; } }
@container booking (min-width: 560px) {
  .xb .book:not(.done) { grid-template-columns: minmax(0, 1fr) 208px; }
  .xb .book > .host { grid-column: 1 / -1; }
  .xb .book.two { grid-template-columns: minmax(0, 1fr); }
  .xb .book > .free { border-block-start: 0; border-inline-start: 1px solid var(--line); }
  .xb .book > .days { border-block-start: 0; }
  .xb .book > .host { border-block-end: 1px solid var(--line); }
}
@container booking (min-width: 860px) {
  .xb .book > * { padding: 24px; }
  .xb .book:not(.done) { grid-template-columns: 280px minmax(0, 1fr) 224px; }
  .xb .book.two { grid-template-columns: 280px minmax(0, 1fr); }
  .xb .book > .host { grid-column: auto; border-block-end: 0; }
  .xb .book > .host + * { border-block-start: 0; border-inline-start: 1px solid var(--line); }
  .xb .free > h2 { display: flex; align-items: center; min-height: 36px; }
  .xb .free ul.times { grid-template-columns: minmax(0, 1fr); }
  .xb .book > .free { max-height: 540px; overflow-y: auto; }
}
@media (prefers-reduced-motion: reduce) { .xb :is(.skel, .waits .month button) { animation-duration: 0s; } }
@media (forced-colors: active) { .xb :is(.seg, .month, .zones) [aria-pressed=true], .xb .slot[aria-pressed=true] { border: 2px solid Highlight; } .xb .seg [aria-pressed=true] { outline: 2px solid Highlight; } }
`;
