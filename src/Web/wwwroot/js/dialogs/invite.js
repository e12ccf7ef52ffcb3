import { field, select, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { uuid } from "../dom/uuid.js";
import { parts, t } from "../text/text.js";
import { openDialog } from "./dialog.js";

/** AC-2: a mail with personal words and a link for one address. @returns {Promise<any>} the invitation, or null */
export function openInvite({ api, me }, { id }) {
  const key = uuid();
  return openDialog({
    title: t("invite.title"),
    submit: t("invite.send"),
    busy: t("invite.sending"),
    body: [
      field({ name: "email", label: t("invite.email"), type: "email", autocomplete: "off", maxlength: 254 }),
      field({ name: "name", label: t("invite.name"), optional: true, maxlength: 200, hint: t("invite.name.hint") }),
      field({ name: "text", label: t("invite.text"), optional: true, rows: 4, maxlength: 1000, hint: t("invite.text.hint") }),
      select({ name: "language", label: t("invite.language"), value: me.language, options: [["en", "English"], ["de", "Deutsch"]] }),
      h("p.hint", {}, icon("info", "s"), h("span", {}, t("invite.hint"))),
    ],
    run: form => api.post(`/conversations/${id}/invitations`, {
      email: valueOf(form, "email").trim(),
      name: valueOf(form, "name").trim() || null,
      text: valueOf(form, "text").trim() || null,
      language: valueOf(form, "language"),
    }, { key }),
  });
}

/** @param {any} context @param {string} id of the conversation */
export function openRevoke({ api }, id, invitation) {
  return openDialog({
    title: t("invitation.revoke.title"),
    alert: true,
    danger: true,
    cancel: t("invitation.revoke.keep"),
    submit: t("invitation.revoke"),
    body: [h("p.muted", {}, parts("invitation.revoke.text", { name: h("b", {}, bdi(invitation.email)) }))],
    run: () => api.delete(`/conversations/${id}/invitations/${invitation.id}`),
  });
}
