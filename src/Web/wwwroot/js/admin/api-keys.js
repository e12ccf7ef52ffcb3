import { openDialog } from "../dialogs/dialog.js";
import { copyline } from "../dom/copy.js";
import { Editor } from "../dom/editor.js";
import { field, select, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { short } from "../text/when.js";
import { all } from "../api/all.js";
import { Master } from "./master.js";

const SCOPES = ["conversations:read", "conversations:write", "contacts", "meetings", "admin", "conversations:all"];

/** API keys: made with scopes, shown once, revoked (AP-2). */
export async function show(root, { api, me }) {
  const agents = (await all(api, "/admin/agents")).filter(agent => agent.state !== "deactivated");
  let made = null;
  const master = new Master(root, {
    api,
    path: "/admin/api-keys",
    title: t("admin.api-keys"),
    sub: t("admin.api-keys.sub"),
    create: t("admin.api-keys.new"),
    empty: t("admin.api-keys.none"),
    columns: [t("admin.name"), t("admin.api-keys.for"), t("admin.api-keys.scopes"), t("admin.api-keys.used")],
    nameOf: key => key.name,
    cells: key => [icon("key-round", "s"), key.agentName, h("span.row.wrap", {}, key.scopes.map(scope => h("span.tag", { class: scope === "conversations:all" ? "warn" : "" }, scope))), key.revoked ? h("span.tag.bad", {}, t("admin.api-keys.revoked")) : key.lastUsedAt ? short(key.lastUsedAt) : h("span.faint", {}, t("admin.api-keys.never"))],
    edit: (key, list) => (key ? view(key, list) : create(list)),
  });

  function create(list) {
    const scopes = h("fieldset.stack.tight", { "data-field": "scopes" }, h("legend", {}, t("admin.api-keys.scopes")),
      SCOPES.map(scope => h("label.check", {}, h("input", { type: "checkbox", value: scope, checked: scope === "conversations:read" }), h("span", {}, h("code", {}, scope), h("br"), h("small.faint", {}, t(`scope.${scope}`))))));
    return new Editor({
      title: t("admin.api-keys.new"),
      isNew: true,
      submit: t("admin.api-keys.make"),
      body: [
        field({ name: "name", label: t("admin.name"), hint: t("admin.api-keys.name.hint") }),
        select({ name: "agentId", label: t("admin.api-keys.for"), value: me.id, options: agents.map(agent => [agent.id, agent.name]), hint: t("admin.api-keys.for.hint") }),
        scopes,
      ],
      values: form => ({ name: valueOf(form, "name"), agentId: valueOf(form, "agentId"), scopes: [...scopes.querySelectorAll("input:checked")].map(input => input.value) }),
      save: async values => {
        const { key, secret } = await api.post("/admin/api-keys", values);
        made = { id: key.id, secret };
        await list.saved(key.id);
      },
      reset: () => list.reset(),
    });
  }

  function view(key, list) {
    const secret = made?.id === key.id ? made.secret : null;
    const revoke = h("button.btn.danger-text", { type: "button" }, t("admin.api-keys.revoke"));
    revoke.addEventListener("click", async () => {
      const done = await openDialog({ title: t("admin.api-keys.revoke.title", { name: key.name }), alert: true, danger: true, submit: t("admin.api-keys.revoke"), cancel: t("remove.keep"), body: [h("p.muted", {}, t("admin.api-keys.revoke.text"))], run: () => api.delete(`/admin/api-keys/${key.id}`) });
      if (!done) return;
      list.open(null);
      await list.load();
    });
    const panel = h("section.panel", { "aria-label": key.name }, h("header", {}, h("h2.grow", { dir: "auto" }, key.name)),
      h("div.body.stack", {},
        secret ? [h("div.banner.ok", { role: "status" }, icon("shield-check", "s"), h("p", {}, t("admin.api-keys.once"))), copyline(secret, t("admin.api-keys.copy"))] : null,
        h("dl.kv", {}, h("dt", {}, t("admin.api-keys.for")), h("dd", {}, key.agentName), h("dt", {}, t("admin.api-keys.scopes")), h("dd", {}, key.scopes.join(", ")), key.hint ? [h("dt", {}, t("admin.api-keys.ends")), h("dd", {}, h("code", {}, `…${key.hint}`))] : null)),
      key.revoked ? null : h("footer", {}, revoke));
    return { root: panel, dirty: false };
  }

  await master.start();
}
