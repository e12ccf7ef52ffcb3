import { Editor } from "../dom/editor.js";
import { field, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";

/** A new password ends the other sessions (AU-4). */
export function password({ api, me }) {
  const make = () =>
    new Editor({
      title: t("account.password"),
      sub: t("account.password.hint"),
      submit: t("account.password.change"),
      body: [
        // Password managers keep the new password under this name.
        h("input", { type: "email", value: me.email, autocomplete: "username", hidden: true }),
        field({ name: "current", label: t("account.password.current"), type: "password", autocomplete: "current-password" }),
        field({ name: "new", label: t("account.password.new"), type: "password", autocomplete: "new-password", hint: t("account.password.rule") }),
      ],
      values: form => ({ current: valueOf(form, "current"), new: valueOf(form, "new") }),
      save: async values => {
        await api.post("/me/password", values);
        await api.me();
        for (const input of editor.root.querySelectorAll("input[type=password]")) input.value = "";
        document.dispatchEvent(new CustomEvent("sessions-changed"));
      },
      reset: () => editor.root.replaceWith((editor = make()).root),
    });
  let editor = make();
  return editor.root;
}
