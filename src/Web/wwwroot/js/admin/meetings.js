import { all } from "../api/all.js";
import { openHandOver } from "../dialogs/hand-over.js";
import { openCancel } from "../dialogs/meeting.js";
import { bdi, h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { full, range } from "../text/when.js";

/** Meetings whose host has no scheduler any more, to hand over or to cancel (ME-22). */
export async function show(root, context) {
  const rows = h("tbody");
  const title = h("h1", { tabindex: "-1" }, t("admin.meetings"));
  const columns = [t("meetings.when"), t("admin.meetings.subject"), t("admin.meetings.host"), t("meetings.guest"), ""];
  root.append(
    title,
    h("p.muted.sm", {}, t("admin.meetings.sub")),
    h("section.panel.clip", { tabindex: "0", "aria-label": t("admin.meetings") },
      h("table.table", {}, h("thead", {}, h("tr", {}, columns.map(column => (column ? h("th", { scope: "col" }, column) : h("td"))))), rows)));
  await load();

  async function load() {
    const found = await all(context.api, "/admin/meetings");
    rows.replaceChildren(...(found.length > 0 ? found.map(row) : [h("tr", {}, h("td.muted", { colspan: columns.length }, t("admin.meetings.none")))]));
  }

  function row(meeting) {
    return h("tr", {},
      h("td", {}, h("time", { datetime: meeting.start, title: full(meeting.start) }, range(meeting.start, meeting.end))),
      h("td", {}, h("b", { dir: "auto" }, meeting.subject)),
      h("td", {}, bdi(meeting.host.name)),
      h("td", {}, bdi(meeting.guest.name)),
      h("td", {}, h("div.row", {},
        h("button.btn.outline.small", { type: "button", onclick: () => act(openHandOver, meeting, "meeting.handed-over") }, t("meeting.hand-over")),
        h("button.btn.danger-text.small", { type: "button", onclick: () => act(openCancel, meeting, "meeting.cancel.done") }, t("meeting.cancel")))));
  }

  async function act(open, meeting, done) {
    try {
      if (!(await open(context, meeting))) return;
      toast(t(done));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
    await load();
    // The row that had the focus may be gone.
    title.focus();
  }
}

/** What a host's loss of the scheduler leaves behind; nothing where nothing is ahead. */
export function ahead({ meetingsAhead: count, state, licence }) {
  if (!count) return null;
  const waits = state === "deactivated" || licence === "Basic";
  return h("div.banner", { class: waits ? "warn" : "info" }, icon("calendar-clock", "s"),
    h("p", {}, t(waits ? "admin.meetings.wait" : "admin.meetings.ahead", { count }), waits ? [" ", h("a.link", { href: "/admin/meetings" }, t("admin.meetings.see"))] : null));
}
