import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

const KEYS = [
  [["j"], ["↓"], "keys.next"],
  [["k"], ["↑"], "keys.previous"],
  [["r"], null, "keys.write"],
  [["Enter"], null, "keys.send"],
  [["Shift", "Enter"], null, "keys.line"],
  [["↑"], null, "keys.edit"],
  [["Enter"], null, "keys.message"],
  [["i"], null, "keys.info"],
  [["a"], null, "keys.assign"],
  [["c"], null, "keys.new"],
  [["/"], null, "keys.search"],
  [["f"], null, "keys.filter"],
  [["m"], null, "keys.mute"],
  [["e"], null, "keys.schedule"],
  [["g", "c"], null, "keys.conversations"],
  [["g", "m"], null, "keys.meetings"],
  [["g", "a"], null, "keys.administration"],
  [["?"], null, "keys.this"],
  [["Esc"], null, "keys.close"],
];

/** The list of keys (`?`). @param {boolean} on whether single letters work */
export function openShortcuts(on) {
  const close = h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: () => dialog.close() }, icon("x"), hiddenText(t("close")));
  const keys = list => list.map((key, at) => [at > 0 ? " " : "", h("kbd", {}, key)]);
  const rows = KEYS.map(([first, second, text]) => [h("dt", {}, keys(first), second ? [" / ", keys(second)] : null), h("dd", {}, t(text))]);
  const dialog = h("dialog.pop.dialog", { "aria-labelledby": "keys-title" },
    h("div.row", {}, h("h2.grow", { id: "keys-title" }, t("nav.shortcuts")), close),
    on ? null : h("p.banner", {}, icon("info", "s"), t("keys.off")),
    h("dl.keys", {}, rows),
    h("p.hint", {}, t("keys.hint")));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
