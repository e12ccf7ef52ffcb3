import { h } from "./h.js";

/** One calm sentence at the bottom, read out politely; the next one takes its place. @param {string} text */
export function toast(text) {
  const place = document.querySelector(".toasts") ?? document.body.appendChild(h("div.toasts", { role: "status" }));
  const note = h("p.toast", {}, text);
  place.replaceChildren(note);
  setTimeout(() => note.remove(), 6000);
}
