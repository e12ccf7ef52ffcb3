import { copyline } from "../dom/copy.js";
import { h, icon } from "../dom/h.js";
import { startPage } from "../shell/start.js";
import { t } from "../text/text.js";
import { hoursEditor } from "./editor.js";
import { signedIn, signIns } from "./sign-ins.js";
import { why } from "./why.js";

/** @type {HTMLElement} */
const root = document.querySelector("[data-hours]");

await startPage(root, async ({ api, me }) => {
  // LC-1: what a Basic licence has not is explained, not shown.
  if (me.licence !== "Standard") {
    root.append(h("div.banner.info", {}, icon("info", "s"), h("p", {}, t("hours.basic"))));
    return;
  }
  const stored = await api.get("/me/availability");
  const asking = why(api, stored.durations);
  root.append(h("div.stack.loose", {}, hoursEditor(api, stored, saved => asking.offer(saved.durations))), h("div.stack.loose", {}, links(me), asking.root, await accounts(api)));
});

async function accounts(api) {
  const [told, buttons] = [signedIn(), await signIns(api)];
  return told || buttons.length > 0
    ? h("section.panel", { "aria-label": t("calendar-sign-in") }, h("header", {}, h("h2", {}, t("calendar-sign-in"))), h("div.body.stack", {}, told, h("div.row", {}, buttons)))
    : null;
}

/** IN-12: both addresses of one agent. */
function links(me) {
  return h("section.panel", { "aria-label": t("hours.links") }, h("header", {}, h("h2", {}, t("hours.links"))),
    h("div.body.stack", {},
      h("p.label", {}, t("hours.links.schedule")), copyline(`${me.link}/schedule`, t("hours.links.schedule.copy")),
      h("p.label", {}, t("hours.links.chat")), copyline(me.link, t("hours.links.chat.copy"))));
}
