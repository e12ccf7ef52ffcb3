import { h, hiddenText, icon } from "../dom/h.js";
import { t } from "../text/text.js";

/**
 * Ways for files to come in: a button, the camera of a phone, dropping and pasting (FI-1).
 * @param {HTMLElement} area where files can be dropped @param {HTMLElement} field where they can be pasted @param {(files: File[]) => void} take
 */
export function choosing(area, field, take) {
  const any = h("input", { type: "file", multiple: true, hidden: true, "aria-label": t("attach"), tabindex: "-1" });
  const photo = h("input", { type: "file", accept: "image/*", capture: "environment", hidden: true, "aria-label": t("attach.camera"), tabindex: "-1" });
  for (const input of [any, photo]) {
    input.addEventListener("change", () => {
      take([...(input.files ?? [])]);
      // The same file again is a choice, too.
      input.value = "";
      field.focus();
    });
  }
  const button = h("button.btn.icon", { type: "button", title: t("attach"), onclick: () => any.click() }, icon("paperclip"), hiddenText(t("attach")));
  const camera = h("button.btn.icon.camera", { type: "button", title: t("attach.camera"), onclick: () => photo.click() }, icon("camera"), hiddenText(t("attach.camera")));
  field.addEventListener("paste", event => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Text that came with a picture of it, as from a table, is pasted as text.
    if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    take(files);
  });
  dropping(area, take);
  return { nodes: [button, camera, any, photo], button, camera };
}

function dropping(area, take) {
  const hint = h("div.dropping", { hidden: true, "aria-hidden": "true" }, icon("paperclip"), t("attach.drop"));
  area.append(hint);
  const brings = event => event.dataTransfer?.types.includes("Files");
  let over = 0;
  const show = on => (hint.hidden = !on);
  area.addEventListener("dragenter", event => brings(event) && (over++, show(true)));
  area.addEventListener("dragleave", event => brings(event) && --over <= 0 && ((over = 0), show(false)));
  area.addEventListener("dragover", event => brings(event) && event.preventDefault());
  area.addEventListener("drop", event => {
    if (!brings(event)) return;
    event.preventDefault();
    over = 0;
    show(false);
    take([...event.dataTransfer.files]);
  });
}
