import { openDialog } from "../dialogs/dialog.js";
import { bdi, h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { uuid } from "../dom/uuid.js";
import { t } from "../text/text.js";
import { contactFields, contactValues, doublesBanner } from "./fields.js";

const href = id => `/phonebook?id=${encodeURIComponent(id)}`;

/** What the phonebook has of a guest (PB-5): the contact to open, or the way to add one (PB-1). @param {any} api @param {any} guest @param {() => any} back leads back here after the dialog */
export async function guestInPhonebook(api, guest, back) {
  const { items } = await api.get(`/contacts?guestId=${encodeURIComponent(guest.id)}`);
  const found = items.map(contact => h("div.row.between", {}, h("span", {}, bdi(contact.name), contact.company ? [" · ", bdi(contact.company)] : null), h("a", { href: href(contact.id) }, t("phonebook.open"))));
  const add = h("button.btn.outline.small", { type: "button", onclick: () => openAddContact(api, guest).then(back) }, icon("book-user", "s"), t("phonebook.add"));
  return h("section.stack.tight", { "aria-label": t("nav.phonebook") }, h("h4", {}, t("nav.phonebook")), found.length > 0 ? found : add);
}

/** AC-7: the form, filled in from what is known. @returns {Promise<any>} the contact, or null */
function openAddContact(api, guest) {
  const key = uuid();
  const warned = h("div");
  let force = false;
  return openDialog({
    title: t("phonebook.add"),
    submit: t("phonebook.submit"),
    body: [contactFields({ name: guest.name, email: guest.email, mobilePhone: guest.phone }), warned],
    run: async form => {
      warned.replaceChildren();
      try {
        const made = await api.post("/contacts", { ...contactValues(form), force }, { key });
        toast(t("phonebook.added"));
        return made;
      } catch (problem) {
        if (problem.slug !== "contact-exists") throw problem;
        problem.message = t("phonebook.not-saved");
        warned.replaceChildren(doublesBanner(problem.body.doubles, href, () => ((force = true), form.requestSubmit())));
        throw problem;
      } finally {
        force = false;
      }
    },
  });
}
