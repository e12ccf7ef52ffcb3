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
  return avatar({ kind, text: initials(name), color: colour(id ?? name) }, size);
}

function initials(name) {
  const words = name.replace(/@.*/, "").split(/[\s._-]+/u).filter(word => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map(word => [...word][0]).join("").toLocaleUpperCase() || "?";
}

function colour(id) {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + letter.codePointAt(0)) >>> 0;
  return (hash % 8) + 1;
}
