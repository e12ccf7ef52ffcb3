import { h } from "../dom/h.js";
import { t } from "../text/text.js";

const SAID = { held: ["ok", "meeting.held"], "no-show": ["warn", "meeting.no-show"] };

/** ME-21: from its start on, by its host. */
export const isMarkable = (meeting, me) => meeting.host.id === me && meeting.state === "confirmed" && Date.parse(meeting.start) <= Date.now();

/** What became of a meeting, or null where nobody has said it. */
export const outcomeTag = ({ outcome }) => (outcome ? h("span.tag", { class: SAID[outcome][0] }, t(SAID[outcome][1])) : null);

/** Says it; what is pressed is taken back by pressing it again. @param {any} meeting @param {(meeting: any, outcome: string | null) => void} mark */
export function outcomeButtons(meeting, mark) {
  return h("div.seg", { role: "group", "aria-label": t("meeting.outcome") },
    Object.entries(SAID).map(([outcome, [, words]]) =>
      h("button", { type: "button", "aria-pressed": String(meeting.outcome === outcome), onclick: () => mark(meeting, meeting.outcome === outcome ? null : outcome) }, t(words))));
}
