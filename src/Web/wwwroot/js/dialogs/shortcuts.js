import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { openNote } from "./note.js";

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
  [["Shift", "↓"], ["Shift", "→"], "keys.drag"],
  [["g", "c"], null, "keys.conversations"],
  [["g", "m"], null, "keys.meetings"],
  [["g", "a"], null, "keys.administration"],
  [["?"], null, "keys.this"],
  [["Esc"], null, "keys.close"],
];

/** The list of keys (`?`). @param {boolean} on whether single letters work */
export function openShortcuts(on) {
  const keys = list => list.map((key, at) => [at > 0 ? " " : "", h("kbd", {}, key)]);
  const rows = KEYS.map(([first, second, text]) => [h("dt", {}, keys(first), second ? [" / ", keys(second)] : null), h("dd", {}, t(text))]);
  openNote({ title: t("nav.shortcuts"), body: [on ? null : h("p.banner", {}, icon("info", "s"), t("keys.off")), h("dl.keys", {}, rows), h("p.hint", {}, t("keys.hint"))] });
}
