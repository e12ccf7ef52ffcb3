import { bdi, h, icon } from "../dom/h.js";
import { isMarkable, outcomeButtons, outcomeTag } from "../meetings/outcome.js";
import { t } from "../text/text.js";
import { clock, full, list, range, weekdayOf } from "../text/when.js";

const WHERE = { link: "link", phone: "phone", place: "map-pin" };

/**
 * The card of a meeting, as it is now (ME-1). Painted anew as a whole: what it holds is little, and it is not read out again.
 * @param {any} message of the kind `meeting`
 * @param {{me: any, meetings: any}} how
 */
export function meetingCard({ meeting, author, createdAt }, { me, meetings }) {
  const off = meeting.state === "cancelled";
  const asked = isAsked(meeting);
  const { weekday, day } = weekdayOf(meeting.start);
  const people = [meeting.guest.name, ...meeting.participants.map(person => person.name), meeting.host.id === me.id ? t("you.in") : meeting.host.name];
  return h("article.meet", { class: off ? "off" : asked ? "open" : "", tabindex: "-1", "aria-label": t("meeting.card", { subject: meeting.subject }) },
    h("div.date", { "aria-hidden": "true" }, h("span", {}, weekday), h("b", {}, day)),
    h("div.head", {}, h("h3", { dir: "auto" }, meeting.subject), stateTag(meeting)),
    h("div.meta", {},
      h("span", {}, h("time", { datetime: meeting.start, title: full(meeting.start) }, range(meeting.start, meeting.end))),
      h("span", {}, t("meeting.with"), " ", list(people.map(bdi))),
      meeting.place ? h("span", {}, place(meeting.place)) : null,
      meeting.reason ? h("span", { dir: "auto" }, t("meeting.reason", { reason: meeting.reason })) : null,
      h("span.faint", {}, t(author.id === me.id ? "meeting.booked.you" : "meeting.booked", { name: author.name }), " ", h("time", { datetime: createdAt, title: full(createdAt) }, clock(createdAt)))),
    isOpen(meeting) && meetings ? h("div.foot", {},
      asked && meeting.host.id === me.id ? h("button.btn.primary.small", { type: "button", onclick: () => meetings.onConfirmMeeting(meeting) }, t("meeting.confirm")) : null,
      h("button.btn.outline.small", { type: "button", onclick: () => meetings.onMove(meeting) }, t("meeting.move")),
      meeting.host.id === me.id ? h("button.btn.outline.small", { type: "button", onclick: () => meetings.onHandOver(meeting) }, t("meeting.hand-over")) : null,
      h("button.btn.danger-text.small", { type: "button", onclick: () => meetings.onCancelMeeting(meeting) }, t(asked && meeting.host.id === me.id ? "meeting.decline" : "meeting.cancel"))) : null,
    meetings && isMarkable(meeting, me.id) ? h("div.foot", {}, outcomeButtons(meeting, meetings.onMark)) : null);
}

/** ME-3: its host has not said yes. */
export const isAsked = ({ state }) => state === "unconfirmed";

/** What is to be said of its state, or null. */
export const stateTag = meeting =>
  meeting.state === "cancelled" ? h("span.tag.bad", {}, t("meeting.cancelled")) : isAsked(meeting) ? h("span.tag.warn", {}, t("meeting.unconfirmed")) : outcomeTag(meeting);

/** What a card shows that can change. */
export const meetingSignature = ({ meeting }) => JSON.stringify([meeting.version, isOpen(meeting), Date.parse(meeting.start) <= Date.now()]);

/** ME-21: what has begun is not moved any more. */
export const isOpen = ({ changeable, start }) => changeable && Date.parse(start) > Date.now();

/** Where it takes place, with its sign. */
export function place({ kind, text }) {
  const words = kind === "link" && /^https?:/.test(text) ? h("a.link", { href: text, target: "_blank", rel: "noopener noreferrer" }, text) : h("bdi", {}, text);
  return [icon(WHERE[kind] ?? "map-pin", "s"), " ", words];
}
