import { clearErrors, showProblem, toggle } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";

/** The services one is in: each with its switch, saved as it is moved (SV-2). */
export function services({ api, me }) {
  const own = me.services.filter(service => service.member);
  const rows = h("div.stack", {}, own.map(service => row(service)));
  const panel = h("section.panel", { "aria-label": t("account.services") }, h("header", {}, h("h2", {}, t("account.services"))),
    h("div.body.stack", {}, h("p.muted.sm", {}, t(own.length > 0 ? "account.services.text" : "account.services.none")), rows, h("div", { "data-problem": "" })));
  return panel;

  function row(service) {
    const setting = toggle({ name: service.id, label: service.name, checked: !service.paused });
    const input = setting.querySelector("input");
    setting.querySelector(".label").setAttribute("dir", "auto");
    input.addEventListener("change", async () => {
      const asked = input.checked;
      clearErrors(panel);
      try {
        const now = await api.put(`/me/services/${service.id}`, { paused: !asked });
        if (input.checked === asked) input.checked = !now.paused;
      } catch (problem) {
        input.checked = !asked;
        showProblem(panel, problem);
      }
    });
    return setting;
  }
}
