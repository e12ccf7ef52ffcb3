import { h, icon } from "../dom/h.js";
import { startPage } from "../shell/start.js";
import { t } from "../text/text.js";
import { calendars } from "./calendars.js";
import { hoursEditor } from "./editor.js";
import { feed } from "./feed.js";
import { links } from "./links.js";
import { why } from "./why.js";

/** @type {HTMLElement} */
const root = document.querySelector("[data-hours]");

await startPage(root, async ({ api, me }) => {
  // LC-1: what a Basic licence has not is explained, not shown.
  if (me.licence !== "Standard") {
    root.append(h("div.banner.info", {}, icon("info", "s"), h("p", {}, t("hours.basic"))));
    return;
  }
  const [stored, connected] = await Promise.all([api.get("/me/availability"), api.get("/me/calendars")]);
  const asking = why(api, stored.durations);
  root.append(h("div.stack.loose", {}, hoursEditor(api, stored, saved => asking.offer(saved.durations))), h("div.stack.loose", {}, links(me), calendars(api, connected.items), await feed(api), asking.root));
});
