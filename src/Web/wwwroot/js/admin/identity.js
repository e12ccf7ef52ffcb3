import { openDialog } from "../dialogs/dialog.js";
import { copyline } from "../dom/copy.js";
import { showProblem } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { short } from "../text/when.js";

/** What the website's server signs its users with (GU-7): shown once, and two while one takes the other's place. */
export function identity({ id }, api) {
  const path = `/admin/widgets/${id}/identity-secrets`;
  const list = h("div.stack.tight");
  const group = h("fieldset.stack", {}, h("legend", {}, t("admin.identity")), h("p.hint", {}, icon("shield-check", "s"), h("span", {}, t("admin.identity.hint"))), list);
  let made = null;

  async function load() {
    try {
      const { items } = await api.get(path);
      paint(items);
    } catch (problem) {
      showProblem(group, problem);
    }
  }

  function paint(secrets) {
    const make = h("button.btn.outline.small", { type: "button", onclick: create }, icon("key-round", "s"), t(secrets.length > 0 ? "admin.identity.rotate" : "admin.identity.make"));
    list.replaceChildren(
      ...secrets.map(secret => row(secret, secrets.length)),
      secrets.length < 2 ? make : h("p.hint", {}, t("admin.identity.two")));
  }

  function row(secret, count) {
    const end = h("button.btn.danger-text.small", { type: "button", onclick: () => stop(secret, count) }, t("admin.identity.end"));
    return h("div.stack.tight", {},
      h("div.row.between", {}, h("span", {}, h("code", {}, `xbi_…${secret.hint}`), " ", h("span.faint", {}, t("admin.identity.since", { time: short(secret.createdAt) }))), end),
      made?.key.id === secret.id ? [h("div.banner.ok", { role: "status" }, icon("shield-check", "s"), h("p", {}, t("admin.identity.once"))), copyline(made.secret, t("admin.identity.copy"))] : null);
  }

  async function create() {
    group.querySelector("[data-error]")?.remove();
    try {
      made = await api.post(path);
      await load();
    } catch (problem) {
      showProblem(group, problem);
    }
  }

  async function stop(secret, count) {
    const done = await openDialog({ title: t("admin.identity.end.title", { hint: secret.hint }), alert: true, danger: true, submit: t("admin.identity.end"), cancel: t("remove.keep"), body: [h("p.muted", {}, t(count > 1 ? "admin.identity.end.text" : "admin.identity.end.last"))], run: () => api.delete(`${path}/${secret.id}`) });
    if (done) await load();
  }

  load();
  return group;
}
