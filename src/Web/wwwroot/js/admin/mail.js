import { showProblem } from "../dom/form.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { full, short } from "../text/when.js";
import { all } from "../api/all.js";
import { mailTest } from "./mail-test.js";

/** Mail that waits or could not be delivered, with what the server said, and another try. */
export async function show(root, { api }) {
  const rows = h("tbody");
  const problem = h("div", { "data-problem": "" });
  const again = h("button.btn.outline", { type: "button" }, icon("refresh-cw", "s"), t("admin.mail.refresh"));
  const { button, told } = mailTest(api, () => ({}));
  root.append(
    h("div.row.between", {}, h("div", {}, h("h1", {}, t("admin.mail")), h("p.muted.sm", {}, t("admin.mail.sub"))), h("div.row", {}, button, again)),
    told,
    problem,
    h("section.panel.clip", { tabindex: "0", "aria-label": t("admin.mail") }, h("table.table", {}, h("thead", {}, h("tr", {}, ["admin.mail.to", "admin.mail.subject", "admin.state", "admin.mail.since"].map(key => h("th", { scope: "col" }, t(key))), h("th", { scope: "col" }, hiddenText(t("info.actions"))))), rows)));

  const run = async work => {
    problem.replaceChildren();
    try {
      await work();
      await load();
    } catch (failure) {
      showProblem(root, failure);
    }
  };
  const load = async () => {
    const items = await all(api, "/admin/mail");
    rows.replaceChildren(...(items.length === 0 ? [h("tr", {}, h("td", { colspan: "5" }, h("div.empty", {}, icon("mail"), h("p", {}, t("admin.mail.none")))))] : items.map(mail => row(mail, () => run(() => api.post(`/admin/mail/${mail.id}/retry`))))));
  };
  again.addEventListener("click", () => run(async () => {}));
  await load();
}

function row({ to, subject, state, lastError, tries, createdAt, nextTryAt }, retry) {
  const failed = state === "failed";
  const address = to ?? "";
  return h("tr", {}, h("td", {}, h("bdi", {}, address)), h("td", { dir: "auto" }, subject ?? ""),
    h("td", {}, h("span.tag", { class: failed ? "bad" : "warn" }, t(failed ? "admin.mail.failed" : "admin.mail.waits")), tries > 0 ? h("span.faint.sm", {}, ` ${t("admin.mail.tries", { count: tries, n: tries })}`) : null,
      lastError ? h("p.muted.sm", { dir: "auto" }, lastError) : null, !failed && nextTryAt ? h("p.faint.sm", {}, t("admin.mail.next", { time: short(nextTryAt) })) : null),
    h("td", {}, createdAt ? h("time", { datetime: createdAt, title: full(createdAt) }, short(createdAt)) : ""),
    h("td.end", {}, h("button.btn.outline.small", { type: "button", onclick: retry }, t("try-again"), hiddenText(`: ${address}`))));
}
