import { choice } from "../dom/choice.js";
import { showProblem, toggle } from "../dom/form.js";
import { h } from "../dom/h.js";
import { applyTheme } from "../shell/shell.js";
import { t } from "../text/text.js";

/** How it looks and whether letters work; each change is saved as it is made. */
export function screen({ api, me }) {
  const theme = choice({ name: "theme", label: t("account.theme"), value: me.settings.theme ?? "system", options: [["system", t("account.theme.system")], ["light", t("account.theme.light")], ["dark", t("account.theme.dark")]] });
  const letters = toggle({ name: "shortcuts", label: t("account.shortcuts"), hint: t("account.shortcuts.hint"), checked: me.settings.shortcuts });
  const panel = h("section.panel", { "aria-label": t("account.screen") }, h("header", {}, h("h2", {}, t("account.screen"))), h("div.body.stack", {}, theme, letters, h("div", { "data-problem": "" })));
  const keep = async change => {
    const before = me.settings;
    me.settings = { ...before, ...change };
    applyTheme(me.settings.theme);
    try {
      Object.assign(me, await api.patch("/me", { settings: me.settings }));
    } catch (problem) {
      me.settings = before;
      applyTheme(before.theme);
      showProblem(panel, problem);
    }
  };
  theme.addEventListener("change", () => {
    const { value } = theme.querySelector(".seg");
    keep({ theme: value === "system" ? null : value });
  });
  letters.addEventListener("change", () => keep({ shortcuts: letters.querySelector("input").checked }));
  return panel;
}
