import { field, select, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

export const PHONES = ["workPhone", "mobilePhone", "homePhone"];
const TEXTS = ["name", "company", "jobTitle", "email", ...PHONES, "note"];

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
