import { dayStart } from "../text/when.js";

/** What the list is narrowed to, as it stands in the address: ids, words and days of the agent's own calendar (LI-4). */
export const NAMES = ["service", "assignee", "status", "origin", "from", "to", "visible"];
export const STATUSES = ["open", "snoozed", "resolved", "any"];
export const ORIGINS = ["widget", "link", "scheduler", "agent"];

const isDay = value => DAY.test(value) && !Number.isNaN(Date.parse(`${value}T00:00Z`));
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const ALLOWED = {
  service: value => value !== "",
  assignee: value => value !== "",
  status: value => STATUSES.includes(value),
  origin: value => ORIGINS.includes(value),
  from: isDay,
  to: isDay,
  visible: value => value === "1",
};

/** @typedef {{service?: string, assignee?: string, status?: string, origin?: string, from?: string, to?: string, visible?: string}} Filter */

/** @param {URLSearchParams} query @returns {Filter} what can be read of it */
export function read(query) {
  const found = NAMES.map(name => [name, query.get(name)]).filter(([name, value]) => value !== null && ALLOWED[name](value));
  return Object.fromEntries(found);
}

/** As the API takes it. @param {Filter} filter */
export function asked({ from, to, visible, ...same }) {
  const query = new URLSearchParams(same);
  if (from) query.set("from", new Date(dayStart(from)).toISOString());
  if (to) query.set("to", new Date(dayStart(to, 1)).toISOString());
  if (visible) query.set("visible", "true");
  const text = query.toString();
  return text === "" ? "" : `&${text}`;
}

/** Whether a live change leaves a conversation in the list; the server says the same of a whole page. @param {Filter} filter */
export function matches({ service, assignee, status, origin, from, to }, conversation) {
  const at = Date.parse(conversation.lastActivityAt);
  return (
    (!service || (conversation.service?.id ?? "none") === service) &&
    (!assignee || (conversation.assignee?.id ?? "none") === assignee) &&
    (!status || status === "any" || (conversation.status ?? "open") === status) &&
    (!origin || conversation.origin === origin) &&
    (!from || at >= dayStart(from)) &&
    (!to || at < dayStart(to, 1))
  );
}

/** @param {Filter} filter */
export const isEmpty = filter => Object.keys(filter).length === 0;
