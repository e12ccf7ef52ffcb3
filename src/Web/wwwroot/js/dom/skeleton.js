import { h } from "./h.js";

/** Where rows will be. @param {number} [rows] */
export function skeleton(rows = 4) {
  const line = () => h("div.skel-conv", {}, h("span.skel.disc"), h("div", {}, h("span.skel.w1"), h("span.skel.w2"), h("span.skel.w3")));
  return h("div", { "aria-hidden": "true" }, Array.from({ length: rows }, line));
}
