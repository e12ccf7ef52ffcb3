import { choice } from "../dom/choice.js";
import { Editor } from "../dom/editor.js";
import { field, select, toggle, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { all } from "../api/all.js";
import { Colour } from "./colour.js";
import { identity } from "./identity.js";
import { Master } from "./master.js";
import { Preview } from "./preview.js";
import { snippet } from "./snippet.js";
import { Websites } from "./websites.js";

const TEXTS = ["greeting", "intro", "welcome", "offline", "privacyUrl"];
const RULES = ["hidden", "optional", "required"];

/** Widgets: who answers, where they run, how they look and what they ask (WI-5). */
export async function show(root, { api }) {
  const [services, agents] = await Promise.all([all(api, "/admin/services"), all(api, "/admin/agents")]);
  const targets = [
    ...services.map(({ id, name }) => [`service ${id}`, name]),
    ...agents.filter(agent => agent.state !== "deactivated").map(({ id, name }) => [`agent ${id}`, t("admin.widgets.agent", { name })]),
  ];
  const master = new Master(root, {
    api,
    path: "/admin/widgets",
    wide: true,
    title: t("admin.widgets"),
    sub: t("admin.widgets.sub"),
    create: t("admin.widgets.new"),
    empty: t("admin.widgets.none"),
    columns: [t("admin.widgets.widget"), t("admin.widgets.answers"), t("admin.state")],
    nameOf: widget => widget.name,
    cells: widget => [
      dot(widget.color),
      widget.serviceName ?? h("span", {}, parts("admin.widgets.agent", { name: h("bdi.one-line", {}, widget.agentName ?? "") })),
      widget.warning === "no-agent" ? h("span.tag.warn", {}, icon("triangle-alert"), t("admin.widgets.no-agent")) : h("span.tag.ok", {}, t("admin.widgets.works")),
    ],
    edit: (widget, list) => editorOf(widget, list, { api, targets }),
  });
  await master.start();
}

const targetOf = widget => (widget.serviceId ? `service ${widget.serviceId}` : `agent ${widget.agentId}`);

function editorOf(widget, list, { api, targets }) {
  const now = { color: "#1f4d3f", side: "end", label: null, locale: null, texts: {}, fields: { name: "required", email: "required", phone: "hidden", consent: null }, websites: [], allowNullOrigin: false, launcher: true, offsetX: 20, offsetY: 20, zIndex: null, seen: true, addPeople: true, files: true, ...widget };
  const colour = new Colour(now.color);
  const websites = new Websites(now.websites, () => editor.touched());
  const text = (name, rows) => field({ name: `texts.${name}`, label: t(`admin.text.${name}`), optional: true, rows, value: now.texts[name] ?? "", hint: t(`admin.text.${name}.hint`) });
  const rule = name => choice({ name: `fields.${name}`, label: t(`admin.field.${name}`), value: now.fields[name], options: RULES.map(one => [one, t(`admin.field.${one}`)]) });
  const group = (title, ...body) => h("fieldset.stack", {}, h("legend", {}, title), body);
  const editor = new Editor({
    title: widget?.name ?? t("admin.widgets.new"),
    sub: widget ? widget.key : t("admin.widgets.new.sub"),
    isNew: widget === null,
    body: [
      widget?.warning === "no-agent" ? h("div.banner.warn", { role: "status" }, icon("triangle-alert", "s"), h("p", {}, t("admin.widgets.no-agent.text"))) : null,
      group(t("admin.widgets.basics"),
        field({ name: "name", label: t("admin.name"), value: widget?.name ?? "", hint: t("admin.widgets.name.hint") }),
        select({ name: "target", label: t("admin.widgets.answers"), options: targets, value: widget ? targetOf(widget) : targets[0]?.[0] }),
        websites.root,
        toggle({ name: "allowNullOrigin", label: t("admin.widgets.null"), hint: t("admin.widgets.null.hint"), checked: now.allowNullOrigin })),
      widget ? snippet(widget) : null,
      widget ? identity(widget, api) : null,
      group(t("admin.widgets.look"), colour.root,
        h("div.form-grid", {}, choice({ name: "side", label: t("admin.widgets.side"), value: now.side, options: [["start", t("admin.widgets.side.start")], ["end", t("admin.widgets.side.end")]] }),
          select({ name: "locale", label: t("account.language"), value: now.locale ?? "", options: [["", t("admin.widgets.locale")], ["en", "English"], ["de", "Deutsch"]] }),
          field({ name: "offsetX", label: t("admin.widgets.offset-x"), type: "number", value: String(now.offsetX), inputmode: "numeric" }),
          field({ name: "offsetY", label: t("admin.widgets.offset-y"), type: "number", value: String(now.offsetY), inputmode: "numeric" })),
        field({ name: "label", label: t("admin.widgets.label"), optional: true, value: now.label ?? "", hint: t("admin.widgets.label.hint") }),
        field({ name: "zIndex", label: t("admin.widgets.z-index"), optional: true, type: "number", value: now.zIndex === null ? "" : String(now.zIndex), hint: t("admin.widgets.z-index.hint") }),
        toggle({ name: "launcher", label: t("admin.widgets.launcher"), hint: t("admin.widgets.launcher.hint"), checked: now.launcher })),
      group(t("admin.widgets.texts"), text("greeting"), text("intro", 2), text("welcome", 3), text("offline", 2), text("privacyUrl")),
      group(t("admin.widgets.form"), rule("name"), rule("email"), rule("phone"), field({ name: "fields.consent", label: t("admin.field.consent"), optional: true, rows: 2, value: now.fields.consent ?? "", hint: t("admin.field.consent.hint") })),
      group(t("admin.widgets.chat"), toggle({ name: "seen", label: t("admin.widgets.seen"), hint: t("admin.widgets.seen.hint"), checked: now.seen }), toggle({ name: "addPeople", label: t("admin.widgets.add-people"), hint: t("admin.widgets.add-people.hint"), checked: now.addPeople }), toggle({ name: "files", label: t("admin.widgets.files"), hint: t("admin.widgets.files.hint"), checked: now.files })),
    ],
    values: form => values(form, colour, websites),
    save: async body => {
      const saved = widget ? await api.patch(`/admin/widgets/${widget.id}`, body, { version: widget.version }) : await api.post("/admin/widgets", body);
      await list.saved(widget?.id ?? saved.id);
    },
    reset: () => list.reset(),
  });
  const preview = new Preview({ api, values: () => editor.values(editor.root) });
  for (const type of ["input", "change"]) editor.root.addEventListener(type, () => preview.changed());
  return {
    root: h("div.beside", {}, editor.root, preview.root),
    get dirty() {
      return editor.dirty;
    },
  };
}

function values(form, colour, websites) {
  const words = name => valueOf(form, name).trim() || null;
  const number = (name, otherwise) => (valueOf(form, name) === "" ? otherwise : Number(valueOf(form, name)));
  const [kind, id] = valueOf(form, "target").split(" ");
  return {
    name: valueOf(form, "name"),
    serviceId: kind === "service" ? id : null,
    agentId: kind === "agent" ? id : null,
    color: colour.value,
    side: valueOf(form, "side"),
    label: words("label"),
    locale: words("locale"),
    texts: Object.fromEntries(TEXTS.map(name => [name, words(`texts.${name}`)])),
    fields: { name: valueOf(form, "fields.name"), email: valueOf(form, "fields.email"), phone: valueOf(form, "fields.phone"), consent: words("fields.consent") },
    websites: websites.value,
    allowNullOrigin: valueOf(form, "allowNullOrigin"),
    launcher: valueOf(form, "launcher"),
    offsetX: number("offsetX", 20),
    offsetY: number("offsetY", 20),
    zIndex: number("zIndex", null),
    seen: valueOf(form, "seen"),
    addPeople: valueOf(form, "addPeople"),
    files: valueOf(form, "files"),
  };
}

/** The widget's colour as a small cell; set through CSSOM, which the content security policy allows. */
function dot(color) {
  const cell = h("span.colour-dot", { "aria-hidden": "true" });
  cell.style.backgroundColor = color ?? "";
  return cell;
}
