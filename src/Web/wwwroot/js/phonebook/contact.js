import { openDialog } from "../dialogs/dialog.js";
import { avatarOf } from "../dom/avatar.js";
import { Editor } from "../dom/editor.js";
import { field, select, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";

const TEXTS = ["name", "company", "jobTitle", "email", "workPhone", "mobilePhone", "homePhone", "note"];
const PHONES = ["workPhone", "mobilePhone", "homePhone"];

/** The fields of PB-2, filled in from what is known. @param {Record<string, any>} known */
export function contactFields(known) {
  const text = (name, more = {}) => field({ name, label: t(`phonebook.field.${name}`), value: known[name] ?? "", maxlength: name === "note" ? 2000 : 200, ...more });
  return [
    text("name", { autocomplete: "off" }),
    text("company"),
    text("jobTitle"),
    text("email", { type: "email", autocomplete: "off" }),
    ...PHONES.map(name => text(name, { type: "tel", maxlength: 50, autocomplete: "off" })),
    text("note", { rows: 3 }),
    select({ name: "phonebook", label: t("phonebook.book"), value: known.phonebook ?? "shared", options: [["shared", t("phonebook.shared")], ["personal", t("phonebook.personal")]], hint: t("phonebook.book.hint") }),
  ];
}

/** @param {HTMLElement} form */
export function contactValues(form) {
  const values = Object.fromEntries(TEXTS.map(name => [name, valueOf(form, name).trim() || null]));
  return { ...values, phonebook: valueOf(form, "phonebook") };
}

/**
 * Who is there already (PB-3), each to be opened, and the way to go on all the same.
 * @param {any[]} doubles @param {(id: string) => string} href @param {() => void} force
 */
export function doublesBanner(doubles, href, force) {
  return h("div.banner.warn", { role: "alert", "data-doubles": "" }, icon("triangle-alert", "s"),
    h("div.stack.tight", {}, h("p", {}, t("phonebook.exists")),
      doubles.map(({ id, name, email }) => h("p", {}, bdi(name), email ? h("span.faint", {}, " · ", bdi(email)) : null, " ", h("a", { href: href(id) }, t("phonebook.open")))),
      h("div.row", {}, h("button.btn.outline.small", { type: "button", onclick: force }, t("phonebook.force")))));
}

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
