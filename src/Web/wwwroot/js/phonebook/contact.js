import { openDialog } from "../dialogs/dialog.js";
import { avatarOf } from "../dom/avatar.js";
import { Editor } from "../dom/editor.js";
import { bdi, h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { PHONES, contactFields, contactValues, doublesBanner } from "./fields.js";

/**
 * A contact that is being changed, or a new one.
 * @param {any} api @param {any} contact null: a new one
 * @param {{saved: (contact: any) => Promise<any>, removed: () => Promise<any>, reset: () => any, href: (id: string) => string}} then
 */
export function contactEditor(api, contact, then) {
  const warned = h("div");
  const known = contact ? { ...contact, ...Object.fromEntries(PHONES.map(name => [name, contact[name]?.typed])) } : {};
  let force = false;
  const editor = new Editor({
    title: contact?.name ?? t("phonebook.new"),
    sub: contact ? [contact.jobTitle, contact.company].filter(Boolean).join(" · ") : undefined,
    face: contact ? avatarOf({ id: contact.id, name: contact.name, kind: "contact" }) : null,
    isNew: contact === null,
    submit: contact ? t("save") : t("phonebook.submit"),
    body: [
      dialled(contact),
      contactFields(known),
      contact ? h("div.row", {}, h("button.btn.danger-text", { type: "button", onclick: remove }, icon("trash-2", "s"), t("phonebook.delete"))) : null,
      warned,
    ].flat(),
    values: contactValues,
    save: async values => {
      const body = { ...values, force };
      warned.replaceChildren();
      try {
        const saved = contact ? await api.patch(`/contacts/${contact.id}`, body, { version: contact.version }) : await api.post("/contacts", body);
        await then.saved(saved);
      } catch (problem) {
        if (problem.slug !== "contact-exists") throw problem;
        problem.message = t("phonebook.not-saved");
        warned.replaceChildren(doublesBanner(problem.body.doubles, then.href, () => ((force = true), editor.root.requestSubmit())));
        throw problem;
      } finally {
        force = false;
      }
    },
    reset: then.reset,
  });
  return editor;

  async function remove() {
    const deleted = await openDialog({
      title: t("phonebook.delete.title"),
      danger: true,
      submit: t("phonebook.delete"),
      body: [h("p.muted", {}, parts("phonebook.delete.text", { name: bdi(contact.name) }))],
      run: () => api.delete(`/contacts/${contact.id}`, { version: contact.version }),
    });
    if (deleted !== null) await then.removed();
  }
}

/** What can be dialled, and what cannot (PB-3). */
function dialled(contact) {
  const phones = PHONES.map(name => [name, contact?.[name]]).filter(([, phone]) => phone);
  if (phones.length === 0) return null;
  return h("dl.kv.phones", {}, phones.map(([name, phone]) => [
    h("dt", {}, t(`phonebook.field.${name}`)),
    h("dd", {}, phone.number
      ? [h("a", { href: `tel:${phone.number}${phone.extension ? `;ext=${phone.extension}` : ""}` }, bdi(phone.number)), phone.extension ? ` ${t("phonebook.extension", { digits: phone.extension })}` : null]
      : [bdi(phone.typed), " ", h("span.tag.warn", {}, t("phonebook.not-dialable"))]),
  ]));
}
