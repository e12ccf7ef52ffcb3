import { field, select, showProblem } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { has, t } from "../text/text.js";
import { dayStart, full, list, short } from "../text/when.js";
import { all } from "../api/all.js";

const NAMES = ["action", "actor", "from", "to"];
const ACTIONS = ["agent.changed", "agent.invited", "agent.invited-again", "agent.joined", "api-key.created", "api-key.revoked", "calendar.connected", "calendar.disconnected", "conversation.deleted", "conversation.entered", "conversation.not-spam", "conversation.spam", "crm.changed", "crm.connected", "crm.disconnected", "crm.opened-anew", "files.changed", "guest.blocked", "guest.changed", "guest.merge-undone", "guest.merged", "guest.unblocked", "installation.started", "mail-template.changed", "mail-template.reset", "mail.retried", "message.deleted", "organisation.changed", "password.changed", "password.reset", "password.reset-asked", "service.changed", "service.created", "service.deleted", "slug.changed", "widget.changed", "widget.created", "widget.secret.ended", "widget.secret.made"];

/** What was done with rights that others do not have, the newest first; the filters stand in the address (AD-3). */
export async function show(root, { api }) {
  const agents = await all(api, "/admin/agents");
  const rows = h("tbody");
  const more = h("button.btn.outline", { type: "button", hidden: true }, t("admin.audit.more"));
  const clear = h("button.btn", { type: "button" }, t("filter.clear"));
  const form = h("form.audit-filter", { "aria-label": t("filter.title") });
  const columns = ["admin.audit.when", "admin.audit.who", "admin.audit.what", "admin.audit.to-whom", "admin.audit.detail"];
  root.append(
    h("div", {}, h("h1", {}, t("admin.audit")), h("p.muted.sm", {}, t("admin.audit.sub"))),
    form,
    h("div", { "data-problem": "" }),
    h("section.panel.clip", { tabindex: "0", "aria-label": t("admin.audit") }, h("table.table.audit", {}, h("thead", {}, h("tr", {}, columns.map(key => h("th", { scope: "col" }, t(key))))), rows)),
    h("div.row", {}, more));

  const filter = () => Object.fromEntries([...new URLSearchParams(location.search)].filter(([name, value]) => NAMES.includes(name) && value !== ""));
  let next = "";
  let turn = 0;

  const load = async fresh => {
    const mine = ++turn;
    root.querySelector("[data-problem]").replaceChildren();
    try {
      const page = await api.get(`/admin/audit?${query(filter())}${fresh ? "" : `&after=${encodeURIComponent(next)}`}`);
      if (mine !== turn) return;
      next = page.next;
      more.hidden = next === null;
      if (fresh) rows.replaceChildren();
      rows.append(...page.items.map(row));
      if (rows.childElementCount === 0) rows.append(h("tr", {}, h("td", { colspan: columns.length }, h("div.empty", {}, icon("scroll-text"), h("p", {}, t("admin.audit.none"))))));
    } catch (problem) {
      showProblem(root, problem);
    }
  };

  const paint = () => {
    const { action, actor, from, to } = filter();
    form.replaceChildren(
      select({ name: "action", label: t("admin.audit.what"), value: action, options: [["", t("filter.any")], ...ACTIONS.map(one => [one, t(`audit.${one}`)])] }),
      select({ name: "actor", label: t("admin.audit.who"), value: actor, options: [["", t("filter.any")], ...agents.map(agent => [agent.id, agent.name])] }),
      field({ name: "from", label: t("admin.audit.from"), type: "date", value: from ?? "" }),
      field({ name: "to", label: t("admin.audit.until"), type: "date", value: to ?? "" }),
      clear);
    clear.hidden = location.search === "";
  };
  const go = search => {
    history.pushState(null, "", `${location.pathname}${search === "" ? "" : `?${search}`}`);
    return load(true);
  };

  form.addEventListener("change", () => {
    const values = [...form.querySelectorAll("[data-name]")].map(control => [control.dataset.name, control.value]);
    clear.hidden = values.every(([, value]) => value === "");
    go(new URLSearchParams(values.filter(([, value]) => value !== "")).toString());
  });
  form.addEventListener("submit", event => event.preventDefault());
  clear.addEventListener("click", () => {
    go("");
    paint();
    form.querySelector("select").focus();
  });
  more.addEventListener("click", () => load(false));
  addEventListener("popstate", () => (paint(), load(true)));
  paint();
  await load(true);
}

/** @param {Record<string, string>} filter */
function query({ from, to, ...same }) {
  const asked = new URLSearchParams({ ...same, limit: "50" });
  if (from) asked.set("from", new Date(dayStart(from)).toISOString());
  if (to) asked.set("to", new Date(dayStart(to, 1)).toISOString());
  return asked.toString();
}

function row({ at, actor, action, subject, detail, names }) {
  const changes = Object.entries(detail).map(([field, value]) => h("p", {}, words("audit.field", field), ": ", told(field, value, names)));
  const cell = (column, classes, ...content) => h(`td${classes}`, { "data-column": t(`admin.audit.${column}`) }, content);
  return h("tr", {},
    cell("when", ".nowrap", h("time", { datetime: at, title: full(at) }, short(at))),
    cell("who", "", actor ? named(actor) : h("span.faint", {}, t("admin.audit.itself"))),
    cell("what", "", words("audit", action)),
    cell("to-whom", "", action === "conversation.deleted" ? h("span.faint", {}, subject.id) : actor && subject && actor.id === subject.id ? h("span.faint", {}, t("admin.audit.self")) : subjectOf(subject)),
    cell("detail", ".muted.sm", changes));
}

const named = one => bdi(one.name ?? one.id);

const words = (group, key) => (has(`${group}.${key}`) ? t(`${group}.${key}`) : key);

/** A conversation by its title as the reader sees it, with the way there; where they do not see it, that. */
function subjectOf(subject) {
  if (!subject) return null;
  if (!subject.id.startsWith("cnv_")) return named(subject);
  return subject.name === null ? h("span.faint", {}, t("audit.conversation.unseen")) : h("a.link", { href: `/conversations/${subject.id}` }, bdi(subject.name));
}

/** What was and what is; agents and services by their names. What somebody typed is never one of our words. @param {Record<string, string>} names */
function told(field, value, names) {
  if (field === "name" && value.includes(" → ")) return bdi(value);
  const one = word => (names[word] ? bdi(names[word]) : has(`audit.value.${word}`) ? t(`audit.value.${word}`) : field === "kind" ? words("admin.mail-texts", word) : bdi(word));
  const ids = value.split(" ");
  if (field === "until") return full(value);
  if (field === "kinds" || field === "fields") return list(ids.map(one));
  if (ids.every(id => names[id])) return ids.flatMap((id, index) => [index > 0 ? ", " : "", one(id)]);
  return value.split(" → ").flatMap((word, index) => [index > 0 ? " → " : "", one(word)]);
}
