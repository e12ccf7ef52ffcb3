import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/**
 * Whether the owner's link opens the chat, tried from this browser as a guest's would: nothing is fetched by the server, so no address
 * inside its network can be asked for by way of it.
 * @param {string} address the link as guests get it
 */
export function linkTest(address) {
  const said = h("p.hint", { role: "status" });
  const say = (sign, text, good = false) => {
    said.className = good ? "msg-ok" : "hint";
    said.replaceChildren(icon(sign, "s"), h("span", {}, text));
  };
  const run = async () => {
    const { origin } = new URL(address);
    // Our pages may call our own address alone.
    if (origin !== location.origin) return say("info", t("admin.link-test.elsewhere", { here: location.origin, there: origin }));
    button.setAttribute("aria-busy", "true");
    const answer = await fetch(address, { credentials: "omit", cache: "no-store" }).catch(() => null);
    button.removeAttribute("aria-busy");
    if (answer === null) return say("wifi-off", t("admin.link-test.away"));
    if (answer.ok) return say("check", t("admin.link-test.opens"), true);
    return say("circle-alert", t("admin.link-test.closed", { status: answer.status }));
  };
  const button = h("button.btn.outline.small", { type: "button", onclick: run }, t("admin.link-test"));
  return h("div.row.wrap", {}, button, said);
}
