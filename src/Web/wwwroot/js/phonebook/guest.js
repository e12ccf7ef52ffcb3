import { openDialog } from "../dialogs/dialog.js";
import { bdi, h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { uuid } from "../dom/uuid.js";
import { t } from "../text/text.js";
import { contactFields, contactValues, doublesBanner } from "./fields.js";

const href = id => `/phonebook?id=${encodeURIComponent(id)}`;

/** What the phonebook has of a guest (PB-5): the contact to open, or the way to add one (PB-1). @param {any} api @param {any} guest @param {string | null} conversationId whose agents are told of a new one (AC-13) */
export function guestInPhonebook(api, guest, conversationId) {
  const place = h("section.stack", { "aria-label": t("nav.phonebook"), "aria-busy": "true" });
  load();
  return place;

  async function load() {
    try {
      const { items } = await api.get(`/contacts?guestId=${encodeURIComponent(guest.id)}`);
      place.replaceChildren(...(items.length > 0 ? items.map(card) : nobody()));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      place.replaceChildren(h("p.msg-error", { role: "alert" }, icon("circle-alert", "s"), h("span", {}, t("profile.contacts.failed"))), h("div", {}, h("button.btn.outline.small", { type: "button", onclick: load }, icon("rotate-cw", "s"), t("try-again"))));
    }
    place.removeAttribute("aria-busy");
  }

  function nobody() {
    const add = async () => {
      if (!(await openAddContact(api, guest, conversationId))) return;
      await load();
      // The button is gone.
      place.querySelector("a")?.focus();
    };
    return [h("p.muted.sm", {}, t("profile.contacts.none")), h("div", {}, h("button.btn.outline.small", { type: "button", onclick: add }, icon("book-user", "s"), t("phonebook.add")))];
  }

  function card({ id, name, company, jobTitle, email, workPhone, mobilePhone, homePhone }) {
    const facts = [["company", company], ["jobTitle", jobTitle], ["email", email], ["workPhone", workPhone?.typed], ["mobilePhone", mobilePhone?.typed], ["homePhone", homePhone?.typed]].filter(([, value]) => value);
    return h("div.panel", {},
      h("header", {}, h("span.ico.c5", {}, icon("book-user")), h("h3.grow", {}, bdi(name)), h("a.btn.outline.small", { href: href(id) }, t("phonebook.open"))),
      facts.length > 0 ? h("dl.kv.body", {}, facts.map(([label, value]) => [h("dt", {}, t(`phonebook.field.${label}`)), h("dd", {}, bdi(value))])) : null);
  }
}

/** AC-7: the form, filled in from what is known. @returns {Promise<any>} the contact, or null */
function openAddContact(api, guest, conversationId) {
  const key = uuid();
  const warned = h("div");
  let force = false;
  return openDialog({
    title: t("phonebook.add"),
    submit: t("phonebook.submit"),
    body: [contactFields({ name: guest.name, email: guest.email, company: guest.company, mobilePhone: guest.phone }), warned],
    run: async form => {
      warned.replaceChildren();
      try {
        const made = await api.post("/contacts", { ...contactValues(form), force, guestId: guest.id, conversationId }, { key });
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
