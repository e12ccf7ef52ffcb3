import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

let shown = false;

/** The session ended: a calm page over this one. What was typed is kept in this browser and is there after signing in. */
export function showSignedOut() {
  if (shown) return;
  shown = true;
  const back = `/signin?returnUrl=${encodeURIComponent(location.pathname + location.search)}`;
  const dialog = h("dialog.pop.dialog.signed-out", { "aria-labelledby": "signed-out" },
    h("div.empty", {}, icon("lock"), h("h2", { id: "signed-out" }, t("signed-out.title")), h("p", {}, t("signed-out.text")), h("a.btn.primary", { href: back, autofocus: true }, t("signed-out.link"))));
  dialog.addEventListener("cancel", event => event.preventDefault());
  document.querySelectorAll("dialog[open]").forEach(open => open !== dialog && open.close());
  document.body.append(dialog);
  dialog.showModal();
}
