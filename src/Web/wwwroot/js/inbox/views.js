import { matches } from "./filter.js";

/** Those that stand in the row, and those behind *More*. */
export const VIEWS = ["mine", "unassigned", "all", "unread"];
export const SELDOM = ["mentions", "waiting", "snoozed", "resolved", "archived", "muted"];

/**
 * Whether a conversation belongs to a view, so that a live change moves it without asking the server for the whole list.
 * @param {string} view @param {any} conversation @param {any} me @param {import("./filter.js").Filter} filter
 */
export function belongs(view, conversation, me, filter) {
  if (!matches(filter, conversation)) return false;
  // What one sees without being a member stands in the list where it is asked for; Unassigned is of one's services (LI-2, LI-3).
  if (!conversation.isMember && !filter.visible && view !== "unassigned") return false;
  if (view === "archived") return conversation.archived;
  if (view === "muted") return isMuted(conversation);
  if (conversation.archived) return false;
  if (view === "unread") return conversation.unread > 0;
  if (view === "snoozed" || view === "resolved") return conversation.status === view;
  if (!filter.status && !isOpen(conversation)) return false;
  switch (view) {
    case "mine":
      return conversation.assignee?.id === me.id;
    case "unassigned":
      return Boolean(conversation.service) && !conversation.assignee && me.services.some(service => service.id === conversation.service?.id);
    case "mentions":
      return typeof conversation.mentionedSeq === "number";
    case "waiting":
      return Boolean(conversation.waitingSince);
    default:
      return true;
  }
}

/** ST-5; without a guest there is nothing to resolve. */
export const isOpen = ({ status }) => (status ?? "open") === "open";

/** A mute ends by itself (AC-15). */
export const isMuted = ({ mutedUntil }, now = Date.now()) => Boolean(mutedUntil) && Date.parse(mutedUntil) > now;
