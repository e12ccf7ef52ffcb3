import { avatar, avatarOf } from "../dom/avatar.js";

/** A member's face; the server's own where it sends one. */
export const faceOf = (member, size) => (member.avatar ? avatar(member.avatar, size) : avatarOf({ id: member.agentId ?? member.guestId ?? member.id, name: member.name, kind: member.kind }, size));

/** The face of whoever wrote a message: the member's own while it is one, else what the name gives. */
export function authorFace(author, { members, service }) {
  if (author.kind === "system") return avatarOf({ id: service?.id ?? author.name, name: author.name, kind: "service" }, "sm");
  const member = members?.find(one => (one.agentId ?? one.guestId) === author.id);
  return member ? faceOf(member, "sm") : avatarOf(author, "sm");
}

/** Guests with the one who wrote last first, then the others in their order. */
export function guestsFirst(members, lastGuestId) {
  const guests = members.filter(member => member.kind === "guest");
  return guests.sort((a, b) => Number(b.guestId === lastGuestId) - Number(a.guestId === lastGuestId));
}
