import { avatar, avatarOf } from "../dom/avatar.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { full, short } from "../text/when.js";
import { marked } from "./marked.js";

/** A conversation that was found: its title, and by what it was found where the title does not say so. */
export function foundConversation({ id, title, avatar: face, lastActivityAt, matches }, href) {
  const inTitle = matches.find(match => match.field === "title");
  const others = matches.filter(match => match !== inTitle).slice(0, 2);
  return item({ id, href, face, time: lastActivityAt }, inTitle ? marked(title, inTitle.ranges) : title,
    others.map(({ field, text, ranges }) => h("div.line", {}, h("span.truncate", {}, hiddenText(`${t(`search.field.${field}`)}: `), h("span", { dir: "auto" }, marked(text, ranges))))));
}

/** A message that was found, in its conversation. */
export function foundMessage({ conversation, seq, author, kind, excerpt, ranges, createdAt }, href) {
  return item({ id: conversation.id, seq, href, face: conversation.avatar, time: createdAt }, conversation.title,
    h("div.line", {}, h("span.excerpt", {},
      kind === "note" ? [icon("sticky-note", "s"), hiddenText(t("note.only"))] : null,
      h("bdi.by", {}, author.name), ": ",
      h("span", { dir: "auto" }, marked(excerpt, ranges)))));
}

/** A contact that was found (SE-6), with where it is from. */
export function foundContact({ id, name, company, email, phonebook }) {
  const title = h("a.title.truncate.go", { href: `/phonebook?id=${encodeURIComponent(id)}`, dir: "auto", tabindex: "-1" }, name);
  return person(avatarOf({ id, name, kind: "contact" }), title, t(phonebook === "shared" ? "search.source.shared" : "search.source.personal"), [company, email]);
}

/** A colleague who was found; with them a conversation begins. @param {any} agent @param {() => void} onchoose */
export function foundAgent({ id, name, email, avatar: face }, onchoose) {
  return person(avatar(face), h("button.title.truncate.go", { type: "button", "data-agent": id, dir: "auto", tabindex: "-1", onclick: onchoose }, name), t("search.source.agent"), [email]);
}

/** Somebody in a CRM, with which; the record opens beside this page. */
export function foundInCrm({ crm, crmName, id, name, company, email, url }) {
  const title = url
    ? h("a.title.truncate.go", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto", tabindex: "-1" }, name)
    : h("b.title.truncate", { dir: "auto" }, name);
  return person(avatarOf({ id: `${crm} ${id}`, name, kind: "contact" }), title, crmName, [company, email]);
}

function person(face, title, source, said) {
  return h("li", {}, h("article.conv", {},
    face,
    h("div.top", {}, title, h("span.tag", {}, source)),
    h("div.line", {}, h("span.truncate", { dir: "auto" }, said.filter(Boolean).join(" · ")))));
}

function item({ id, seq = null, href, face, time }, title, lines) {
  return h("li", { "data-found-in": id },
    h("article.conv", {},
      avatar(face),
      h("div.top", {},
        h("a.title.truncate.go", { href, dir: "auto", "data-conversation": id, "data-seq": seq, tabindex: "-1" }, title),
        h("time", { datetime: time, title: full(time) }, short(time))),
      lines));
}
