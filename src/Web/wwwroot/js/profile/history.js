import { bdi, h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { full, short } from "../text/when.js";

const SIGNS = { changed: "pencil", proven: "badge-check", blocked: "ban", unblocked: "ban", merged: "users", "merge-undone": "users" };

/** Who changed what of a guest, the newest first. @param {any} api @param {any} guest */
export function guestHistory(api, guest) {
  const list = h("ul.log", { "aria-label": t("profile.tab.history") });
  const state = h("div", { "aria-live": "polite" });
  const place = h("div.stack", {}, list, state);
  let next = "";
  load();
  return place;

  async function load() {
    state.setAttribute("aria-busy", "true");
    try {
      const page = await api.get(`/guests/${guest.id}/history?limit=50${next ? `&after=${encodeURIComponent(next)}` : ""}`);
      next = page.next;
      const first = page.items.map(one);
      list.append(...first);
      list.hidden = list.childElementCount === 0;
      state.replaceChildren(list.hidden ? h("p.muted.sm", {}, t("history.none")) : next ? h("button.btn.outline.small", { type: "button", onclick: load }, t("history.more")) : "");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      state.replaceChildren(h("p.msg-error", { role: "alert" }, icon("circle-alert", "s"), h("span", {}, t("history.failed"))), h("button.btn.outline.small", { type: "button", onclick: load }, icon("rotate-cw", "s"), t("try-again")));
    }
    state.removeAttribute("aria-busy");
  }

  function one({ kind, at, by, field, before, after, other }) {
    return h("li", {}, icon(SIGNS[kind], "s"),
      h("span", {}, kind === "changed" ? change(field, before, after) : parts(`history.${kind}`, { other: bdi(other?.name ?? "") }), h("br"),
        h("small.faint", {}, parts(by.kind === "guest" ? "history.by.guest" : "history.by", { name: bdi(by.name) }))),
      h("time.faint", { datetime: at, title: full(at) }, short(at)));
  }

  function change(field, before, after) {
    const label = t(`profile.${field}`);
    if (before === null) return parts("history.set", { field: label, after: bdi(after) });
    if (after === null) return parts("history.cleared", { field: label, before: bdi(before) });
    return parts("history.changed", { field: label, before: bdi(before), after: bdi(after) });
  }
}
