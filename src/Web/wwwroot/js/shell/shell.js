import { openShortcuts } from "../dialogs/shortcuts.js";
import { avatar, avatarOf } from "../dom/avatar.js";
import { h, hiddenText } from "../dom/h.js";
import { t } from "../text/text.js";
import { useZone } from "../text/when.js";

const title = document.title;

/** What every page of an agent shares: the rail, the theme, the language, the zone and the count in the tab's title. */
export function startShell(me) {
  useZone(me.timeZone);
  applyTheme(me.settings.theme);
  for (const link of document.querySelectorAll("[data-administrator]")) link.hidden = !me.administrator;
  for (const link of document.querySelectorAll(".rail [data-account]")) {
    link.title = me.name;
    link.replaceChildren(me.avatar ? avatar(me.avatar, "sm") : avatarOf({ id: me.id, name: me.name, kind: "agent" }, "sm"), hiddenText(`${t("nav.account")}: ${me.name}`));
  }
  for (const button of document.querySelectorAll("[data-shortcuts]")) button.addEventListener("click", () => openShortcuts(me.settings.shortcuts));
}

/** @param {"light" | "dark" | null} theme null: as the system. Kept here too, so that the first frame of the next page is right. */
export function applyTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  try {
    localStorage.setItem("xbees.theme", theme ?? "");
  } catch (error) {
    // Storage refused: the next page starts as the system is, and turns when the account is known.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Unread in the rail, the tab bar and the tab's title. @param {number} count */
export function showUnread(count) {
  const text = count > 99 ? "99+" : String(count);
  for (const place of document.querySelectorAll("[data-unread]")) {
    place.replaceChildren(...(count === 0 ? [] : [h("span.badge", { "aria-hidden": "true" }, text), hiddenText(`, ${t("row.unread", { count })}`)]));
  }
  const base = document.body.dataset.title ?? title;
  document.title = count === 0 ? base : `(${text}) ${base}`;
}
