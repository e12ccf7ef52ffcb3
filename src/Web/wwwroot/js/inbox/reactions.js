import { h } from "../dom/h.js";
import { reconcile } from "../dom/reconcile.js";
import { t } from "../text/text.js";

/** The nine kinds of the API with their emoji (MS-8); a test compares them with the server's. */
export const REACTIONS = { thumbsup: "👍", thumbsdown: "👎", heart: "❤️", laugh: "😄", wow: "😮", sad: "😢", thanks: "🙏", party: "🎉", done: "✅" };

/** What makes them look otherwise. */
export const reactionsOf = ({ reactions = [], deletedAt }) => (deletedAt ? [] : reactions);

/**
 * Beneath a message's words: one button for each kind; a press adds mine or takes it back.
 * @param {HTMLElement} node the bubble
 * @param {any} message
 * @param {{me: any, may: boolean, press: (message: any, kind: string, on: boolean) => void}} how
 */
export function paintReactions(node, message, how) {
  const shown = reactionsOf(message);
  /** @type {HTMLElement | null} */
  const old = node.querySelector(":scope > .reactions");
  if (shown.length === 0 && !old) return;
  const row = old ?? h("div.reactions", { role: "group", "aria-label": t("reactions"), "aria-live": "off" });
  if (!old) node.append(row);
  const focused = row.contains(document.activeElement);
  reconcile(row, shown.map(one => ({ key: one.kind, signature: JSON.stringify([one, how.may]), make: button => chip(button, node, one, how) })));
  if (shown.length === 0) row.remove();
  // The button that was pressed is gone with the last reaction of its kind.
  if (focused && !row.contains(document.activeElement)) node.focus();
}

/** @param {any} old @param {any} bubble @param {any} reaction @param {{me: any, may: boolean, press: (message: any, kind: string, on: boolean) => void}} how */
function chip(old, bubble, { kind, count, mine, people = [] }, { me, may, press }) {
  const button = old ?? h("button.reaction", { type: "button", onclick: () => press(bubble.message, kind, button.getAttribute("aria-pressed") !== "true") }, h("span.emoji", { "aria-hidden": "true" }, REACTIONS[kind]), h("span"));
  const who = names(people, count, me);
  button.lastChild.textContent = String(count);
  button.title = who;
  button.setAttribute("aria-label", t("reaction.chip", { kind: t(`reaction.${kind}`), count, names: who }));
  button.setAttribute("aria-pressed", String(mine));
  button.disabled = !may;
  return button;
}

/** Me first, then as many as are named. @param {any[]} people @param {number} count @param {any} me */
export function names(people, count, me) {
  const own = people.filter(one => one.kind === "agent" && one.id === me.id).map(() => t("you"));
  const others = people.filter(one => one.kind !== "agent" || one.id !== me.id).map(one => one.name);
  const more = count - people.length;
  return [...own, ...others, ...(more > 0 ? [`+${more}`] : [])].join(", ");
}
