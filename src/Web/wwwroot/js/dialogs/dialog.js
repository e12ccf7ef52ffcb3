import { h, hiddenText, icon } from "../dom/h.js";
import { clearErrors, showProblem } from "../dom/form.js";
import { t } from "../text/text.js";

/**
 * A dialog with a form: it takes the focus, keeps it, Esc closes and gives it back (the platform's `showModal`). `run` may throw a
 * Problem, which is shown at its field with everything typed still there; what it returns closes the dialog.
 * @param {{title: string, body: any[], submit: string, busy?: string, danger?: boolean, alert?: boolean, cancel?: string, run: (form: HTMLFormElement) => Promise<any>}} options
 * @returns {Promise<any>} what `run` returned, or null
 */
export function openDialog({ title, body, submit, busy, danger = false, alert = false, cancel = t("cancel"), run }) {
  const heading = h("h2", { id: "dialog-title", class: "grow" }, title);
  const close = h("button.btn.icon.small", { type: "button", title: t("close.title") }, icon("x"), hiddenText(t("close")));
  const label = h("span", {}, submit);
  const go = h("button.btn", { type: "submit", class: danger ? "danger" : "primary" }, label);
  const stop = h("button.btn", { type: "button" }, cancel);
  const problem = h("div", { "data-problem": "" });
  const form = h("form", { novalidate: true }, h("div.row", {}, heading, alert ? null : close), h("div.stack", {}, body), problem, h("div.row.end", {}, stop, go));
  const dialog = h("dialog.pop.dialog", { "aria-labelledby": "dialog-title", role: alert ? "alertdialog" : null }, form);
  document.body.append(dialog);
  return new Promise(resolve => {
    let result = null;
    for (const button of [close, stop]) button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => (dialog.remove(), resolve(result)));
    dialog.addEventListener("click", event => event.target === dialog && event.detail > 0 && outside(dialog, event) && dialog.close());
    form.addEventListener("submit", async event => {
      event.preventDefault();
      if (go.getAttribute("aria-busy") === "true") return;
      clearErrors(form);
      working(go, label, busy ?? submit, true);
      try {
        result = (await run(form)) ?? true;
        dialog.close();
      } catch (failure) {
        showProblem(form, failure);
      } finally {
        working(go, label, submit, false);
      }
    });
    dialog.addEventListener("problem", event => showProblem(form, /** @type {CustomEvent} */ (event).detail), true);
    dialog.showModal();
    (form.querySelector("[autofocus], input:not([type=checkbox]), textarea, select") ?? stop).focus();
  });
}

function working(button, label, text, on) {
  button.setAttribute("aria-busy", String(on));
  button.querySelector(".spin")?.remove();
  label.textContent = text;
  if (on) button.prepend(icon("loader-circle", "s spin"));
}

function outside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
