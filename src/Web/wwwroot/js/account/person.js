import { Editor } from "../dom/editor.js";
import { field, select, valueOf } from "../dom/form.js";
import { t } from "../text/text.js";
import { zones } from "../text/zones.js";

/** Name, name for guests, zone and language. */
export function person({ api, me }) {
  const make = () =>
    new Editor({
      title: t("account.person"),
      sub: me.email,
      body: [
        field({ name: "name", label: t("account.name"), value: me.name, autocomplete: "name" }),
        field({ name: "guestName", label: t("account.guest-name"), optional: true, value: me.guestName ?? "", hint: t("account.guest-name.hint") }),
        select({ name: "timeZone", label: t("account.zone"), options: zones(me.timeZone), value: me.timeZone }),
        select({ name: "language", label: t("account.language"), options: [["en", "English"], ["de", "Deutsch"]], value: me.language }),
      ],
      values: form => Object.fromEntries(["name", "guestName", "timeZone", "language"].map(name => [name, valueOf(form, name)])),
      save: async values => {
        const before = me.language;
        Object.assign(me, await api.patch("/me", values));
        if (me.language !== before) location.reload();
      },
      reset: () => editor.root.replaceWith((editor = make()).root),
    });
  let editor = make();
  return editor.root;
}
