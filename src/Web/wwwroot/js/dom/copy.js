import { t } from "../text/text.js";
import { h, icon } from "./h.js";
import { toast } from "./toast.js";

/** A value to copy, with its button. @param {string} value @param {string} label */
export function copyline(value, label, ...more) {
  return h("div.copyline", {}, h("code.grow.truncate", { dir: "ltr" }, value), copyButton(() => value, label), more);
}

/** @param {() => string} value @param {string} label */
export function copyButton(value, label) {
  const button = h("button.btn.icon.small", { type: "button", title: label }, icon("copy", "s"), h("span.vh", {}, label));
  button.addEventListener("click", () => copy(value()));
  return button;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
    // Without the clipboard (plain http, or refused) it can still be marked and copied by hand.
    toast(t("copy.by-hand", { text }));
  }
}

/** Words with their marks and links; refused, they stand marked for the keyboard. @param {HTMLElement} shown */
export async function copyMarked(shown, copied, byHand) {
  try {
    const as = (type, text) => [type, new Blob([text], { type })];
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([as("text/html", new XMLSerializer().serializeToString(shown)), as("text/plain", plain(shown))]))]);
    toast(copied);
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof TypeError) && !(error instanceof ReferenceError)) throw error;
    getSelection().selectAllChildren(shown);
    toast(byHand);
  }
}

/** A link is its address where nothing can be clicked. */
function plain(shown) {
  const copy = /** @type {HTMLElement} */ (shown.cloneNode(true));
  for (const link of copy.querySelectorAll("a")) link.append(`: ${link.href}`);
  for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
  return [...copy.children].map(part => part.textContent).join("\n");
}
