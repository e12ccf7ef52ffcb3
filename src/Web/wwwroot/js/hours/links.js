import { openNote } from "../dialogs/note.js";
import { copyline, copyMarked } from "../dom/copy.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/** IN-12: both addresses of one agent, to copy, to print and below a mail. */
export function links(me) {
  return h("section.panel", { "aria-label": t("hours.links") }, h("header", {}, h("h2", {}, t("hours.links"))),
    h("div.body.stack", {}, address("schedule", `${me.link}/schedule`), address("chat", me.link), h("hr.divider"), ...signature(me)));
}

/** @param {"schedule" | "chat"} page @param {string} url */
function address(page, url) {
  const code = h("button.btn.icon.small", { type: "button", title: t(`hours.links.qr.${page}`) }, icon("qr-code", "s"), hiddenText(t(`hours.links.qr.${page}`)));
  code.addEventListener("click", () => openCode(page, url));
  return h("div.stack.tight", {}, h("p.label", {}, t(`hours.links.${page}`)), copyline(url, t(`hours.links.${page}.copy`), code));
}

function openCode(page, url) {
  const source = `/api/v1/me/qr-code?of=${page}`;
  openNote({
    title: t(`hours.links.qr.${page}`),
    body: [
      h("img.qr", { src: source, alt: url, width: 240, height: 240 }),
      h("p.muted.sm", {}, t("hours.links.qr.text")),
      h("a.btn.outline", { href: source, download: `xbees-${page}.png` }, icon("download", "s"), t("hours.links.qr.save")),
    ],
  });
}

/** Marks and links only, so that a mail program shows it in its own letters. */
function signature({ name, guestName, organisation, link }) {
  const shown = h("div.signature", {},
    h("p", {}, h("strong", {}, guestName ?? name), organisation ? [h("br"), organisation] : null),
    h("p", {}, h("a", { href: link }, t("hours.signature.chat")), " · ", h("a", { href: `${link}/schedule` }, t("hours.signature.schedule"))));
  const button = h("button.btn.outline", { type: "button" }, icon("copy", "s"), t("hours.signature.copy"));
  button.addEventListener("click", () => copyMarked(shown, t("hours.signature.copied"), t("hours.signature.by-hand")));
  return [h("p.label", {}, t("hours.signature")), h("p.muted.sm", {}, t("hours.signature.text")), shown, h("div", {}, button)];
}
