import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { isEmpty } from "./filter.js";

/** @param {string} view @param {import("./filter.js").Filter} filter @param {any} context me, address */
export function empty(view, filter, { me, address }) {
  if (!isEmpty(filter)) {
    const clear = h("button.btn.outline", { type: "button", onclick: () => address.go({ filter: {}, pane: address.pane }) }, icon("x", "s"), t("filter.clear"));
    return h("div.empty", {}, icon("inbox"), h("h2", {}, t("empty.title.filtered")), h("p", {}, t("empty.text.filtered")), clear);
  }
  const text = key => t(`${key}.${view}`);
  const copy = () => navigator.clipboard.writeText(me.link).then(() => (button.lastChild.textContent = t("copied")));
  const button = h("button.btn.outline", { type: "button", onclick: copy }, icon("link", "s"), h("span", {}, t("empty.copy")));
  return h("div.empty", {}, icon("inbox"), h("h2", {}, text("empty.title")), h("p", {}, text("empty.text")), view === "all" && me.link ? button : null);
}

/** @param {any} problem @param {() => void} again */
export function failed(problem, again) {
  const button = h("button.btn.outline", { type: "button", onclick: again }, icon("rotate-cw", "s"), t("try-again"));
  return h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("list.failed")), h("p", {}, t(problem.status === 0 ? "failed.network" : "failed.server")), button);
}
