import { copy } from "../dom/copy.js";
import { h, hiddenText, icon, word } from "../dom/h.js";
import { t } from "../text/text.js";
import { day } from "../text/when.js";
import { addDays, monday } from "./days.js";

/** Which week, and what else there is. @param {{me: any, title: any, cancelled: any, week: () => string, go: (week: string) => void, book: () => void}} options */
export function head({ me, title, cancelled, week, go, book }) {
  const step = (name, text, days) => h("button.btn.icon", { type: "button", title: text, onclick: () => go(addDays(week(), days)) }, icon(name, "flip"), hiddenText(text));
  return h("header.page-head", {},
    h("h1", {}, t("nav.meetings")),
    h("div.row", {},
      step("chevron-left", t("meetings.earlier"), -7),
      h("button.btn.outline", { type: "button", onclick: () => go(monday(day(Date.now()))) }, t("meetings.this-week")),
      step("chevron-right", t("meetings.later"), 7)),
    title,
    cancelled,
    me.licence === "Standard" && me.link ? h("button.btn.outline", { type: "button", title: t("meetings.copy"), onclick: () => copy(`${me.link}/schedule`) }, icon("link", "s"), word(t("meetings.copy"))) : null,
    h("a.btn.outline", { href: "/settings/meetings", title: t("hours.title") }, icon("sliders-horizontal", "s"), word(t("hours.title"))),
    me.licence === "Standard" ? h("button.btn.primary", { type: "button", title: `${t("schedule")} (e)`, onclick: book }, icon("plus", "s"), word(t("schedule"))) : null);
}
