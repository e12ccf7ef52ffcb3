import { avatarOf } from "../dom/avatar.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { isAsked, isOpen, place, stateTag } from "../inbox/meeting.js";
import { isMarkable, outcomeButtons } from "./outcome.js";
import { parts, t } from "../text/text.js";
import { full, list, range, span, zoneName } from "../text/when.js";

/**
 * One meeting: what, with whom, when, where, and what can be done.
 * @param {any} meeting @param {any[]} others who ask for the same time (ME-3)
 * @param {{close: () => void, move: (meeting: any) => void, handOver: (meeting: any) => void, cancel: (meeting: any) => void, mark: (meeting: any, outcome: string | null) => void, confirm: (meeting: any, others: any[]) => void, decide: (meeting: any, accept: boolean) => void}} does
 */
export function details(meeting, others, { close, move, handOver, cancel, mark, confirm, decide }) {
  const asked = isAsked(meeting);
  return [
    h("section.stack", {},
      h("div.row.between", {},
        stateTag(meeting) ?? h("span.tag.ok", {}, t("meetings.confirmed")),
        h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: close }, icon("x", "s"), hiddenText(t("close")))),
      h("h2", { tabindex: "-1", dir: "auto", id: "meeting-title", "data-meeting": meeting.id }, meeting.subject),
      h("dl.kv", {},
        h("dt", {}, t("meetings.when")), h("dd", {}, h("time", { datetime: meeting.start, title: full(meeting.start) }, range(meeting.start, meeting.end)), ` (${span(meeting.duration)})`),
        h("dt", {}, t("meetings.zone")), h("dd", {}, zoneName()),
        h("dt", {}, t("meetings.where")), h("dd", {}, meeting.place ? place(meeting.place) : t("meetings.where.conversation"))),
      meeting.reason ? h("p.muted", { dir: "auto" }, t("meeting.reason", { reason: meeting.reason })) : null,
      asked && isOpen(meeting) ? yes(meeting, others, confirm) : null,
      isOpen(meeting) && meeting.calendarChange ? changed(meeting, decide) : null,
      isOpen(meeting) ? h("div.row", {},
        h("button.btn.outline.grow", { type: "button", onclick: () => move(meeting) }, t("meeting.move")),
        h("button.btn.outline.grow", { type: "button", onclick: () => handOver(meeting) }, t("meeting.hand-over")),
        h("button.btn.danger-text.grow", { type: "button", onclick: () => cancel(meeting) }, t(asked ? "meeting.decline" : "meeting.cancel"))) : null,
      isMarkable(meeting, meeting.host.id) ? outcomeButtons(meeting, mark) : null),
    h("section", {}, h("h3.label", {}, t("meetings.people")),
      person({ ...meeting.guest, email: null }, t("meetings.guest")),
      meeting.participants.map(one => person({ id: null, ...one }, one.email ?? ""))),
    h("section", {}, h("a.btn.block", { class: asked ? "outline" : "primary", href: `/conversations/${encodeURIComponent(meeting.conversationId)}` }, icon("message-circle", "s"), t("meetings.conversation"))),
  ];
}

/** ME-3: the yes, with what it does to the others spelled out before it. */
const yes = (meeting, others, confirm) => [
  others.length > 0 ? h("div.banner.warn", {}, icon("triangle-alert", "s"), h("p", {}, parts("meetings.others", { count: others.length, subjects: strongs(others.map(other => other.subject)), names: list(others.map(other => bdi(other.guest.name))) }))) : null,
  h("button.btn.primary.block", { type: "button", onclick: () => confirm(meeting, others) }, t(others.length > 0 ? "meeting.confirm.one" : "meeting.confirm")),
];

const strongs = subjects => list(subjects.map(subject => h("b", {}, bdi(subject))));

/** CA-5: it is another in the agent's own calendar, and nobody else was told. */
function changed(meeting, decide) {
  const { start, end } = meeting.calendarChange;
  const moved = start !== null;
  return h("div.banner.warn", { role: "group", "aria-label": t("meetings.calendar") }, icon("triangle-alert", "s"),
    h("div.stack", {}, h("p", {}, moved ? t("meetings.calendar.moved", { when: range(start, end) }) : t("meetings.calendar.deleted")),
      h("div.row", {},
        h("button.btn.outline.small", { type: "button", onclick: () => decide(meeting, true) }, t(moved ? "meetings.calendar.move" : "meetings.calendar.cancel")),
        h("button.btn.small", { type: "button", onclick: () => decide(meeting, false) }, t("meetings.calendar.back")))));
}

function person({ id, name }, sub) {
  return h("div.person", {}, avatarOf({ id, name, kind: "guest" }, "sm"), h("div.grow", {}, h("p.name", {}, bdi(name)), sub && sub !== name ? h("p.sub.truncate", {}, sub) : null));
}
