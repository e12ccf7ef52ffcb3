import { t } from "../text/text.js";
import { h, icon } from "./h.js";

let count = 0;

/**
 * A labelled field. `name` is the API's name of it, under which errors find it.
 * @param {{name: string, label: string, hint?: string, optional?: boolean, rows?: number, control?: any} & Record<string, any>} options
 */
export function field({ name, label, hint, optional, rows, control, ...props }) {
  const id = `f${++count}`;
  const input = control ?? (rows ? h("textarea.input", { rows, dir: "auto" }) : h("input.input", { type: "text", dir: props.type ? null : "auto" }));
  input.id = id;
  input.dataset.name = name;
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (key === "value") input.value = value;
    else input.setAttribute(key, value === true ? "" : String(value));
  }
  if (hint) input.setAttribute("aria-describedby", `${id}h`);
  return h("div.field", { "data-field": name },
    h("label", { for: id }, label, optional ? [" ", h("span.opt", {}, t("optional"))] : null),
    input,
    hint ? h("p.hint", { id: `${id}h` }, hint) : null);
}

/** A setting with its switch. @param {{name: string, label: string, hint?: string, checked?: boolean, disabled?: boolean} & Record<string, any>} options */
export function toggle({ name, label, hint, checked, ...props }) {
  return h("label.setting", {}, h("span", {}, h("span.label", {}, label), hint ? [h("br"), h("small.faint", {}, hint)] : null),
    h("input.switch", { type: "checkbox", role: "switch", "data-name": name, checked, ...props }));
}

/** A choice of a few. @param {{name: string, label: string, options: string[][], value?: string, hint?: string}} options */
export function select({ options, value, ...rest }) {
  const control = h("select.input", {}, options.map(([key, text]) => h("option", { value: key, selected: key === (value ?? "") }, text)));
  return field({ ...rest, control });
}

/** The value of a named control inside a form. */
export function valueOf(form, name) {
  const control = form.querySelector(`[data-name="${name}"]`);
  return control.type === "checkbox" ? control.checked : control.value;
}

export function clearErrors(form) {
  for (const error of form.querySelectorAll("[data-error]")) error.remove();
  for (const bad of form.querySelectorAll(".field.error")) bad.classList.remove("error");
  for (const bad of form.querySelectorAll("[aria-invalid]")) {
    bad.removeAttribute("aria-invalid");
    const rest = (bad.getAttribute("aria-describedby") ?? "").split(" ").filter(id => id && !id.endsWith("e")).join(" ");
    if (rest) bad.setAttribute("aria-describedby", rest);
    else bad.removeAttribute("aria-describedby");
  }
}

/** A refusal at its fields, and what belongs to none in one line; anything that is no Problem goes on. */
export function showProblem(form, problem) {
  if (problem.status === undefined) throw problem;
  const rest = [];
  let first = null;
  for (const [name, texts] of Object.entries(problem.errors)) {
    const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`) ?? form.querySelector(`[data-field="${CSS.escape(name.split(/[.[]/)[0])}"]`);
    if (place) first ??= showError(place, texts.join(" "));
    else rest.push(...texts);
  }
  if (!first && rest.length === 0) rest.push(problem.message);
  if (rest.length > 0) {
    const line = h("p.msg-error", { "data-error": "", role: "alert" }, icon("circle-alert", "s"), rest.join(" "));
    (form.querySelector("[data-problem]") ?? form).append(line);
  }
  first?.focus();
}

/** @param {HTMLElement} place @param {string} text */
export function showError(place, text) {
  const control = place.querySelector("[data-name], input, textarea, select");
  const id = `${control.id || `f${++count}`}e`;
  place.classList.add("error");
  place.append(h("p.msg-error", { "data-error": "", id, role: "alert" }, icon("circle-alert", "s"), h("span", {}, text)));
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  return control;
}
