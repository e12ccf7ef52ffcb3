/** The style sheet of fields; it comes with what has some. */
export const FIELD_STYLES = `
.xb .muted { color: var(--ink-2); }
.xb .field { display: grid; gap: 6px; min-width: 0; }
.xb .field > label { font-size: 13px; font-weight: 530; }
.xb .opt { color: var(--ink-3); font-weight: 400; }
.xb .input { width: 100%; min-height: 40px; padding: 6px 10px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); font-size: max(16px, 1em); }
.xb .input[aria-invalid=true] { border-color: var(--red); }
.xb .error { display: flex; gap: 6px; color: var(--red); font-size: 13px; }
.xb .error:empty { display: none; }
.xb .error .i { margin-top: 3px; }
.xb .check { display: flex; gap: 10px; font-size: 13px; }
.xb .check input { flex: none; width: 20px; height: 20px; accent-color: var(--w); }
`;
