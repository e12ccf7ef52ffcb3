import { Editor } from "../dom/editor.js";
import { field, select, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";
import { countries } from "../text/countries.js";
import { zones } from "../text/zones.js";
import { all } from "../api/all.js";

/** The installation's one organisation. */
export async function show(root, { api }) {
  const widgets = await all(api, "/admin/widgets");
  const place = h("div.narrow");
  root.append(h("div", {}, h("h1", {}, t("admin.organisation")), h("p.muted.sm", {}, t("admin.organisation.sub"))), place);
  let now = await api.get("/admin/organisation");
  const paint = () => {
    const editor = new Editor({
      title: now.name,
      body: [
        field({ name: "name", label: t("admin.name"), value: now.name, hint: t("admin.organisation.name.hint") }),
        select({ name: "language", label: t("account.language"), value: now.language, options: [["en", "English"], ["de", "Deutsch"]], hint: t("admin.organisation.language.hint") }),
        select({ name: "timeZone", label: t("account.zone"), value: now.timeZone, options: zones(now.timeZone), hint: t("admin.organisation.zone.hint", { release: now.timeZoneData }) }),
        select({ name: "country", label: t("admin.organisation.country"), value: now.country ?? "", options: [["", t("admin.organisation.country.none")], ...countries()], hint: t("admin.organisation.country.hint") }),
        select({ name: "fallbackWidgetKey", label: t("admin.organisation.fallback"), value: now.fallbackWidgetKey ?? "", options: [["", t("admin.organisation.fallback.none")], ...widgets.map(widget => [widget.key, widget.name])], hint: t("admin.organisation.fallback.hint") }),
      ],
      values: form => ({ name: valueOf(form, "name"), language: valueOf(form, "language"), timeZone: valueOf(form, "timeZone"), country: valueOf(form, "country") || null, fallbackWidgetKey: valueOf(form, "fallbackWidgetKey") || null }),
      save: async values => {
        now = await api.patch("/admin/organisation", values);
      },
      reset: paint,
    });
    place.replaceChildren(editor.root);
  };
  paint();
}
