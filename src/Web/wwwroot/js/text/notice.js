import { bdi, h } from "../dom/h.js";
import { has, parts, t } from "./text.js";
import { date, day, full, list, range } from "./when.js";

/**
 * A notice in the reader's language, from its type and data (MS-13).
 * @param {{type: string, actor: any, assignment?: any, people: any[], via: any, more?: number, name?: string, origin?: string, on?: boolean, meeting?: any, status?: string, until?: string, conversationId?: string}} notice
 * @param {{id: string}} me
 * @returns {(string | Node)[]}
 */
export function notice(notice, me) {
  const { actor, people = [] } = notice;
  if (notice.type === "assigned" && notice.assignment) return assigned(notice.assignment, actor, me);
  const others = actor ? people.filter(person => person.id !== actor.id) : people;
  const rest = notice.more > 0 ? [t("notice.more", { count: notice.more, n: notice.more })] : [];
  const key = keyOf(notice, others);
  const you = actor?.id === me.id && has(`${key}.you`);
  return parts(you ? `${key}.you` : key, {
    actor: actor ? name(actor, me) : "",
    people: h("span", {}, list([...(others.length > 0 ? others : people).map(person => name(person, me, "you.in")), ...rest])),
    via: notice.via ? strong(notice.via.name) : "",
    name: strong(notice.name ?? ""),
    subject: strong(notice.meeting?.subject ?? ""),
    when: notice.meeting ? range(notice.meeting.start, notice.meeting.end) : "",
    before: notice.meeting?.previousStart ? range(notice.meeting.previousStart, notice.meeting.previousEnd) : "",
    reason: notice.meeting?.reason ? h("bdi", {}, notice.meeting.reason) : "",
    time: !notice.until ? "" : notice.type === "spam" ? date(day(notice.until)) : full(notice.until),
    link: notice.conversationId ? h("a.link", { href: `/conversations/${notice.conversationId}`, "data-conversation": notice.conversationId }, t(`${key}.link`)) : "",
  });
}

/** An assignment tells in one sentence who has it now, who came and who went (AS-9). */
function assigned({ service, previousService, assignee, joined, moreJoined, left, moreLeft }, actor, me) {
  const moved = service.id !== previousService?.id;
  // SV-5: nobody assigned it, the deleted service's successor has it now.
  const key = actor ? `notice.assigned${moved ? ".service" : ""}${assignee ? ".agent" : ""}` : "notice.assigned.taken-over";
  const told = parts(actor?.id === me.id ? `${key}.you` : key, {
    actor: actor ? name(actor, me) : "",
    service: strong(service.name),
    previous: strong(previousService?.name ?? ""),
    assignee: assignee ? name(assignee, me, "you.to") : "",
  });
  return [...told, ...moves("notice.assigned.joined", joined, moreJoined, me), ...moves("notice.assigned.left", left, moreLeft, me)];
}

function moves(key, people, more, me) {
  if (people.length === 0) return [];
  const count = people.length + more;
  const rest = more > 0 ? [t("notice.more", { count: more, n: more })] : [];
  const you = count === 1 && people[0].id === me.id;
  return [" · ", ...parts(you ? `${key}.you` : key, { count, people: h("span", {}, list([...people.map(person => name(person, me)), ...rest])) })];
}

/** The same as one line of plain text, for a row of the list. */
export const noticeLine = (data, me) => h("span", {}, notice(data, me)).textContent ?? "";

/** @param {any} notice @param {any[]} others */
function keyOf({ type, actor, people = [], via, name: newName, origin, on, status, until, meeting }, others) {
  switch (type) {
    case "created":
      return has(`notice.created.${origin}`) ? `notice.created.${origin}` : "notice.created";
    case "joined":
    case "added":
      if (via) return others.length > 1 ? "notice.joined.via.many" : "notice.joined.via";
      if (actor && others.length > 0) return "notice.added";
      return people.length > 1 ? "notice.joined.many" : "notice.joined";
    case "left":
      return people.length > 1 ? "notice.left.many" : "notice.left";
    case "removed":
      return actor ? "notice.removed" : "notice.removed.alone";
    case "renamed":
      return newName ? "notice.renamed" : "notice.renamed.back";
    case "read-only":
      return (on ?? true) ? "notice.read-only" : "notice.read-only.off";
    case "link":
      return (on ?? true) ? "notice.link" : "notice.link.off";
    case "status":
      if (!actor) return "notice.status.ended";
      if (actor.kind === "guest") return "notice.status.guest";
      return `notice.status.${status}${until ? ".until" : ""}`;
    case "meeting-cancelled":
      return meeting.reason ? "notice.meeting-cancelled.reason" : "notice.meeting-cancelled";
    case "meeting-handed-over":
      return others.length === 0 ? "notice.meeting-handed-over.taken" : "notice.meeting-handed-over";
    case "escalated":
      return people.length === 0 ? "notice.escalated.administrators" : on ? "notice.escalated.joined" : "notice.escalated";
    default:
      return has(`notice.${type}`) ? `notice.${type}` : "notice.other";
  }
}

const name = (person, me, you = "you") => strong(person.id === me.id ? t(you) : person.name);
const strong = text => h("b", {}, bdi(text));
