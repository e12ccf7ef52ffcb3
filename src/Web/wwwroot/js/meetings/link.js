/**
 * What makes a link of a meeting: it leads to the page with the meeting open, so that it can be kept and opened in a tab of its own. One of
 * all takes part in the order of the Tab key, arrows go to the others.
 * @param {any} meeting @param {string} week @param {string | null} current
 */
export const linkTo = (meeting, week, current) => ({
  href: `/meetings?${new URLSearchParams({ week, meeting: meeting.id })}`,
  "data-id": meeting.id,
  tabindex: meeting.id === current ? "0" : "-1",
});

/**
 * Where an arrow leads to: up and down in the order of time, sideways to the day before and after.
 * @param {{id: string, day: string, minute: number}[]} order @param {string} from @param {string} key @param {boolean} rtl
 */
export function beside(order, from, key, rtl) {
  const at = order.findIndex(one => one.id === from);
  if (key === "Home") return order[0];
  if (key === "End") return order.at(-1);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step !== undefined) return order[at + step];
  const side = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  if (side === undefined) return undefined;
  const others = order.filter(one => (side > 0 ? one.day > order[at].day : one.day < order[at].day));
  const next = (side > 0 ? others[0] : others.at(-1))?.day;
  return others.filter(one => one.day === next).sort((one, other) => Math.abs(one.minute - order[at].minute) - Math.abs(other.minute - order[at].minute))[0];
}
