import { openDialog } from "../dialogs/dialog.js";
import { field, select, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";

const LOGINS = ["production", "sandbox", "own"];
const OUTCOMES = ["connected", "again", "denied", "failed", "taken", "other", "refused", "unreachable", "unreadable"];
const DONE = ["connected", "again"];

/** AD-2: the browser goes to the CRM, which sends it back; again where it is connected. @param {any} api @param {string} path @param {any} one */
export function signIn(api, path, { crm, name, connected }) {
  const places = crm === "salesforce" ? logins() : [];
  return openDialog({
    title: t(connected ? "admin.crm.again.title" : "admin.crm.sign-in.title", { name }),
    submit: t("admin.crm.sign-in.go"),
    body: [h("p.muted", {}, t(connected ? "admin.crm.again.text" : "admin.crm.sign-in.text", { name })), places],
    run: async form => {
      const login = places.length > 0 ? loginOf(form) : null;
      location.assign((await api.post(`${path}/${crm}/sign-in`, { login })).url);
    },
  });
}

/** What came of it, where the page was opened by coming back. @returns {HTMLElement | null} */
export function signedIn() {
  const told = new URLSearchParams(location.search).get("crm") ?? "";
  if (!OUTCOMES.includes(told)) return null;
  history.replaceState(null, "", location.pathname);
  return h("p.banner", { role: "status", class: DONE.includes(told) ? "info" : "warn" }, t(`admin.crm.sign-in.${told}`));
}

function logins() {
  const where = select({ name: "where", label: t("admin.crm.login"), options: LOGINS.map(login => [login, t(`admin.crm.login.${login}`)]) });
  const own = field({ name: "login", label: t("admin.crm.login.host"), hint: t("admin.crm.login.hint"), maxlength: 300, autocomplete: "off", spellcheck: "false", autocapitalize: "none" });
  own.hidden = true;
  const choice = where.querySelector("select");
  choice.addEventListener("change", () => (own.hidden = choice.value !== "own"));
  return [where, own];
}

/** Nothing typed is no address, and not the usual one. */
function loginOf(form) {
  const where = valueOf(form, "where");
  return where === "own" ? valueOf(form, "login").trim() || "-" : where;
}
