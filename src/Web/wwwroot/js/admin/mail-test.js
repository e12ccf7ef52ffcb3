import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/**
 * A button that sends the administrator a mail and says beside itself what came of it (AD-7).
 * @param {any} api @param {() => {kind?: string, language?: string}} which
 */
export function mailTest(api, which) {
  const told = h("p.row", { role: "status" });
  const button = h("button.btn.outline", { type: "button" }, icon("mail", "s"), t("admin.mail.test"));
  button.addEventListener("click", async event => {
    event.stopPropagation();
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    told.replaceChildren(t("admin.mail.test.busy"));
    try {
      const { to, sent, problem } = await api.post("/admin/mail/test", which());
      told.className = sent ? "row sm" : "msg-error";
      told.replaceChildren(icon(sent ? "check" : "circle-alert", "s"), h("span", { dir: "auto" }, sent ? t("admin.mail.test.sent", { to }) : t("admin.mail.test.failed", { problem })));
    } catch (failure) {
      if (failure.status === undefined) throw failure;
      told.className = "msg-error";
      told.replaceChildren(icon("circle-alert", "s"), failure.message);
    } finally {
      button.setAttribute("aria-busy", "false");
      told.scrollIntoView({ block: "nearest" });
    }
  });
  return { button, told };
}
