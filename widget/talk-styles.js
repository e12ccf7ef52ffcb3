/** The style sheet of a conversation; it comes with it. */
export const TALK_STYLES = `
.xb .talk > .banner { margin: 12px 12px 0; }
.xb .talk { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.xb .logs { position: relative; flex: 1; min-height: 0; display: flex; }
.xb .log { flex: 1; min-width: 0; overflow-y: auto; overscroll-behavior: contain; overflow-anchor: none; display: flex; flex-direction: column; }
.xb .log:focus-visible { outline-offset: -2px; }
.xb .rows { margin-top: auto; padding: 16px; display: flex; flex-direction: column; gap: 3px; }
.xb .btn.newest { position: absolute; bottom: 8px; inset-inline-end: 12px; border: 1px solid var(--line-strong); border-radius: 50%; background: var(--raised); color: var(--ink); box-shadow: 0 2px 8px rgb(0 0 0/.16); }
.xb .day { display: flex; align-items: center; gap: 12px; margin-block: 14px 6px; color: var(--ink-3); font-size: 12px; font-weight: 530; }
.xb .day::before, .xb .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.xb .day.fresh { color: var(--warn-text); }
.xb .day.fresh::before, .xb .day.fresh::after { border-color: var(--warn-line); }
.xb .notice { margin-block: 6px; color: var(--ink-3); font-size: 12px; text-align: center; overflow-wrap: anywhere; }
.xb .message { position: relative; display: grid; grid-template-columns: 28px minmax(0, 1fr); column-gap: 10px; width: fit-content; max-width: 86%; }
.xb .message.first { margin-top: 8px; }
.xb .message.mine { grid-template-columns: minmax(0, 1fr); margin-inline-start: auto; justify-items: end; }
.xb .message .av { grid-row: 2; align-self: end; }
.xb .who { grid-column: 2; display: flex; gap: 6px; margin-bottom: 3px; font-size: 12px; color: var(--ink-3); min-width: 0; }
.xb .who bdi { font-weight: 530; color: var(--ink-2); }
.xb .bubble { grid-column: 2; grid-row: 2; justify-self: start; max-width: 100%; padding: 8px 13px; border: 1px solid transparent; border-radius: 6px 15px 15px 6px; background: var(--hover); overflow: clip; overflow-wrap: anywhere; }
.xb[dir=rtl] .message:not(.mine) .bubble { border-radius: 15px 6px 6px 15px; }
.xb .message.first .bubble { border-start-start-radius: 15px; }
.xb .mine .bubble { grid-column: 1; grid-row: auto; justify-self: end; border-radius: 15px; border-start-end-radius: 6px; border-end-end-radius: 6px; background: var(--w); color: var(--w-on); }
.xb .mine.first .bubble { border-start-end-radius: 15px; }
.xb .pending .bubble { background: color-mix(in srgb, var(--w) 82%, var(--surface)); border: 1px dashed var(--w-on); }
.xb .text { display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; unicode-bidi: plaintext; white-space: pre-wrap; }
.xb .text.clip { max-height: 320px; overflow: hidden; }
.xb .text :is(ul, ol) { padding-inline-start: 22px; }
.xb .text blockquote { padding-inline-start: 10px; border-inline-start: 3px solid currentColor; }
.xb .text :is(code, pre) { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
.xb .text pre { overflow-x: auto; }
.xb .text strong { font-weight: 650; }
.xb .mine :is(a, .link) { color: inherit; }
.xb .mine :is(a, .bubble .link):focus-visible { outline-color: currentColor; }
.xb .btn.change { position: absolute; align-self: center; inset-inline-start: 100%; }
.xb .change .i { stroke-width: 2; }
.xb .mine .change { inset-inline: auto 100%; }
@media (pointer: fine) { .xb .message:not(:hover) .change:not(:focus) { opacity: 0; } }
.xb .bubble small { display: block; font-size: 12px; }
.xb .bubble.gone { border-color: currentColor; background: none; color: var(--ink-2); }
.xb .marks { display: flex; align-items: center; gap: 5px; margin-top: 2px; color: var(--ink-3); font-size: 12px; }
.xb .marks.fail { color: var(--red); }
.xb .typing { display: flex; align-items: center; gap: 8px; padding-inline: 18px; min-height: 24px; color: var(--ink-3); font-size: 12px; }
.xb .closed { padding: 14px; text-align: center; text-wrap: balance; }
.xb .under { display: flex; flex-wrap: wrap; justify-content: center; margin-inline: 12px; color: var(--ink-2); font-size: 13px; }
.xb .under > div { padding: 0 12px 10px; text-align: center; }
.xb .composer { display: flex; flex-wrap: wrap; align-items: end; margin: 0 12px 12px; border: 1px solid var(--control); border-radius: 14px; background: var(--raised); }
.xb .composer:focus-within { border-color: var(--focus); box-shadow: 0 0 0 3px color-mix(in srgb, var(--focus) 18%, transparent); }
.xb .composer textarea { flex: 1; min-width: 0; min-height: 48px; max-height: 160px; padding: 12px 8px; border: 0; background: none; resize: none; line-height: 1.5; font-size: max(16px, 1em); outline: 0; }
.xb textarea::placeholder { color: var(--ink-3); opacity: 1; white-space: nowrap; }
.xb .composer .btn { margin: 6px 3px; border-radius: 50%; }
.xb .problem { flex: 1 0 100%; padding: 8px 14px 0; color: var(--red); font-size: 13px; }
@media (forced-colors: active) { .xb .bubble { border-color: CanvasText; } }
`;
