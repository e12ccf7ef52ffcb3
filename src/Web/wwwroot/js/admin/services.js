import { openDialog } from "../dialogs/dialog.js";
import { avatarOf } from "../dom/avatar.js";
import { Editor } from "../dom/editor.js";
import { field, select, toggle, valueOf } from "../dom/form.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { parts, t } from "../text/text.js";
import { all } from "../api/all.js";
import { Master } from "./master.js";

const face = (service, size) => avatarOf({ id: service.id, name: service.name, kind: "service" }, size);

const KINDS = ["standard", "pausing", "basic", "inactive"];

// Nothing switches it off; what is no number is refused by the server, at its field.
const number = typed => (typed.trim() === "" ? null : /^\d+$/u.test(typed.trim()) ? Number(typed) : 0);

/** Services: name, manager, members, minutes to answer, and what becomes of resolved conversations (SV-1, ST-3, ST-6). */
export async function show(root, { api }) {
  const agents = (await all(api, "/admin/agents")).filter(agent => agent.state !== "deactivated");
  const kind = member => (!member.active ? "inactive" : member.licence !== "Standard" ? "basic" : member.paused ? "pausing" : "standard");
  const count = (service, wanted) => service.members.filter(member => kind(member) === wanted).length;
  // What there is none of needs no room on a phone.
  const counts = service =>
    KINDS.filter(one => count(service, one) > 0).map(one => t(`admin.members.${one}`, { count: count(service, one) })).join(", ") || t("admin.manager.none");
  const master = new Master(root, {
    api,
    path: "/admin/services",
    title: t("admin.services"),
    sub: t("admin.services.sub"),
    create: t("admin.services.new"),
    empty: t("admin.services.none"),
    columns: [t("admin.services.service"), t("admin.manager"), t("admin.members"), t("admin.state")],
    nameOf: service => service.name,
    cells: service => [
      face(service, "sm"),
      service.managerName ?? h("span.faint", {}, t("admin.manager.none")),
      h("bdi.muted", {}, counts(service)),
      count(service, "standard") > 0 ? h("span.tag.ok", {}, t("admin.services.reachable")) : h("span.tag.warn", {}, icon("triangle-alert"), t("admin.services.nobody")),
    ],
    edit: (service, list) => {
      const members = new Members(agents, service?.members ?? [], service === null, () => editor.touched());
      const editor = new Editor({
        title: service?.name ?? t("admin.services.new"),
        sub: t("admin.services.group"),
        face: service ? face(service) : null,
        isNew: service === null,
        body: [
          field({ name: "name", label: t("admin.name"), value: service?.name ?? "" }),
          select({ name: "managerId", label: t("admin.manager"), value: service?.managerId ?? "", options: [["", t("admin.manager.none")], ...agents.map(agent => [agent.id, agent.name])], hint: t("admin.manager.hint") }),
          field({ name: "answerMinutes", label: t("admin.answer-minutes"), value: service ? String(service.answerMinutes ?? "") : "60", inputmode: "numeric", maxlength: 5, hint: t("admin.answer-minutes.hint") }),
          field({ name: "newAfterDays", label: t("admin.new-after-days"), value: service ? String(service.newAfterDays ?? "") : "30", inputmode: "numeric", maxlength: 4, hint: t("admin.new-after-days.hint") }),
          toggle({ name: "saysEnded", label: t("admin.says-ended"), hint: t("admin.says-ended.hint"), checked: service?.saysEnded ?? false }),
          members.root,
          service ? h("div.row", {}, h("button.btn.danger-text", { type: "button", onclick: () => remove(api, service, list) }, icon("trash-2", "s"), t("admin.service.delete"))) : null,
        ],
        values: form => ({ name: valueOf(form, "name"), managerId: valueOf(form, "managerId") || null, answerMinutes: number(valueOf(form, "answerMinutes")), newAfterDays: number(valueOf(form, "newAfterDays")), saysEnded: valueOf(form, "saysEnded"), members: members.ids }),
        save: async values => {
          // An empty manager takes the manager away; an absent one would leave it.
          const body = { ...values, managerId: values.managerId ?? "", alsoOpen: members.alsoOpen };
          const saved = service ? await api.patch(`/admin/services/${service.id}`, body, { version: service.version }) : await api.post("/admin/services", values);
          await list.saved(service?.id ?? saved.id);
        },
        reset: () => list.reset(),
      });
      return editor;
    },
  });
  await master.start();
}

/** SV-5: says what goes to the successor before it happens. */
async function remove(api, service, list) {
  const [use, { items }] = await Promise.all([api.get(`/admin/services/${service.id}/use`), api.get("/services?limit=100")]);
  const others = items.filter(other => other.id !== service.id && (other.assignable || use.conversations === 0));
  const goesOn = use.conversations > 0 || use.widgets > 0;
  const text = goesOn ? goingOn(service, use) : t("admin.service.delete.nothing");
  const deleted = await openDialog({
    title: t("admin.service.delete.title", { name: service.name }),
    danger: true,
    submit: t("admin.service.delete"),
    busy: t("admin.service.deleting"),
    body: [
      h("p.muted", {}, text),
      goesOn ? select({ name: "successor", label: t("admin.service.successor"), options: [["", t("admin.service.successor.choose")], ...others.map(other => [other.id, other.name])] }) : null,
    ],
    run: form => api.delete(`/admin/services/${service.id}${goesOn ? `?successor=${encodeURIComponent(valueOf(form, "successor"))}` : ""}`, { version: service.version }),
  });
  if (deleted === null) return;
  await list.removed();
  toast(t("admin.service.deleted", { name: service.name }));
}

/** What there is none of is not named. @param {any} service @param {{conversations: number, widgets: number}} use */
function goingOn(service, use) {
  const [conversations, widgets] = ["conversations", "widgets"].map(what => use[what] > 0 && h("b", {}, t(`admin.service.delete.${what}`, { count: use[what] })));
  const what = h("span", {}, conversations && widgets ? parts("admin.service.delete.both", { conversations, widgets }) : conversations || widgets);
  return [parts("admin.service.delete.use", { what }), " ", conversations ? [parts("admin.service.delete.members", { name: bdi(service.name) }), " "] : null, t("admin.service.delete.name")];
}

/** Who is in a service, with what that means for each. */
class Members {
  #agents;
  #paused;
  #before;
  #also = toggle({ name: "alsoOpen", label: t("admin.members.also-open"), hint: t("admin.members.also-open.hint") });
  #changed;
  #list = h("div");
  #count = h("span.count");
  #add = h("select.input", { "aria-label": t("admin.members.add") });

  constructor(agents, members, isNew, changed) {
    this.#agents = agents;
    this.ids = members.map(member => member.id);
    this.#before = isNew ? null : [...this.ids];
    this.#paused = new Set(members.filter(member => member.paused).map(member => member.id));
    this.#changed = changed;
    this.#add.addEventListener("change", event => {
      event.stopPropagation();
      if (this.#add.value !== "") this.#set([...this.ids, this.#add.value]);
    });
    this.root = h("div.stack", { "data-field": "members" }, h("div.row.between", {}, h("span.label", {}, t("admin.members"), " ", this.#count)), this.#list, this.#add, this.#also);
    this.#paint();
  }

  /** SV-3: whether those who are new come to the open conversations too. */
  get alsoOpen() {
    return !this.#also.hidden && this.#also.querySelector("input").checked;
  }

  #set(ids) {
    this.ids = ids;
    this.#paint();
    this.#changed();
  }

  #paint() {
    this.#count.textContent = String(this.ids.length);
    this.#list.replaceChildren(...this.ids.map(id => this.#row(this.#agents.find(agent => agent.id === id) ?? { id, name: id, licence: "" })));
    const left = this.#agents.filter(agent => !this.ids.includes(agent.id));
    this.#add.replaceChildren(h("option", { value: "" }, t("admin.members.add")), ...left.map(agent => h("option", { value: agent.id }, `${agent.name} (${agent.licence})`)));
    this.#add.hidden = left.length === 0;
    this.#also.hidden = this.#before === null || this.ids.every(id => this.#before.includes(id));
  }

  #row(agent) {
    const means = agent.licence !== "Standard" ? "admin.members.stays-out" : this.#paused.has(agent.id) ? "admin.members.paused" : "admin.members.joins";
    return h("div.person", {}, avatarOf({ id: agent.id, name: agent.name, kind: "agent" }, "sm"),
      h("div.grow", {}, h("p.name", {}, bdi(agent.name)), h("p.sub", {}, t(means))),
      h("span.tag", {}, agent.licence),
      h("button.btn.icon.small", { type: "button", title: t("remove"), onclick: () => (this.#set(this.ids.filter(id => id !== agent.id)), this.#add.focus()) }, icon("x", "s"), hiddenText(t("info.remove", { name: agent.name }))));
  }
}
