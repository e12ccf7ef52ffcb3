import { h } from "../dom/h.js";
import { t } from "../text/text.js";

export const TABS = ["overview", "crm", "phonebook", "history"];

/** The tabs of a profile: one stop of the keyboard, arrows go on within. @param {string} chosen @param {(tab: string) => void} choose */
export function paintTabs(chosen, choose) {
  const list = h("div.tabs", { role: "tablist", "aria-label": t("profile.tabs") }, TABS.map(tab =>
    h("button", { type: "button", role: "tab", id: `profile-${tab}`, "data-focus": `tab ${tab}`, "data-tab": tab, "aria-selected": String(tab === chosen), "aria-controls": tab === chosen ? "profile-panel" : null, tabindex: tab === chosen ? "0" : "-1", onclick: () => choose(tab) }, t(`profile.tab.${tab}`))));
  list.addEventListener("keydown", event => {
    const next = beside(event.key, getComputedStyle(list).direction === "rtl");
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    list.querySelector(`[data-tab=${next}]`).focus();
    choose(next);
  });
  return list;

  function beside(key, rtl) {
    if (key === "Home") return TABS[0];
    if (key === "End") return TABS[TABS.length - 1];
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
    return step && TABS[(TABS.indexOf(chosen) + step + TABS.length) % TABS.length];
  }
}
