import { avatar } from "../dom/avatar.js";
import { bdi, h } from "../dom/h.js";
import { t } from "../text/text.js";

const MOST_SUGGESTED = 8;
const LONGEST = 60;
const LETTER = /[\p{L}\p{N}]/u;

/** What an agent is called in a text (MS-17): guests read the name for guests. @param {any} agent @param {boolean} note */
export const labelOf = ({ name, guestName }, note) => (note ? name : guestName ?? name);

/** Whether a text names somebody, as the server asks it. @param {string} text @param {string} label */
export function names(text, label) {
  const wanted = `@${label}`;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? "") && !LETTER.test(text[at + wanted.length] ?? "")) return true;
  }
  return false;
}

/**
 * Whom a text names, of all agents; of two of one name the one who was chosen.
 * @param {string} text @param {any[]} agents @param {boolean} note @param {Set<string>} chosen
 */
export function mentioned(text, agents, note, chosen) {
  if (!text.includes("@")) return [];
  const named = agents.map(agent => ({ id: agent.id, name: agent.name, label: labelOf(agent, note) })).filter(({ label }) => names(text, label));
  return named.filter(one => chosen.has(one.id) || !named.some(other => other !== one && other.label === one.label));
}

/** `@na` just before the caret, with the agents whose names begin so. @param {string} text @param {number} caret @param {any[]} agents @param {boolean} note */
export function atWord(text, caret, agents, note) {
  const from = text.lastIndexOf("@", caret - 1);
  const typed = text.slice(from + 1, caret);
  if (from < 0 || typed.length > LONGEST || /[\n@]/.test(typed) || typed.startsWith(" ") || LETTER.test(text[from - 1] ?? "")) return null;
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const fits = agent => wanted.every(word => fold(`${agent.name} ${agent.guestName ?? ""}`).split(/\s+/).some(part => part.startsWith(word)));
  // Once it is written out nothing is left to choose.
  const done = agents.some(agent => typed.startsWith(`${labelOf(agent, note)} `));
  return done ? null : { from, found: agents.filter(fits) };
}

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Completes `@` over agents; those who are in the conversation come first (MS-10). @param {{agents: () => Promise<any[]>, members: () => Set<string>, note: () => boolean, taken: (id: string) => void}} asks */
export function mentionSource({ agents, members, note, taken }) {
  return async (text, caret) => {
    if (!text.slice(0, caret).includes("@") || !atWord(text, caret, [], note())) return null;
    const word = atWord(text, caret, await agents(), note());
    if (!word) return null;
    const inside = members();
    const choices = word.found
      .sort((a, b) => Number(inside.has(b.id)) - Number(inside.has(a.id)))
      .slice(0, MOST_SUGGESTED)
      .map(agent => ({
        insert: `@${labelOf(agent, note())} `,
        node: [avatar(agent.avatar, "sm"), h("span.grow", {}, bdi(labelOf(agent, note()))), inside.has(agent.id) ? null : h("small.faint", {}, t("mention.outside"))],
        taken: () => taken(agent.id),
      }));
    return { from: word.from, choices };
  };
}

/** Marks whom a message names, by what they are called now. @param {HTMLElement} element @param {any[]} mentions @param {any} me */
export function markMentions(element, mentions, me) {
  for (const { id, name, label } of mentions) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = /** @type {Text | null} */ (walker.nextNode()); node; node = /** @type {Text | null} */ (walker.nextNode())) {
      const at = node.data.indexOf(`@${label}`);
      if (at < 0 || node.parentElement?.closest(".mention, code") || !names(node.data, label)) continue;
      const rest = node.splitText(at);
      rest.splitText(label.length + 1);
      const mark = h("span.mention", { class: id === me.id ? "me" : "" }, "@", bdi(name));
      rest.replaceWith(mark);
      walker.currentNode = mark;
    }
  }
}
