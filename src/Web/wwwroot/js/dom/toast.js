import { h } from "./h.js";

const SECONDS = 6;

/**
 * One calm sentence at the bottom, read out politely; the next one takes its place. With something to take back it stays until that is
 * over, and longer while the pointer or the focus is on it.
 * @param {string} text @param {{text: string, seconds: number, run: () => any}} [undo]
 */
export function toast(text, undo) {
  const place = document.querySelector(".toasts") ?? document.body.appendChild(h("div.toasts", { role: "status" }));
  const button = undo ? h("button.btn.small", { type: "button", onclick: () => (note.remove(), undo.run()) }, undo.text) : null;
  const note = h("p.toast", {}, text, button);
  place.replaceChildren(note);
  const later = seconds => setTimeout(() => (note.matches(":hover, :focus-within") ? later(1) : note.remove()), seconds * 1000);
  later(undo?.seconds ?? SECONDS);
}
