import { h, hiddenText, icon } from "../dom/h.js";
import { show } from "../dom/menu.js";
import { toast } from "../dom/toast.js";
import { language, t } from "../text/text.js";
import { put } from "./suggest.js";

const MOST_SUGGESTED = 6;
const MOST_FOUND = 60;

/** Hundreds of names, fetched when they are asked for. */
let known = null;

async function emoji() {
  known ??= await import("../text/emoji.js");
  return known;
}

/** `:na` is completed, and a whole `:name:` becomes its emoji (MS-11). @param {HTMLTextAreaElement} field */
export function emojiSource(field) {
  return async (text, caret) => {
    if (!/:[^\s:]+:?$/.test(text.slice(Math.max(0, caret - 50), caret))) return null;
    const { colonEnded, colonWord, emojiName, findEmoji } = await emoji();
    if (field.value !== text || field.selectionStart !== caret) return null;
    const ended = colonEnded(text, caret);
    if (ended) {
      put(field, ended.sign, ended.from, caret);
      return null;
    }
    const word = colonWord(text, caret);
    if (!word) return null;
    const choices = findEmoji(word.typed, MOST_SUGGESTED).map(one => ({
      insert: one.sign,
      node: [h("span.emoji", { "aria-hidden": "true" }, one.sign), h("span.grow", {}, emojiName(one, language)), h("small.faint", { dir: "ltr" }, `:${one.names[0]}:`)],
    }));
    return { from: word.from, choices };
  };
}

/** A button that opens all of them, to be searched and walked with arrows. @param {HTMLTextAreaElement} field */
export function emojiButton(field) {
  const button = h("button.btn.icon.small", { type: "button", title: t("emoji"), "aria-haspopup": "dialog", onclick: () => open(button, field) }, icon("smile"), hiddenText(t("emoji")));
  return button;
}

async function open(button, field) {
  let all;
  try {
    all = await emoji();
  } catch {
    // A module that does not come has no reason: the network is gone, or the server is a newer one.
    return toast(t("failed.network"));
  }
  const search = h("input.input", { type: "search", "aria-label": t("emoji.search"), placeholder: t("emoji.search"), autocomplete: "off", enterkeyhint: "done" });
  const grid = h("div.emoji-grid");
  const none = h("p.muted.none", { role: "status" });
  const panel = h("div.pop.emojis", { role: "dialog", "aria-label": t("emoji") }, search, none, grid);
  const pick = ({ sign }) => {
    panel.hidePopover();
    put(field, sign, field.selectionStart, field.selectionEnd);
    field.focus();
  };
  const paint = () => {
    const typed = search.value.trim();
    const groups = typed ? [{ name: null, all: all.findEmoji(typed, MOST_FOUND) }] : all.EMOJI;
    grid.replaceChildren(...groups.flatMap(group => paintGroup(group, all, pick)));
    grid.querySelector("button")?.setAttribute("tabindex", "0");
    none.textContent = grid.childElementCount > 0 && grid.querySelector("button") ? "" : t("emoji.none");
  };
  search.addEventListener("input", paint);
  panel.addEventListener("keydown", event => keys(event, search, grid));
  paint();
  show(panel, button, "start");
  // A finger chooses from what it sees; a keyboard on the screen would cover it.
  if (matchMedia("(pointer: coarse)").matches) grid.querySelector("button")?.focus();
  else search.focus();
}

function paintGroup({ name, all: some }, { emojiName }, pick) {
  const buttons = some.map(one => {
    const label = emojiName(one, language);
    return h("button.sign", { type: "button", tabindex: "-1", title: `${label} :${one.names[0]}:`, "aria-label": label, onclick: () => pick(one) }, one.sign);
  });
  const label = name === null ? t("emoji.found") : t(`emoji.group.${name}`);
  return [name === null ? null : h("h3", { "aria-hidden": "true" }, label), h("div.signs", { role: "group", "aria-label": label }, buttons)].filter(part => part !== null);
}

function keys(event, search, grid) {
  const all = [...grid.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  if (event.target === search && event.key === "Enter") {
    event.preventDefault();
    if (search.value.trim() !== "") all[0]?.click();
    return;
  }
  const to = event.target === search ? (event.key === "ArrowDown" ? all[0] : undefined) : next(all, at, event.key, getComputedStyle(grid).direction === "rtl");
  if (to === undefined) return;
  event.preventDefault();
  if (to === null) return search.focus();
  if (at >= 0) all[at].tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/** Null: above the first line. @returns {any} */
function next(all, at, key, rtl) {
  if (at < 0) return undefined;
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  if (step !== undefined) return all[at + step] ?? all[at];
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (down === undefined) return undefined;
  const { left, top } = all[at].getBoundingClientRect();
  const beyond = all.map(one => ({ one, at: one.getBoundingClientRect() })).filter(({ at: place }) => down * (place.top - top) > 2);
  if (beyond.length === 0) return down < 0 ? null : all[at];
  const line = down > 0 ? Math.min(...beyond.map(({ at: place }) => place.top)) : Math.max(...beyond.map(({ at: place }) => place.top));
  const row = beyond.filter(({ at: place }) => Math.abs(place.top - line) < 2);
  return row.reduce((best, one) => (Math.abs(one.at.left - left) < Math.abs(best.at.left - left) ? one : best)).one;
}
