import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/** A dialog that only shows. @param {{title: string, body: any[]}} options */
export function openNote({ title, body }) {
  const close = h("button.btn.icon.small", { type: "button", title: t("close.title") }, icon("x"), hiddenText(t("close")));
  const dialog = h("dialog.pop.dialog", { "aria-labelledby": "note-title" }, h("div.row", {}, h("h2", { id: "note-title", class: "grow" }, title), close), body);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
