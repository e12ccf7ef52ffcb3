import { avatarOf } from "../dom/avatar.js";
import { copyline } from "../dom/copy.js";
import { Editor } from "../dom/editor.js";
import { field, select, showProblem, toggle, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { Master } from "./master.js";
import { ahead } from "./meetings.js";

const face = agent => avatarOf({ id: agent.id, name: agent.name, kind: "agent" }, "sm");
const invited = agent => agent.state === "invited";
const off = agent => agent.state === "deactivated";

/** Agents: invitation, licence, administration, deactivation (AD-2, AD-5). */
export async function show(root, { api, me }) {
  let invitation = null;
  const master = new Master(root, {
    api,
    path: "/admin/agents",
    title: t("admin.agents"),
    sub: t("admin.agents.sub"),
    create: t("admin.agents.invite"),
    empty: t("admin.agents.none"),
    columns: [t("admin.name"), t("profile.email"), t("admin.licence"), t("admin.state")],
    nameOf: agent => agent.name,
    cells: agent => [face(agent), h("span.muted", {}, agent.email), agent.licence, state(agent)],
    edit: (agent, list) => edit(agent, list),
  });

  function edit(agent, list) {
    const mine = agent?.id === me.id;
    const body = [
      invitation && agent?.id === invitation.id ? [h("div.banner.info", {}, icon("mail", "s"), h("p", {}, t("admin.agents.sent"))), invitation.url ? copyline(invitation.url, t("admin.agents.copy")) : null] : null,
      field({ name: "name", label: t("admin.name"), value: agent?.name ?? "" }),
      field({ name: "email", label: t("profile.email"), type: "email", value: agent?.email ?? "", autocomplete: "off" }),
      select({ name: "licence", label: t("admin.licence"), value: agent?.licence ?? "Standard", options: [["Standard", t("licence.standard")], ["Basic", t("licence.basic")]], hint: t("admin.licence.hint") }),
      toggle({ name: "administrator", label: t("admin.administrator"), hint: t("admin.administrator.hint"), checked: agent?.administrator ?? false }),
      agent ? ahead(agent) : null,
      agent && !invited(agent) ? toggle({ name: "active", label: t("admin.active"), hint: t(mine ? "admin.active.you" : "admin.active.hint"), checked: !off(agent), disabled: mine }) : null,
    ];
    const editor = new Editor({
      title: agent?.name ?? t("admin.agents.invite"),
      sub: agent ? agent.email : t("admin.agents.invite.sub"),
      face: agent ? avatarOf({ id: agent.id, name: agent.name, kind: "agent" }) : null,
      isNew: agent === null,
      submit: agent ? t("save") : t("admin.agents.send"),
      body: body.flat(),
      aside: agent && invited(agent) ? again(agent) : null,
      values: form => ({
        name: valueOf(form, "name"),
        email: valueOf(form, "email"),
        licence: valueOf(form, "licence"),
        administrator: valueOf(form, "administrator"),
        ...(form.querySelector("[data-name=active]") && !mine ? { active: valueOf(form, "active") } : {}),
      }),
      save: async values => {
        const saved = agent ? await api.patch(`/admin/agents/${agent.id}`, values, { version: agent.version }) : await api.post("/admin/agents", values);
        if (!agent) invitation = { id: saved.agent.id, url: saved.invitationUrl };
        await list.saved(agent?.id ?? saved.agent.id);
      },
      reset: () => list.reset(),
    });
    return editor;

    function again(of) {
      const button = h("button.btn.outline.small", { type: "button" }, t("admin.agents.again"));
      button.addEventListener("click", async () => {
        try {
          const answer = await api.post(`/admin/agents/${of.id}/invitation`);
          toast(t("admin.agents.sent"));
          if (answer?.invitationUrl) button.replaceWith(copyline(answer.invitationUrl, t("admin.agents.copy")));
        } catch (problem) {
          showProblem(editor.root, problem);
        }
      });
      return button;
    }
  }

  await master.start();
}

function state(agent) {
  if (off(agent)) return h("span.tag", {}, t("admin.state.off"));
  if (invited(agent)) return h("span.tag.warn", {}, t("admin.state.invited"));
  return agent.administrator ? h("span.tag.info", {}, t("admin.state.administrator")) : h("span.tag.ok", {}, t("admin.state.active"));
}
