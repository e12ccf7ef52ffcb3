import { Api } from "../api/api.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { Keyboard } from "./keyboard.js";
import { startShell } from "./shell.js";
import { showSignedOut } from "./signed-out.js";

/**
 * Starts a page beside the inbox: who I am, then the page; a failure says what failed and offers the way out.
 * @param {HTMLElement} root @param {(context: {api: Api, me: any, keys: Record<string, () => void>}) => Promise<void>} show `keys`: where the page puts its own
 */
export async function startPage(root, show) {
  const api = new Api();
  api.addEventListener("signed-out", showSignedOut);
  try {
    const me = await api.me();
    startShell(me);
    /** @type {Record<string, () => void>} */
    const keys = {};
    new Keyboard(me, keys);
    await show({ api, me, keys });
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    if (problem.status === 401) return;
    const again = h("button.btn.outline", { type: "button", onclick: () => location.reload() }, icon("rotate-cw", "s"), t("try-again"));
    root.replaceChildren(h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("page.failed")), h("p", {}, problem.message), again));
  } finally {
    root.removeAttribute("aria-busy");
  }
}
