/** The style sheet of the emoji. */
export const PICKER_STYLES = `
.xb .composer { position: relative; }
.xb .emojis { position: absolute; z-index: 3; bottom: calc(100% + 6px); inset-inline: -1px; max-height: min(260px, 50vh); display: flex; flex-direction: column; gap: 6px; padding: 8px; border: 1px solid var(--line-strong); border-radius: 14px; background: var(--raised); box-shadow: 0 8px 30px rgb(0 0 0/.2); }
.xb .emojis input { width: 100%; min-height: 40px; padding: 6px 10px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); font-size: max(16px, 1em); }
.xb .emojis .grid { overflow-y: auto; display: grid; grid-template-columns: repeat(auto-fill, minmax(36px, 1fr)); }
.xb .emojis .grid button { min-height: 36px; padding: 0; border: 0; border-radius: 8px; background: none; font-size: 20px; line-height: 1; }
.xb .emojis .grid button:hover { background: var(--hover); }
.xb .emojis [role=option] { display: flex; gap: 10px; padding: 6px 8px; border-radius: 8px; cursor: pointer; }
.xb .emojis [aria-selected=true] { background: var(--hover); }
.xb .emojis :is(button, span) { font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; }
.xb .emojis p { color: var(--ink-2); font-size: 13px; }
.xb .emojis p:empty { display: none; }
@media (pointer: coarse) { .xb .emojis .grid { grid-template-columns: repeat(auto-fill, minmax(44px, 1fr)); } .xb .emojis .grid button { min-height: 44px; } .xb .emojis [role=option] { padding-block: 11px; } }
`;
