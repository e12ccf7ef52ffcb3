import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

export const empty = () => h("div.empty", {}, icon("calendar-days"), h("h2", {}, t("meetings.none")), h("p", {}, t("meetings.none.text")));

export const failed = (problem, again) =>
  h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("meetings.failed")), h("p", {}, problem.message),
    h("button.btn.outline", { type: "button", onclick: again }, icon("rotate-cw", "s"), t("try-again")));

export const offline = () => h("div.banner.warn", { role: "status" }, icon("wifi-off", "s"), h("p.grow", {}, t("meetings.offline")));

export const basic = () => h("p.banner.info", {}, icon("info", "s"), t("hours.basic"));
