import { openDialog } from "../dialogs/dialog.js";
import { field, valueOf } from "../dom/form.js";
import { toast } from "../dom/toast.js";
import { uuid } from "../dom/uuid.js";
import { t } from "../text/text.js";

/** CR-3: what happened, or is to be done. @param {any} api @param {string} path @param {any} item @param {"task" | "note"} kind */
export function openActivity(api, path, { crm }, kind) {
  const key = uuid();
  const due = kind === "task" ? field({ name: "dueAt", label: t("crm.due"), optional: true, type: "datetime-local" }) : null;
  return openDialog({
    title: t(`crm.log.${kind}`),
    submit: t("save"),
    body: [field({ name: "text", label: t("crm.text"), rows: 4, maxlength: 5000 }), due],
    run: async form => {
      const until = due ? valueOf(form, "dueAt") : "";
      const made = await api.post(`${path}/activities`, { crm, kind, text: valueOf(form, "text"), dueAt: until ? new Date(until).toISOString() : null }, { key });
      toast(t(made.state === "logged" ? "crm.logged" : "crm.logged.waits"));
      return made;
    },
  });
}
