import { select, valueOf } from "../dom/form.js";
import { bdi, h } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { range } from "../text/when.js";
import { openDialog } from "./dialog.js";

/** ME-17: to a colleague who is free then. @returns {Promise<any>} the meeting, `true` where it is not to be seen any more, or null */
export async function openHandOver({ api }, meeting) {
  const free = await api.get(`/meetings/${meeting.id}/hosts`);
  const about = h("p.muted", {}, parts("meeting.hand-over.text", { subject: h("b", {}, bdi(meeting.subject)), time: range(meeting.start, meeting.end) }));
  if (free.length === 0)
    return openDialog({ title: t("meeting.hand-over.title"), submit: t("close"), body: [about, h("p", { role: "status" }, t("meeting.hand-over.nobody"))], run: async () => null }).then(() => null);
  return openDialog({
    title: t("meeting.hand-over.title"),
    submit: t("meeting.hand-over"),
    busy: t("meeting.handing-over"),
    body: [about, select({ name: "agentId", label: t("meeting.hand-over.to"), hint: t("meeting.hand-over.to.hint"), options: free.map(({ id, name }) => [id, name]) })],
    run: form => api.post(`/meetings/${meeting.id}/host`, { agentId: valueOf(form, "agentId") }, { version: meeting.version }),
  });
}
