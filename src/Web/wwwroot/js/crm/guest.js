import { bdi, h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { short } from "../text/when.js";
import { openActivity } from "./activity.js";
import { openRecord } from "./record.js";

/** What is on its way is looked at again when it is tried again, and no more often than this. */
const SOONEST = 3_000;
const SIGNS = { task: "list-checks", note: "sticky-note", meeting: "calendar-days", conversation: "messages-square" };

/** Where no CRM is used the answer is there at once, and nothing is said of looking. */
const PATIENCE = 600;

/**
 * A guest in the CRMs that are used (CR-1, CR-2). The CRM may take its seconds: whoever shows this goes on meanwhile (CR-5).
 * @param {any} api @param {any} guest @param {string | null} conversationId whose agents are told of a new record (AC-13)
 */
export function guestInCrm(api, guest, conversationId) {
  const path = `/guests/${guest.id}/crm`;
  const place = h("section.stack", { "aria-label": t("crm"), "aria-busy": "true" });
  const looking = setTimeout(() => place.replaceChildren(h("p.muted.sm", { role: "status" }, t("crm.looking"))), PATIENCE);
  load();
  return place;

  async function load() {
    try {
      const found = await api.get(path);
      clearTimeout(looking);
      paint(found);
    } catch (problem) {
      clearTimeout(looking);
      if (problem.status === undefined) throw problem;
      place.replaceChildren(h("p.msg-error", { role: "alert" }, icon("circle-alert", "s"), h("span", {}, t("crm.failed"))), h("div", {}, h("button.btn.outline.small", { type: "button", onclick: load }, icon("rotate-cw", "s"), t("try-again"))));
    }
    place.removeAttribute("aria-busy");
  }

  function paint({ items, activities }) {
    const focused = place.contains(document.activeElement) || document.activeElement === document.body;
    if (items.length === 0) return place.replaceChildren(h("p.muted.sm", {}, t("crm.none")));
    place.replaceChildren(...items.map(item => one(item, activities.filter(({ crm }) => crm === item.crm))));
    // What had it is gone.
    if (focused) place.querySelector("button, a")?.focus();
    const waiting = items.filter(({ state }) => state === "pending");
    if (waiting.length > 0 || activities.some(({ state }) => state === "pending")) later(waiting);
  }

  function later(waiting) {
    const next = Math.min(...waiting.map(({ nextTryAt }) => (nextTryAt ? Date.parse(nextTryAt) - Date.now() : 0)), Infinity);
    setTimeout(() => place.isConnected && load(), Math.max(SOONEST, next === Infinity ? 0 : next));
  }

  function one(item, activities) {
    const { state, available, name } = item;
    return h("div.stack", {},
      available ? null : h("p.hint", { role: "status" }, icon("cloud-off", "s"), t(item.record ? "crm.away.known" : "crm.away", { name })),
      state === "linked" ? record(item) : state === "pending" ? pending(item) : h("div.stack.tight", {}, state === "failed" ? h("p.msg-error", {}, icon("circle-alert", "s"), reason(item)) : null, create(item)),
      state === "linked" || state === "pending" ? log(item, activities) : null);
  }

  function create(item) {
    return h("div.row", {}, h("button.btn.outline.small", { type: "button", onclick: () => openRecord(api, path, item, conversationId).then(made => made && load()) }, icon("cloud", "s"), t(item.state === "failed" ? "crm.again" : `crm.create.${item.crm}`)));
  }

  function record({ name, record: { name: who, company, owner, status, url } }) {
    const facts = [["crm.company", company], ["crm.owner", owner], ["crm.status", status]].filter(([, value]) => value);
    return h("div.stack.tight", {},
      h("div.row.between", {}, h("span", {}, bdi(who ?? guest.name), " ", h("span.faint.sm", {}, t("crm.in", { name }))), url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("crm.open", { name })) : null),
      facts.length > 0 ? h("dl.kv", {}, facts.map(([label, value]) => [h("dt", {}, t(label)), h("dd", {}, bdi(value))])) : null);
  }

  function pending(item) {
    const next = item.nextTryAt ? ` ${t("crm.next", { time: short(item.nextTryAt) })}` : "";
    const take = h("button.link.sm", { type: "button" }, t("crm.call-back"));
    take.addEventListener("click", () => callBack(item));
    return h("p", { role: "status" }, h("span.tag.warn", {}, icon("clock"), t("crm.waiting", { name: item.name })), item.reason ? h("span.muted.sm", {}, ` ${reason(item)}${next}`) : null, " ", take);
  }

  async function callBack({ crm, name }) {
    try {
      await api.delete(`${path}?crm=${crm}`);
      toast(t("crm.called-back", { name }));
    } catch (problem) {
      if (problem.slug !== "crm-not-waiting") throw problem;
      toast(t("crm.call-back.late", { name }));
    }
    await load();
  }

  function log(item, activities) {
    const button = (kind, sign) => h("button.btn.outline.small", { type: "button", onclick: () => openActivity(api, path, item, kind).then(made => made && load()) }, icon(sign, "s"), t(`crm.log.${kind}`));
    const rows = activities.map(({ kind, authorName, state, createdAt }) => h("li.row.between", {},
      h("span.grow", {}, icon(SIGNS[kind], "s"), " ", t(`crm.logged.${kind}`, { name: authorName })),
      state === "logged" ? h("time.faint.sm", { datetime: createdAt }, short(createdAt)) : h("span.tag.warn", {}, t(`crm.activity.${state}`))));
    return h("div.stack", {}, h("div.row", {}, button("task", "list-checks"), button("note", "sticky-note")), rows.length > 0 ? h("ul.stack.tight", { "aria-label": t("crm.activities") }, rows) : null);
  }
}

function reason({ reason: why, name }) {
  return t(`crm.reason.${why ?? "unreachable"}`, { name });
}
