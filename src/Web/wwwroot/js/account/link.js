import { openDialog } from "../dialogs/dialog.js";
import { copyline } from "../dom/copy.js";
import { toggle, valueOf } from "../dom/form.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/** The personal link: copy it, or have a new one (IN-7, IN-10). */
export function link({ api, me }) {
  const place = h("div.stack");
  const paint = () => {
    const renew = h("button.btn.icon.small", { type: "button", title: t("account.link.renew") }, icon("refresh-cw", "s"), hiddenText(t("account.link.renew")));
    renew.addEventListener("click", async () => {
      const renewed = await openDialog({ title: t("account.link.renew.title"), alert: true, submit: t("account.link.renew"), cancel: t("account.link.keep"), body: [h("p.muted", {}, t("account.link.renew.text")), toggle({ name: "cut", label: t("account.link.cut"), hint: t("account.link.cut.hint") })], run: form => api.post("/me/slug", { cut: valueOf(form, "cut") }) });
      if (!renewed) return;
      Object.assign(me, await api.me());
      paint();
      place.querySelector("button").focus();
    });
    place.replaceChildren(h("p.muted.sm", {}, t("account.link.text")), copyline(me.link, t("account.link.copy"), renew), h("p", {}, h("a.link", { href: "/settings/meetings" }, t("account.link.meetings"))));
  };
  paint();
  return h("section.panel", { "aria-label": t("account.link") }, h("header", {}, h("h2", {}, t("account.link"))), h("div.body", {}, place));
}
