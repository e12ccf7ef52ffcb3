import { h } from "../dom/h.js";
import { t } from "../text/text.js";
import { full, short } from "../text/when.js";

/** What one has with a contact (PB-5): conversations in common and meetings ahead. @param {any} api @param {any} contact */
export async function together(api, contact) {
  const [conversations, meetings] = await Promise.all(["conversations", "meetings"].map(what => api.get(`/contacts/${contact.id}/${what}`)));
  return h("section.panel", { "aria-label": t("phonebook.together") }, h("div.body.stack", {},
    group("phonebook.common", "phonebook.common.none", conversations.items.map(({ id, title, lastActivityAt, createdAt }) => line(`/conversations/${id}`, title, lastActivityAt ?? createdAt, short))),
    group("phonebook.meetings", "phonebook.meetings.none", meetings.items.map(({ conversationId, subject, start }) => line(`/conversations/${conversationId}`, subject, start, full)))));
}

function group(title, none, lines) {
  return h("div.stack.tight", {}, h("h3", {}, t(title)), lines.length > 0 ? h("ul.stack.tight", {}, lines) : h("p.muted.sm", {}, t(none)));
}

function line(href, text, at, say) {
  return h("li.row.between", {}, h("a", { href, dir: "auto" }, text), h("time.faint.sm", { datetime: at }, say(at)));
}
