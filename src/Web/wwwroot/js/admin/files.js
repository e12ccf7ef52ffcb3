import { Editor } from "../dom/editor.js";
import { field, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { size } from "../files/size.js";
import { t } from "../text/text.js";

/** How large files may be, how many, and how much room there is (FI-1, FI-5). */
export async function show(root, { api }) {
  const state = h("div");
  const place = h("div.narrow");
  root.append(h("div", {}, h("h1", {}, t("admin.files")), h("p.muted.sm", {}, t("admin.files.sub"))), state, place);
  let now = await api.get("/admin/files");
  const paint = () => {
    state.replaceChildren(room(now));
    const editor = new Editor({
      title: t("admin.files.limits"),
      body: [
        number("fileMegabytes", now.fileMegabytes),
        number("guestMegabytesPerDay", now.guestMegabytesPerDay),
        number("guestFilesPerDay", now.guestFilesPerDay),
        number("totalMegabytes", now.totalMegabytes ?? ""),
      ],
      values: form => ({
        fileMegabytes: whole(form, "fileMegabytes"),
        guestMegabytesPerDay: whole(form, "guestMegabytesPerDay"),
        guestFilesPerDay: whole(form, "guestFilesPerDay"),
        totalMegabytes: whole(form, "totalMegabytes") ?? 0,
      }),
      save: async values => {
        now = await api.patch("/admin/files", values);
        state.replaceChildren(room(now));
      },
      reset: paint,
    });
    place.replaceChildren(editor.root);
  };
  paint();
}

const number = (name, value) => field({ name, label: t(`admin.files.${name}`), hint: t(`admin.files.${name}.hint`), value: String(value), inputmode: "numeric", optional: name === "totalMegabytes" });

/** An empty field is no number: for the total that means none, elsewhere the server keeps what it has. */
function whole(form, name) {
  const typed = valueOf(form, name).trim();
  return typed === "" ? null : Number(typed);
}

/** What lies there; in words and colour where it is getting little. @param {any} files */
function room({ usedBytes, freeBytes, totalMegabytes, state }) {
  const facts = [t("admin.files.used", { size: size(usedBytes) }), totalMegabytes ? t("admin.files.of", { size: size(totalMegabytes * 1024 * 1024) }) : null, freeBytes === null ? null : t("admin.files.free", { size: size(freeBytes) })];
  return h("div", { class: state === "enough" ? "" : "banner warn", role: state === "enough" ? null : "status" }, state === "enough" ? null : icon("triangle-alert", "s"), h("p.grow", {}, [state === "enough" ? null : t(`admin.files.${state}`), ...facts].filter(Boolean).join(" ")));
}

/** On every page of the administration, before anybody is refused. @param {HTMLElement} root @param {any} api */
export async function warn(root, api) {
  const { state } = await api.get("/admin/files");
  if (state !== "enough") root.prepend(h("p.banner.warn", { role: "status" }, icon("triangle-alert", "s"), h("span.grow", {}, t(`admin.files.${state}`)), h("a.btn.outline.small", { href: "/admin/files" }, t("admin.files"))));
}
