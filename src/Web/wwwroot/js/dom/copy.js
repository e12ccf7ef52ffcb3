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
