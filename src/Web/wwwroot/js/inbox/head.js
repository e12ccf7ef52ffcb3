import { avatar } from "../dom/avatar.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { openMenu } from "../dom/menu.js";
import { t } from "../text/text.js";
import { isMuted, isOpen } from "./views.js";

/** The line above the messages: title, where it came from, and what can be done. */
export function paintHead(root, conversation, { onBack, onInfo, onAdd, onUnread, onRename, onPin, onMute, onArchive, onStatus, onSnooze, onSpam, onNotSpam, infoOpen }) {
  const key = JSON.stringify([conversation.title, conversation.avatar, sub(conversation), infoOpen, conversation.pinned, conversation.archived, isMuted(conversation), conversation.status, conversation.spam, conversation.isMember]);
  if (root.dataset.key === key) return;
  root.dataset.key = key;
  const more = h("button.btn.icon", { type: "button", title: t("head.more"), "aria-haspopup": "menu", "aria-expanded": "false" }, icon("ellipsis-vertical"), hiddenText(t("head.more")));
  more.addEventListener("click", () =>
    openMenu(more, [
      { text: t("action.rename"), icon: "pencil", run: onRename },
      { text: t("action.unread"), icon: "mail", run: onUnread },
      ...(conversation.status === "open" ? [{ text: t("action.snooze"), icon: "clock", run: () => onSnooze(more) }] : []),
      { text: t(conversation.pinned ? "action.unpin" : "action.pin"), icon: "pin", run: onPin },
      isMuted(conversation) ? { text: t("action.unmute"), icon: "bell", run: () => onMute(more) } : { text: t("action.mute"), icon: "bell-off", run: () => onMute(more) },
      { text: t(conversation.archived ? "action.unarchive" : "action.archive"), icon: conversation.archived ? "inbox" : "archive", run: onArchive },
      ...(conversation.status && !conversation.spam ? [{ text: t("spam"), icon: "triangle-alert", danger: true, run: onSpam }] : []),
    ], t("head.more")));
  more.dataset.more = "";
  const button = (name, label, title, run, more = "") => h("button.btn.icon", { type: "button", class: more, title, onclick: run }, icon(name, name === "chevron-left" || name === "panel-right" ? "flip" : ""), hiddenText(label));
  const info = button("panel-right", t("info.title"), `${t("info.title")} (i)`, onInfo, infoOpen ? "only-wide on" : "only-wide");
  info.setAttribute("aria-expanded", String(infoOpen));
  const face = avatar(conversation.avatar);
  face.classList.add("only-wide");
  root.replaceChildren(
    button("chevron-left", t("back.list"), t("back"), onBack, "only-narrow"),
    face,
    h("div.grow", {}, h("h2.title.truncate", { dir: "auto" }, conversation.title), h("p.sub", {}, h("span.truncate", {}, sub(conversation)))),
    h("div.actions", {},
      !conversation.status || !conversation.isMember ? null
        : conversation.spam ? button("rotate-cw", t("spam.not"), t("spam.not"), onNotSpam)
        : isOpen(conversation) ? button("check", t("action.resolve"), t("action.resolve"), () => onStatus("resolved"))
        : button("rotate-cw", t("action.reopen"), t("action.reopen"), () => onStatus("open")),
      conversation.isMember ? [button("user-round-plus", t("action.add"), t("action.add"), onAdd, "only-wide"), more] : null,
      info,
      button("info", t("info.title"), t("info.title"), onInfo, "only-narrow")));
}

function sub({ service, memberCount, members, origin, widget, readOnly, spam }) {
  const count = memberCount ?? members?.length ?? 0;
  return [
    spam ? t("spam") : null,
    service?.name,
    t("head.members", { count, n: count }),
    // A widget is often called after its service, which stands here already.
    widget && widget.name !== service?.name ? t("head.widget", { name: widget.name }) : t(`head.origin.${origin}`),
    readOnly ? t("info.read-only") : null,
  ].filter(Boolean).join(" · ");
}
