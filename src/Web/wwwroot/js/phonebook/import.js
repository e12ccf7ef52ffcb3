import { Problem } from "../api/problem.js";
import { clearErrors, field, select, showProblem, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";

const FIELDS = ["name", "givenName", "familyName", "company", "jobTitle", "email", "workPhone", "mobilePhone", "homePhone", "note"];
const ENCODINGS = ["utf-8", "utf-16", "utf-16BE", "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254"];
const DELIMITERS = [",", ";", "\t", "|"];
const PAUSE = 700;

/** PB-6: a file is chosen, shown, taken over; what was not taken comes back as a file. @param {any} api @param {() => Promise<any>} changed */
export function importPanel(api, changed) {
  const place = h("div.body.stack");
  const panel = h("section.panel", { "aria-label": t("phonebook.import") }, h("header", {}, h("div.grow", {}, h("h2", {}, t("phonebook.import")), h("p.faint.sm", {}, t("phonebook.import.sub")))), place);
  choose();
  return panel;

  function choose() {
    const file = h("input.input", { type: "file", accept: ".csv,.txt,.vcf,text/csv,text/vcard" });
    step(t("phonebook.import.look"), [
      field({ name: "file", label: t("phonebook.import.file"), control: file }),
      select({ name: "phonebook", label: t("phonebook.book"), options: [["shared", t("phonebook.shared")], ["personal", t("phonebook.personal")]] }),
    ], async form => look(file.files[0], valueOf(form, "phonebook"), {}));
  }

  async function look(file, phonebook, reading) {
    const preview = await send(api, "/contacts/import/preview", file, reading);
    const isTable = preview.format === "csv";
    const now = form => ({
      encoding: valueOf(form, "encoding"),
      ...(isTable ? { delimiter: valueOf(form, "delimiter"), columns: preview.columns.map((_, at) => valueOf(form, `column${at}`)).join(",") } : {}),
    });
    const again = name => form => form.querySelector(`[data-name=${name}]`).addEventListener("change", () => look(file, phonebook, { encoding: valueOf(form, "encoding"), ...(isTable ? { delimiter: valueOf(form, "delimiter") } : {}) }).catch(problem => showProblem(form, problem)));
    const form = step(t("phonebook.import.go"), [
      select({ name: "encoding", label: t("phonebook.import.encoding"), value: preview.encoding, options: ENCODINGS.map(name => [name, name]) }),
      isTable ? select({ name: "delimiter", label: t("phonebook.import.delimiter"), value: preview.delimiter, options: DELIMITERS.map(sign => [sign, t(`phonebook.import.delimiter.${DELIMITERS.indexOf(sign)}`)]) }) : null,
      h("p.muted.sm", {}, t("phonebook.import.preview")),
      table(preview, isTable),
    ], async form => run(await send(api, "/contacts/import", file, { ...now(form), phonebook })));
    for (const bind of [again("encoding"), ...(isTable ? [again("delimiter")] : [])]) bind(form);
  }

  async function run(begun) {
    const bar = h("progress", { max: begun.total || 1, "aria-label": t("phonebook.import.running") });
    const line = h("p", { role: "status" });
    place.replaceChildren(line, bar);
    let now = begun;
    const paint = () => {
      bar.value = now.done;
      line.textContent = t("phonebook.import.progress", { done: now.done, total: now.total });
    };
    for (paint(); now.state === "running"; paint()) {
      await new Promise(resolve => setTimeout(resolve, PAUSE));
      now = await api.get(`/contacts/imports/${begun.id}`);
    }
    place.replaceChildren(
      h("p", { role: "status" }, icon("check", "s"), " ", t("phonebook.import.done", { added: now.added, known: now.known, refused: now.refused })),
      now.refused > 0 ? h("a.btn.outline", { href: `/api/v1/contacts/imports/${now.id}/refused`, download: "" }, icon("download", "s"), t("phonebook.import.refused")) : null,
      h("div.row", {}, h("button.btn", { type: "button", onclick: choose }, t("phonebook.import.another"))));
    await changed();
  }

  function step(text, body, then) {
    const go = h("button.btn.primary", { type: "submit" }, text);
    const form = h("form.stack", { novalidate: true }, body, h("div", { "data-problem": "" }), h("div.row.end", {}, go));
    form.addEventListener("submit", async event => {
      event.preventDefault();
      if (go.disabled) return;
      clearErrors(form);
      go.disabled = true;
      try {
        await then(form);
      } catch (problem) {
        showProblem(form, problem);
      } finally {
        go.disabled = false;
      }
    });
    place.replaceChildren(form);
    return form;
  }
}

function table(preview, mapped) {
  const heads = preview.columns.map(({ header, field: name }, at) => h("th", { scope: "col" }, h("span", { dir: "auto" }, header),
    mapped ? select({ name: `column${at}`, label: t("phonebook.import.column", { header }), value: name ?? "", options: [["", t("phonebook.import.left-out")], ...FIELDS.map(one => [one, t(`phonebook.field.${one}`)])] }) : null));
  const rows = preview.rows.map(row => h("tr", {}, row.problem ? h("td", { colspan: preview.columns.length }, h("span.tag.warn", {}, row.problem)) : row.cells.map(cell => h("td", { dir: "auto" }, cell))));
  return h("div.import-columns", { tabindex: "0", role: "region", "aria-label": t("phonebook.import.preview") }, h("table.table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)));
}

async function send(api, path, file, reading) {
  const form = new FormData();
  form.append("file", file ?? new Blob([]), file?.name ?? "contacts");
  for (const [name, value] of Object.entries(reading)) form.append(name, value);
  const response = await fetch(`/api/v1${path}`, { method: "POST", headers: { accept: "application/json", "x-xbees-antiforgery": api.antiforgery }, body: form, cache: "no-store" }).catch(() => {
    throw Problem.network();
  });
  if (!response.ok) throw await Problem.from(response);
  return response.json();
}
