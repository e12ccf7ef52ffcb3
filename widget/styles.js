/** The chat's style sheet. Classes only: it shares the shadow root with the launcher. No rem, which is the page's; no font, which would need a line in its policy. */
export const CHAT_STYLES = `
.xb {
  --surface: light-dark(#fff, #1a1918);
  --raised: light-dark(#fff, #232220);
  --hover: light-dark(#edebe8, #262422);
  --line: light-dark(#e7e4e0, #2d2b28);
  --line-strong: light-dark(#d5d1cb, #3d3a36);
  --control: light-dark(#8d8880, #757067);
  --ink: light-dark(#1d1b18, #f3f0ea);
  --ink-2: light-dark(#55514b, #bbb5ab);
  --ink-3: light-dark(#6a655e, #9f998f);
  --focus: light-dark(#2154d1, #93b4ff);
  --red: light-dark(#b92a2a, #ff9a91);
  --warn: light-dark(#fff1cf, #3a2e13);
  --warn-line: light-dark(#f0d592, #5a4718);
  --warn-text: light-dark(#7d5100, #f4c457);
  --tint: light-dark(color-mix(in srgb, var(--w) 13%, #fff), color-mix(in srgb, var(--w) 42%, #1a1918));
  --tint-text: light-dark(color-mix(in srgb, var(--w) 75%, #000), color-mix(in srgb, var(--w) 30%, #fff));
  color: var(--ink);
  color-scheme: light dark;
  text-align: start;
}
.xb[hidden], .xb [hidden] { display: none !important; }
.xb, .xb * { box-sizing: border-box; }
.xb :is(h2, h3, p, ul, ol, pre, blockquote) { margin: 0; padding: 0; font: inherit; }
.xb :is(button, input, textarea) { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
.xb button { cursor: pointer; touch-action: manipulation; }
.xb a { color: var(--focus); }
.xb :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.xb .panel { position: absolute; bottom: 72px; display: flex; flex-direction: column; width: 376px; height: 624px; max-width: calc(100vw - 40px); max-height: calc(100dvh - 112px); border: 1px solid transparent; border-radius: 18px; background: var(--surface); box-shadow: 0 0 0 1px var(--line), 0 18px 60px rgb(0 0 0/.22); overflow: hidden; animation: xb-rise .18s cubic-bezier(.2, .7, .2, 1); }
.xb:has(~ aside .launch[hidden]) .panel { bottom: 0; }
@keyframes xb-rise { from { opacity: 0; transform: translateY(4px); } }
.xb .view { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.xb .foot { padding: 6px; text-align: center; color: var(--ink-3); font-size: 11.5px; }
.xb .view:has(.talk) + .foot { display: none; }
.xb .head { display: flex; align-items: center; gap: 10px; padding: 10px 10px 10px 16px; padding-inline: 12px 10px; background: var(--w); color: var(--w-on); }
.xb .head h2 { font-weight: 600; line-height: 1.3; }
.xb .head small { display: block; font-size: 12.5px; line-height: 1.3; }
.xb .hero { padding: 20px 24px 56px; background: var(--w); color: var(--w-on); }
.xb .hero h2 { margin-top: 20px; font-size: 24px; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; text-wrap: balance; overflow-wrap: anywhere; }
.xb .hero p { margin-top: 6px; overflow-wrap: anywhere; }
.xb :is(.head, .hero) .btn.icon { color: inherit; }
.xb :is(.head, .hero) .btn:hover { background: color-mix(in srgb, var(--w-on) 16%, transparent); }
.xb :is(.head, .hero) .btn:focus-visible { outline-color: currentColor; outline-offset: -2px; }
.xb .between { display: flex; align-items: center; justify-content: space-between; }
.xb .grow { flex: 1; min-width: 0; }
.xb .cut { display: block; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: -webkit-match-parent; text-align: match-parent; }
.xb .body { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; display: grid; gap: 10px; align-content: start; padding: 16px; }
.xb .body.lift { position: relative; margin-top: -40px; padding-top: 0; }
.xb .i { width: 18px; height: 18px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.xb .i.s { width: 15px; height: 15px; stroke-width: 2; }
.xb [dir=rtl] .flip, .xb[dir=rtl] :is(.flip, .turn .i) { transform: scaleX(-1); }
.xb .av { --d: 36px; width: var(--d); height: var(--d); flex: none; display: inline-grid; place-items: center; border-radius: 50%; font-size: calc(var(--d)*.36); font-weight: 630; line-height: 1; background: var(--ca); color: var(--cb); user-select: none; }
.xb .av.agent { background: var(--cb); color: var(--surface); }
.xb .av.service { border-radius: 0; clip-path: polygon(45% 1%, 50% 0, 55% 1%, 90% 20%, 95% 25%, 97% 32%, 97% 68%, 95% 75%, 90% 80%, 55% 99%, 50% 100%, 45% 99%, 10% 80%, 5% 75%, 3% 68%, 3% 32%, 5% 25%, 10% 20%); }
.xb .av.sm { --d: 28px; }
.xb .c1 { --ca: light-dark(#d8f1ec, #12372f); --cb: light-dark(#0c6155, #84dccc); }
.xb .c2 { --ca: light-dark(#dfeafd, #1b2d52); --cb: light-dark(#1e4cb3, #a6c3ff); }
.xb .c3 { --ca: light-dark(#ebe4fc, #2e2552); --cb: light-dark(#583aaf, #c8b8fc); }
.xb .c4 { --ca: light-dark(#fce2eb, #471d30); --cb: light-dark(#a02253, #f8b0c9); }
.xb .c5 { --ca: light-dark(#fde5d5, #452613); --cb: light-dark(#923e0d, #f6ba93); }
.xb .c6 { --ca: light-dark(#e0f1d9, #203818); --cb: light-dark(#2c641d, #a9dd98); }
.xb .c7 { --ca: light-dark(#e4e8ed, #2b323b); --cb: light-dark(#3e4a59, #c0cbd9); }
.xb .c8 { --ca: light-dark(#f8eac0, #3c3010); --cb: light-dark(#704d00, #eece77); }
.xb .btn { display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 0 18px; border: 1px solid transparent; border-radius: 10px; background: none; font-weight: 530; }
.xb .btn.icon { width: 36px; min-height: 36px; padding: 0; flex: none; border-radius: 8px; color: var(--ink-2); }
.xb .btn.primary, .xb .btn.send { background: var(--w); color: var(--w-on); }
.xb .btn:is(.primary, .send):hover { filter: brightness(1.1); }
.xb .link { padding: 2px 0; border: 0; background: none; color: var(--focus); font-weight: 530; text-decoration: underline; text-underline-offset: .18em; }
.xb .choice { display: grid; grid-template-columns: 44px minmax(0, 1fr) auto; align-items: center; gap: 14px; width: 100%; padding: 14px 16px; border: 1px solid var(--line-strong); border-radius: 14px; background: var(--surface); text-align: start; line-height: 1.4; }
.xb .choice:hover { border-color: var(--ink); }
.xb .choice .ico { display: grid; place-items: center; width: 44px; height: 44px; border-radius: 12px; background: var(--tint); color: var(--tint-text); }
.xb .choice b { display: block; font-weight: 630; }
.xb .choice small { color: var(--ink-2); font-size: 13px; }
.xb .choice > .i { color: var(--ink-3); }
.xb .hint { color: var(--ink-2); font-size: 13px; }
.xb .cap { margin-block: 12px 6px; color: var(--ink-2); font-size: 13px; font-weight: 530; }
.xb .conv { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1px 11px; width: calc(100% + 8px); margin-inline: -4px; padding: 10px; border: 0; border-radius: 10px; background: none; text-align: start; }
.xb .conv:hover { background: var(--hover); }
.xb .conv .av { grid-row: 1/3; align-self: center; }
.xb .conv > span:not(.av) { display: flex; align-items: baseline; gap: 8px; }
.xb .conv .cut { flex: 1; }
.xb .conv .title { font-weight: 530; }
.xb .conv time { color: var(--ink-3); font-size: 12px; }
.xb .conv .line { color: var(--ink-2); font-size: 13px; min-height: 1.5em; }
.xb .conv.unread .title { font-weight: 680; }
.xb .conv.unread .line { color: var(--ink); }
.xb .badge { min-width: 18px; padding: 0 5px; border: 1px solid transparent; border-radius: 9px; background: var(--w); color: var(--w-on); font-size: 11px; font-weight: 700; line-height: 16px; text-align: center; }
.xb .banner { display: flex; gap: 10px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px; font-size: 13px; overflow-wrap: anywhere; background: light-dark(#f7f6f4, #151413); }
.xb .banner .i { margin-top: 2px; }
.xb .banner.warn { background: var(--warn); border-color: var(--warn-line); }
.xb .banner.warn .i { color: var(--warn-text); }
.xb .banner.bad { color: var(--red); border-color: currentColor; }
.xb .empty { display: grid; justify-items: center; gap: 12px; padding: 48px 16px; text-align: center; color: var(--ink-2); }
.xb .empty .i { width: 32px; height: 32px; }
.xb time { position: relative; border-radius: 3px; white-space: nowrap; font-variant-numeric: tabular-nums; }
@media (max-width: 480px) {
  .xb:not(.page) .panel { position: fixed; inset: var(--top, 0) 0 auto 0 !important; width: 100%; max-width: none; height: var(--height, 100dvh); max-height: none; border: 0; border-radius: 0; box-shadow: none; }
  .xb:not(.page, [hidden]) ~ aside { display: none; }
  .xb .btn.icon { width: 44px; min-height: 44px; }
}
@media (prefers-reduced-motion: reduce) { .xb .panel { animation: none; } }
@media (prefers-contrast: more) { .xb { --line: light-dark(#8d8880, #757067); --line-strong: light-dark(#55514b, #bbb5ab); --ink-3: var(--ink-2); } }
@media (forced-colors: active) { .xb .av { border: 1px solid; clip-path: none !important; } }
`;
