import { openDialog } from "../dialogs/dialog.js";
import { field, valueOf } from "../dom/form.js";
import { t } from "../text/text.js";

const FIELDS = ["name", "email", "phone", "company"];

/** An agent corrects what is known of a guest. Only what was changed here is sent, so that a colleague's other change stays. @returns {Promise<any>} the guest, or null */
export function openEdit(api, guest) {
  let { version } = guest;
  const known = { ...guest, name: guest.givenName };
  return openDialog({
    title: t("profile.edit.title", { name: guest.name }),
    submit: t("save"),
    body: [
      field({ name: "name", label: t("profile.name"), value: known.name ?? "", maxlength: 200, autocomplete: "off", hint: guest.merged.length > 0 ? t("profile.edit.name") : undefined }),
      field({ name: "email", label: t("profile.email"), value: known.email ?? "", type: "email", maxlength: 254, autocomplete: "off", hint: guest.emailProven ? t("profile.edit.proven") : undefined }),
      field({ name: "phone", label: t("profile.phone"), value: known.phone ?? "", type: "tel", maxlength: 50, autocomplete: "off" }),
      field({ name: "company", label: t("profile.company"), value: known.company ?? "", maxlength: 200, autocomplete: "off" }),
    ],
    run: async form => {
      const typed = FIELDS.map(name => [name, valueOf(form, name).trim() || null]);
      try {
        return await api.patch(`/guests/${guest.id}`, Object.fromEntries(typed.filter(([name, value]) => value !== (known[name] ?? null))), { version });
      } catch (problem) {
        if (problem.status !== 412) throw problem;
        // What was typed stays; saved again it goes over what it is now.
        version = (await api.get(`/guests/${guest.id}`)).version;
        problem.message = t("profile.edit.stale");
        throw problem;
      }
    },
  });
}
