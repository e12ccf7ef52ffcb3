import { copyButton } from "../dom/copy.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { linkTest } from "./link-test.js";

/** What the owner puts into the website, and what a strict content security policy there must name. */
export function snippet(widget) {
  const host = document.querySelector("meta[name=xbees-base]")?.getAttribute("content") ?? location.origin;
  const attributes = [["data-widget", widget.key], ["data-color", widget.color], ["data-side", widget.side === "start" ? "start" : null], ["data-label", widget.label]].filter(([, value]) => value);
  const escape = value => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const line = `<script async src="${host}/widget.js"${attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("")}></script>`;
  const policy = `script-src ${host}; connect-src ${host}; img-src ${host}`;
  const plain = `${host}/w/${widget.key}`;
  return h("fieldset.stack", {}, h("legend", {}, t("admin.snippet")),
    code(line, t("admin.snippet.copy")),
    h("p.label", {}, t("admin.snippet.csp")),
    code(policy, t("admin.snippet.csp.copy")),
    h("p.hint", {}, icon("shield-check", "s"), h("span", {}, t("admin.snippet.csp.hint"))),
    h("p.label", {}, t("admin.snippet.plain")),
    code(plain, t("admin.snippet.plain.copy")),
    linkTest(plain));
}

function code(text, label) {
  return h("div.code-line", {}, h("code.code", { dir: "ltr", tabindex: "0" }, text), copyButton(() => text, label));
}
