import { avatarOf } from "../dom/avatar.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { isOpen, place } from "../inbox/meeting.js";
import { isMarkable, outcomeButtons, outcomeTag } from "./outcome.js";
import { t } from "../text/text.js";
import { full, range, span, zoneName } from "../text/when.js";

/**
 * One meeting: what, with whom, when, where, and what can be done.
 * @param {any} meeting @param {{close: () => void, move: (meeting: any) => void, handOver: (meeting: any) => void, cancel: (meeting: any) => void, mark: (meeting: any, outcome: string | null) => void}} does
 */
export function details(meeting, { close, move, handOver, cancel, mark }) {
  const off = meeting.state === "cancelled";
  return [
    h("section.stack", {},
      h("div.row.between", {},
        off ? h("span.tag.bad", {}, t("meeting.cancelled")) : outcomeTag(meeting) ?? h("span.tag.ok", {}, t("meetings.confirmed")),
        h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: close }, icon("x", "s"), hiddenText(t("close")))),
      h("h2", { tabindex: "-1", dir: "auto", id: "meeting-title", "data-meeting": meeting.id }, meeting.subject),
      h("dl.kv", {},
        h("dt", {}, t("meetings.when")), h("dd", {}, h("time", { datetime: meeting.start, title: full(meeting.start) }, range(meeting.start, meeting.end)), ` (${span(meeting.duration)})`),
        h("dt", {}, t("meetings.zone")), h("dd", {}, zoneName()),
        h("dt", {}, t("meetings.where")), h("dd", {}, meeting.place ? place(meeting.place) : t("meetings.where.conversation"))),
      meeting.reason ? h("p.muted", { dir: "auto" }, t("meeting.reason", { reason: meeting.reason })) : null,
      isOpen(meeting) ? h("div.row", {},
        h("button.btn.outline.grow", { type: "button", onclick: () => move(meeting) }, t("meeting.move")),
        h("button.btn.outline.grow", { type: "button", onclick: () => handOver(meeting) }, t("meeting.hand-over")),
        h("button.btn.danger-text.grow", { type: "button", onclick: () => cancel(meeting) }, t("meeting.cancel"))) : null,
      isMarkable(meeting, meeting.host.id) ? outcomeButtons(meeting, mark) : null),
    h("section", {}, h("h3.label", {}, t("meetings.people")),
      person({ ...meeting.guest, email: null }, t("meetings.guest")),
      meeting.participants.map(one => person({ id: null, ...one }, one.email ?? ""))),
    h("section", {}, h("a.btn.primary.block", { href: `/conversations/${encodeURIComponent(meeting.conversationId)}` }, icon("message-circle", "s"), t("meetings.conversation"))),
  ];
}

function person({ id, name }, sub) {
  return h("div.person", {}, avatarOf({ id, name, kind: "guest" }, "sm"), h("div.grow", {}, h("p.name", {}, bdi(name)), sub && sub !== name ? h("p.sub.truncate", {}, sub) : null));
}
