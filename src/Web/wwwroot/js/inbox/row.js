import { companiesIn, companyTags } from "../crm/tags.js";
import { said } from "../files/shown.js";
import { avatar, colourOf } from "../dom/avatar.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { noticeLine } from "../text/notice.js";
import { t } from "../text/text.js";
import { full, short, span } from "../text/when.js";
import { isMuted } from "./views.js";

/** What a row shows, as one string: the row is painted again when it differs. */
export function signature(conversation, { current, typing, tabbable, now }) {
  const { title, avatar: face, lastActivityAt, lastMessage, unread, service, assignee, waitingSince, answerMinutes, readOnly, pinned, spam, tags: labels } = conversation;
  const named = isNamed(conversation);
  return JSON.stringify([title, face, short(lastActivityAt), lastMessage, unread, service, assignee, waiting(waitingSince, answerMinutes, now), readOnly, pinned, spam, companiesIn(labels), isMuted(conversation, now), named, current, typing, tabbable]);
}

/** One conversation in the list. */
export function row(conversation, { me, href, current, typing, tabbable, now }) {
  const { title, lastActivityAt, unread } = conversation;
  return h("li", { "data-id": conversation.id },
    h("article.conv", { class: unread > 0 ? "unread" : "" },
      avatar(conversation.avatar),
      h("div.top", {},
        h("a.title.truncate.go", { href, dir: "auto", "aria-current": current ? "true" : null, tabindex: tabbable ? "0" : "-1" }, title),
        conversation.pinned ? [icon("pin", "s faint"), hiddenText(t("row.pinned"))] : null,
        isMuted(conversation, now) ? [icon("bell-off", "s faint"), hiddenText(t("row.muted"))] : null,
        h("time", { datetime: lastActivityAt, title: full(lastActivityAt) }, short(lastActivityAt))),
      h("div.line", {},
        typing ? h("span.truncate.typing-inline", { dir: "auto" }, typing) : h("span.truncate", { dir: "auto" }, lastWords(conversation, me)),
        isNamed(conversation) ? [h("span.badge.at", { "aria-hidden": "true" }, "@"), hiddenText(t("row.mentioned"))] : null,
        unread > 0 ? [h("span.badge", { "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread)), hiddenText(t("row.unread", { count: unread }))] : null),
      tags(conversation, me, now, tabbable)));
}

/** MS-10: something that names me is not read yet. */
const isNamed = ({ mentionedSeq, readSeq, unread }) => unread > 0 && (mentionedSeq ?? 0) > (readSeq ?? 0);

function lastWords({ lastMessage, isMember }, me) {
  // LC-2: an administrator who is no member sees no words of it.
  if (!lastMessage) return t(isMember ? "row.empty" : "row.head");
  const { kind, author, text, deletedAt } = lastMessage;
  if (kind === "notice") return noticeLine(lastMessage.notice, me);
  if (kind === "meeting") return [icon("calendar-days", "s"), t("row.meeting", { subject: lastMessage.notice.meeting.subject })];
  const files = lastMessage.files ?? [];
  const words = deletedAt ? t("message.deleted") : said(text, files);
  const who = author.kind === "agent" ? (author.id === me.id ? t("row.you") : t("row.by", { name: author.name.split(" ")[0] })) : "";
  return [files.length > 0 && !deletedAt ? icon("paperclip", "s") : null, kind === "note" ? [icon("sticky-note", "s"), hiddenText(t("note.only"))] : null, `${who}${words}`];
}

function tags({ tags: labels, service, assignee, waitingSince, answerMinutes, readOnly, spam }, me, now, tabbable) {
  const wait = waiting(waitingSince, answerMinutes, now);
  const items = [
    spam ? h("span.tag.bad", {}, icon("triangle-alert"), t("spam")) : null,
    service ? h("span.tag.cat", { class: `c${colourOf(service.id ?? service.name)}`, dir: "auto" }, service.name) : null,
    ...companyTags(labels, tabbable ? "0" : "-1"),
    wait ? h("span.tag.wait", { class: wait.level, title: t("row.waiting.since", { time: full(waitingSince) }) }, icon(wait.icon), wait.text, wait.level === "bad" ? hiddenText(t("row.waiting.late")) : null) : null,
    assignee ? h("span.tag", {}, icon("circle-user"), hiddenText(t("row.assignee")), h("span.truncate", { dir: "auto" }, assignee.id === me.id ? t("you") : assignee.name)) : null,
    service && !assignee && !spam ? h("button.tag.take", { type: "button", "data-take": "", tabindex: tabbable ? "0" : "-1" }, icon("circle-user"), h("span.truncate", {}, t("assign.to-me"))) : null,
    readOnly ? h("span.tag", { title: t("info.read-only") }, icon("lock"), hiddenText(t("info.read-only"))) : null,
  ].filter(Boolean);
  return items.length > 0 ? h("div.tags", {}, items) : null;
}

// RE-2 in colour: half of the service's minutes turn amber, the whole red; a service without them has none.
function waiting(since, late, now) {
  if (!since) return null;
  const minutes = (now - Date.parse(since)) / 60_000;
  const level = !late || minutes < late / 2 ? "" : minutes < late ? "warn" : "bad";
  return { level, icon: level === "bad" ? "clock-alert" : "clock", text: t("row.waiting", { span: span(minutes) }) };
}
