import { openDialog } from "../dialogs/dialog.js";
import { field, select, showError, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { uuid } from "../dom/uuid.js";
import { t } from "../text/text.js";

const TYPES = { email: "email", phone: "tel" };

/**
 * The form that makes a record, as the CRM describes it (CR-10), filled in from what is known or was typed before, with what the CRM has against it.
 * @param {any} api @param {string} path @param {any} item @param {string | null} conversationId whose agents are told of it (AC-13)
 */
export function openRecord(api, path, { crm, name, fields, state, available }, conversationId) {
  const key = uuid();
  const controls = fields.map(control);
  const asked = openDialog({
    title: t(`crm.create.${crm}`),
    submit: t("save"),
    body: [state === "none" && available ? h("p.muted.sm", {}, t("crm.found-none", { name })) : null, controls],
    run: async form => {
      const values = Object.fromEntries(fields.map(one => [one.name, valueOf(form, at(one)).trim() || null]));
      const made = await api.post(path, { crm, fields: values, conversationId }, { key });
      const now = made.items.find(one => one.crm === crm);
      toast(t(now?.state === "linked" ? "crm.saved" : "crm.saved.waits", { name }));
      return made;
    },
  });
  fields.forEach((one, index) => one.error && showError(controls[index], one.error));
  return asked;
}

/** As its errors are called. */
const at = ({ name }) => `fields.${name}`;

function control(one) {
  const common = { name: at(one), label: one.label, optional: !one.required, value: one.value ?? "" };
  if (one.type === "choice") return select({ ...common, options: [["", t("crm.choose")], ...one.options.map(({ value, label }) => [value, label])] });
  return field({ ...common, maxlength: one.maxLength, type: TYPES[one.type] ?? "text", autocomplete: "off" });
}
