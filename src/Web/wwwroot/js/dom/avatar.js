import { h } from "./h.js";

/**
 * People are circles, services are cells; guests are tinted, agents solid. The name stands beside it, so it is hidden.
 * @param {{kind: string, text: string, color: number, second?: {text: string, color: number}}} avatar
 * @param {string} [size] "", "xs", "sm", "lg"
 */
export function avatar(avatar, size = "") {
  if (avatar.kind === "duo" && avatar.second) {
    return h("span.av.duo", { class: size, "aria-hidden": "true" }, disc(avatar, "", ""), disc(avatar.second, "", ""));
  }
  return disc(avatar, avatar.kind, size);
}

function disc({ text, color }, kind, size) {
  const shape = kind === "agent" || kind === "service" ? kind : "";
  return h("span.av", { class: `c${color} ${shape} ${size}`, "aria-hidden": "true" }, text);
}

/**
 * The avatar of a person of whom only id and name are known, as the server paints it.
 * @param {{id: string | null, name: string, kind: string}} person
 */
export function avatarOf({ id, name, kind }, size = "") {
  return avatar({ kind, text: initials(name), color: colourOf(id ?? name) }, size);
}

/** As the server's: the first letters of the first and the last word. */
function initials(name) {
  const words = name.split(" ").filter(Boolean).map(word => [...word.replace(/^\p{P}+(?=.)/u, "")][0]).filter(letter => /[\p{L}\p{N}]/u.test(letter));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words.slice(0, 1);
  return letters.join("").toLocaleUpperCase() || [...name.trim()][0] || "";
}

/** The server's FNV-1a, so that a person has one colour wherever the face comes from. */
export function colourOf(id) {
  let hash = 2_166_136_261;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 16_777_619) >>> 0;
  return (((hash ^ (hash >>> 16)) >>> 0) % 8) + 1;
}
