import { h, icon } from "../dom/h.js";
import { startPage } from "../shell/start.js";
import { t } from "../text/text.js";
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
  const stored = await api.get("/me/availability");
  const asking = why(api, stored.durations);
  root.append(h("div.stack.loose", {}, hoursEditor(api, stored, saved => asking.offer(saved.durations))), h("div.stack.loose", {}, links(me), await feed(api), asking.root));
});
