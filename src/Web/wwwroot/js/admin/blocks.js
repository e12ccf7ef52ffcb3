import { h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { showProblem } from "../dom/form.js";
import { t } from "../text/text.js";
import { full, short } from "../text/when.js";
import { Master } from "./master.js";

/** Everybody who is shut out, by whom and by what; let in again here (SP-2). */
export async function show(root, { api }) {
  const kinds = ({ email, networkUntil }) => [t("admin.blocks.session"), email ? t("admin.blocks.email") : null, networkUntil ? t("admin.blocks.network", { time: short(networkUntil) }) : null].filter(Boolean);
  const master = new Master(root, {
    api,
    path: "/admin/blocks",
    title: t("admin.blocks"),
    sub: t("admin.blocks.sub"),
    empty: t("admin.blocks.none"),
    columns: [t("guest"), t("admin.blocks.by-what"), t("admin.blocks.by"), t("admin.blocks.when")],
    nameOf: block => block.guest.name,
    cells: block => [
      icon("ban", "s"),
      h("span.row.wrap", {}, kinds(block).map(kind => h("span.tag", {}, kind)), block.spam ? h("span.tag.bad", {}, t("spam")) : null),
      h("span", { dir: "auto" }, block.blockedBy.name),
      h("time", { datetime: block.blockedAt, title: full(block.blockedAt) }, short(block.blockedAt)),
    ],
    edit: (block, list) => (block ? view(block, list) : null),
  });

  function view(block, list) {
    const { guest, blockedBy, blockedAt, networkUntil } = block;
    const lift = h("button.btn.outline", { type: "button" }, t("action.unblock"));
    const panel = h("section.panel", { "aria-label": guest.name }, h("header", {}, h("h2.grow", { dir: "auto" }, guest.name)),
      h("div.body.stack", {},
        h("dl.kv", {},
          guest.email ? [h("dt", {}, t("profile.email")), h("dd", {}, guest.email)] : null,
          h("dt", {}, t("admin.blocks.by-what")), h("dd", {}, [t("admin.blocks.session"), block.email ? t("admin.blocks.email") : null].filter(Boolean).join(", ")),
          networkUntil ? [h("dt", {}, t("admin.blocks.network-until")), h("dd", {}, full(networkUntil))] : null,
          h("dt", {}, t("admin.blocks.by")), h("dd", { dir: "auto" }, blockedBy.name),
          h("dt", {}, t("admin.blocks.when")), h("dd", {}, full(blockedAt))),
        block.spam ? h("p.hint", {}, icon("info", "s"), h("span", {}, t("admin.blocks.spam"))) : null),
      h("footer", {}, lift));
    lift.addEventListener("click", async () => {
      try {
        await api.delete(`/admin/blocks/${block.id}`);
        await list.removed();
        toast(t("unblock.done", { name: guest.name }));
      } catch (problem) {
        // Somebody else was quicker: it is gone all the same.
        if (problem.status !== 404) return showProblem(panel, problem);
        await list.removed();
      }
    });
    return { root: panel, dirty: false };
  }

  await master.start();
}
