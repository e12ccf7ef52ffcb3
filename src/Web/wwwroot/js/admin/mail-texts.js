import { Editor } from "../dom/editor.js";
import { field, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { mailTest } from "./mail-test.js";
import { Master } from "./master.js";

const LANGUAGES = { en: "English", de: "Deutsch" };

/** What each kind of mail says, in each language. */
export async function show(root, { api }) {
  const path = ({ kind, language }) => `/admin/mail/templates/${kind}/${language}`;
  const title = ({ kind }) => t(`admin.mail-texts.${kind}`);
  const master = new Master(root, {
    // Each text is an entry of the list: its kind and its language are its name.
    api: { get: async address => ({ next: null, items: (await api.get(address)).items.map(item => ({ ...item, id: `${item.kind}.${item.language}` })) }) },
    path: "/admin/mail/templates",
    title: t("admin.mail-texts"),
    sub: t("admin.mail-texts.sub"),
    empty: "",
    columns: [t("admin.mail-texts.kind"), t("account.language"), t("admin.state")],
    nameOf: title,
    cells: item => [icon("mail", "s"), LANGUAGES[item.language], item.changed ? h("span.tag", {}, t("admin.mail-texts.changed")) : h("span.faint", {}, t("admin.mail-texts.original"))],
    edit: (item, list) => {
      const { button, told } = mailTest(api, () => ({ kind: item.kind, language: item.language }));
      const back = h("button.btn", { type: "button", hidden: !item.changed, onclick: async () => (await api.delete(path(item)), await list.saved(item.id)) }, t("admin.mail-texts.reset"));
      const editor = new Editor({
        title: title(item),
        sub: LANGUAGES[item.language],
        body: [
          field({ name: "subject", label: t("admin.mail.subject"), value: item.subject, lang: item.language, maxlength: 150 }),
          field({ name: "text", label: t("admin.mail-texts.text"), value: item.text, rows: 12, lang: item.language, hint: t("admin.mail-texts.text.hint") }),
          h("div", {}, h("p.label", {}, t("admin.mail-texts.places")), h("dl.kv.places", {}, item.places.map(place => [h("dt", {}, h("code", {}, `{${place}}`)), h("dd", {}, t(`admin.mail-texts.place.${place}`))]))),
          h("div.row", {}, button, back),
          h("p.hint", {}, t("admin.mail-texts.test.hint")),
          told,
        ],
        values: form => ({ subject: valueOf(form, "subject"), text: valueOf(form, "text") }),
        save: async values => {
          await api.put(path(item), values);
          await list.saved(item.id);
        },
        reset: () => list.reset(),
      });
      return editor;
    },
  });
  await master.start();
}
