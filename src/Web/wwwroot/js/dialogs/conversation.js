import { field, toggle, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { uuid } from "../dom/uuid.js";
import { Problem } from "../api/problem.js";
import { parts, t } from "../text/text.js";
import { contacts, inCrm } from "../api/people.js";
import { openDialog } from "./dialog.js";
import { Picker } from "./picker.js";

const mailed = () => h("p.hint", {}, icon("info", "s"), h("span", {}, t("add.mailed")));

function membersOf(picker) {
  const { members, leftover } = picker;
  if (leftover !== "") throw new Problem(422, { errors: { members: [t("picker.unknown", { text: leftover })] } });
  return members;
}

/** AC-11. @param {any} context @param {Promise<any[]>} agents @param {any} [first] an agent who is in it @returns {Promise<any>} the conversation, or null */
export function openNew({ api, me }, agents, first) {
  const picker = new Picker(agents, new Set([me.id]), sources(api));
  if (first) picker.begin(first);
  const key = uuid();
  return openDialog({
    title: t("new.title"),
    submit: t("new.create"),
    busy: t("new.creating"),
    body: [
      picker.root,
      field({ name: "name", label: t("new.name"), optional: true, hint: t("new.name.hint") }),
      field({ name: "description", label: t("new.description"), optional: true, rows: 2 }),
      toggle({ name: "readOnly", label: t("info.read-only"), hint: t("new.read-only.hint") }),
      toggle({ name: "public", label: t("new.public"), hint: t("new.public.hint") }),
      mailed(),
    ],
    run: form => api.post("/conversations", {
      name: valueOf(form, "name").trim() || undefined,
      description: valueOf(form, "description").trim() || undefined,
      readOnly: valueOf(form, "readOnly"),
      public: valueOf(form, "public"),
      members: membersOf(picker),
    }, { key }),
  });
}

/** Whoever fits what was typed, of the phonebook and of the CRMs; without an address nobody can be added. */
const sources = api => [
  async typed => (await contacts(api, typed)).filter(contact => contact.email).map(({ id, name, email }) => ({ contactId: id, name, sub: t("picker.contact", { email }), icon: "book-user" })),
  async typed => (await inCrm(api, typed)).filter(contact => contact.email).map(({ name, email, crmName }) => ({ name, email, sub: t("picker.crm", { crm: crmName, email }), icon: "building-2" })),
];

/** AC-4: agents, contacts, or bare e-mail addresses. */
export function openAdd({ api }, conversation, agents) {
  const taken = new Set((conversation.members ?? []).map(member => member.agentId).filter(Boolean));
  const picker = new Picker(agents, taken, sources(api));
  return openDialog({
    title: t("add.title"),
    submit: t("add.add"),
    busy: t("add.adding"),
    body: [picker.root, h("p.faint.sm", {}, t("add.count", { n: conversation.memberCount ?? conversation.members?.length ?? 0 })), mailed()],
    run: async () => {
      const members = membersOf(picker);
      if (members.length === 0) throw new Problem(422, { errors: { members: [t("add.nobody")] } });
      return api.post(`/conversations/${conversation.id}/members`, { members });
    },
  });
}

/** AC-8, TI-5: an empty name brings the computed title back. */
export function openRename({ api }, { id, name, version }) {
  return openDialog({
    title: t("rename.title"),
    submit: t("rename.rename"),
    busy: t("saving"),
    body: [field({ name: "name", label: t("rename.name"), value: name ?? "", hint: t("rename.hint") })],
    run: form => api.patch(`/conversations/${id}`, { name: valueOf(form, "name").trim() || null }, { version }),
  });
}

export function openDescription({ api }, { id, description, version }) {
  return openDialog({
    title: t("description.title"),
    submit: t("save"),
    busy: t("saving"),
    body: [field({ name: "description", label: t("new.description"), optional: true, rows: 4, value: description ?? "" })],
    run: form => api.patch(`/conversations/${id}`, { description: valueOf(form, "description").trim() || null }, { version }),
  });
}

/** AC-9. The last agent may leave (AC-14). */
export function openLeave({ api }, { id, title, members }) {
  const alone = members?.filter(member => member.kind === "agent").length === 1;
  return openDialog({
    title: t("leave.title"),
    alert: true,
    danger: true,
    cancel: t("leave.stay"),
    submit: t("leave.leave"),
    body: [h("p.muted", {}, parts("leave.text", { title: h("b", {}, bdi(title)) })), alone ? h("p.muted", {}, t("leave.last")) : null],
    run: () => api.delete(`/conversations/${id}/members/me`),
  });
}

/**
 * AC-14: whoever removes the last guest is asked twice; the server's 409 is the second question. With an open link the dialog offers to
 * renew it as well (IN-9).
 */
export async function openRemove({ api }, { id, public: open }, member) {
  const path = `/conversations/${id}/members/${member.id}`;
  const name = () => h("b", {}, bdi(member.name));
  let gone = false;
  const offers = open && member.kind === "guest";
  const renewing = offers ? toggle({ name: "renew", label: t("remove.renew"), hint: t("remove.renew.hint") }) : null;
  const ask = (title, body, submit, run, ...more) => openDialog({ title, alert: true, danger: true, cancel: t("remove.keep"), submit, busy: t("remove.removing"), body: [h("p.muted", {}, body), ...more], run });
  const first = await ask(t("remove.title", { name: member.name }), parts(member.kind === "guest" ? "remove.guest" : "remove.agent", { name: name() }), t("remove"), async () => {
    try {
      return await remove(path);
    } catch (problem) {
      if (problem.slug === "last-guest") return "ask-again";
      throw problem;
    }
  }, renewing);
  if (first !== "ask-again") return first;
  return ask(t("remove.last.title"), parts("remove.last", { name: name() }), t("remove.anyway"), () => remove(`${path}?confirm=true`));

  // Tried again after the link could not be renewed, the member is gone already.
  async function remove(from) {
    if (!gone) await api.delete(from);
    gone = true;
    if (renewing?.querySelector("input").checked) await api.post(`/conversations/${id}/link/renew`);
    return "removed";
  }
}
