import { h, hiddenText, icon } from "../dom/h.js";
import { line } from "../text/markdown.js";
import { t } from "../text/text.js";
import { ending, size } from "./size.js";

/** Longest sides of a picture in a bubble, in CSS pixels: its place is kept before it has come (FI-3). */
const WIDE = 320;
const HIGH = 260;

const pathOf = id => `/api/v1/attachments/${id}`;

/** A message's files, beneath its words (FI-1, FI-2). @param {any[]} files @returns {Node[]} */
export function shown(files) {
  return files.length === 0 ? [] : [h("div.files", {}, files.map(file => one(file)))];
}

function one(file) {
  if (file.width) return picture(file);
  if (file.type.startsWith("audio/")) return h("div.played", {}, h("audio", { controls: true, preload: "none", src: pathOf(file.id), "aria-label": file.name }), chip(file));
  if (file.type.startsWith("video/")) return h("div.played", {}, h("video", { controls: true, preload: "metadata", src: pathOf(file.id), "aria-label": file.name }), chip(file));
  return chip(file);
}

function picture({ id, name, width, height, alt }) {
  const scale = Math.min(1, WIDE / width, HIGH / height);
  const image = h("img", { src: `${pathOf(id)}/thumbnail`, width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)), alt: alt ?? name, loading: "lazy", decoding: "async" });
  return h("a.picture", { href: pathOf(id), target: "_blank", rel: "noopener", title: alt ?? name }, image, hiddenText(t("file.opens")));
}

/** HEIC and the like are not shown by browsers: the reason is said where the file stands (C42). */
function chip({ id, name, type, size: bytes }) {
  const opens = type === "application/pdf";
  const facts = [ending(name), size(bytes)].filter(Boolean).join(" · ");
  return h("a.file", { href: pathOf(id), download: opens ? null : name, target: opens ? "_blank" : null, rel: "noopener" },
    h("span.ico", {}, icon("file-text")),
    h("span.grow", {}, h("bdi.truncate", {}, name), h("small.faint", {}, type === "image/heic" ? `${facts} · ${t("file.heic")}` : facts)),
    icon(opens ? "arrow-up-right" : "download", "s"), hiddenText(t(opens ? "file.opens" : "file.downloads")));
}

/** A message in one line: its words, or what its files are called. @param {string} text @param {string[]} [names] */
export const said = (text, names = []) => (text === "" && names.length > 0 ? named(names) : line(text));

const named = names => (names.length === 1 ? t("file.one", { name: names[0] }) : t("file.some", { count: names.length, n: names.length, name: names[0] }));
