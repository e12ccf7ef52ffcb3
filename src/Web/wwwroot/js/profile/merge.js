import { Problem } from "../api/problem.js";
import { openDialog } from "../dialogs/dialog.js";
import { avatar } from "../dom/avatar.js";
import { bdi, h, icon } from "../dom/h.js";
import { uuid } from "../dom/uuid.js";
import { parts, t } from "../text/text.js";

const PAUSE = 200;

/** GU-10: who it is, what becomes of both, and then the merge. @returns {Promise<any>} the guest, or null */
export async function openMerge(api, guest) {
  const preview = await choose(api, guest);
  return preview ? confirm(api, guest, preview) : null;
}

function choose(api, guest) {
  const known = new Set([guest.id, ...guest.merged.map(({ guestId }) => guestId)]);
  const input = h("input.input", { type: "search", id: "merge-search", autocomplete: "off", spellcheck: "false", maxlength: 200, "aria-describedby": "merge-hint" });
  const found = h("div.whom", { role: "radiogroup", "aria-label": t("merge.found") });
  const count = h("p.muted.sm", { role: "status" });
  let waiting = 0;
  let turn = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, PAUSE);
  });
  input.value = guest.givenName ?? "";
  if (input.value !== "") look();
  return openDialog({
    title: t("merge.title", { name: guest.name }),
    submit: t("merge.next"),
    body: [
      h("div.field", { "data-field": "guestId" }, h("label", { for: "merge-search" }, t("merge.search")), input, h("p.hint", { id: "merge-hint" }, t("merge.hint"))),
      found, count,
    ],
    run: async () => {
      const chosen = /** @type {HTMLInputElement | null} */ (found.querySelector("input:checked"));
      if (!chosen) throw new Problem(422, { errors: { guestId: [t("merge.nobody")] } });
      return api.get(`/guests/${guest.id}/merge/preview?guestId=${encodeURIComponent(chosen.value)}`);
    },
  });

  async function look() {
    const mine = ++turn;
    const typed = input.value.trim();
    if (typed === "") return show([], "");
    try {
      const { items } = await api.get(`/guests?q=${encodeURIComponent(typed)}&limit=20`);
      if (mine !== turn) return;
      const others = items.filter(({ id }) => !known.has(id));
      show(others, t("search.found", { count: others.length }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (mine === turn) show([], problem.message);
    }
  }

  function show(items, words) {
    found.replaceChildren(...items.map(one => h("label", {}, h("input", { type: "radio", name: "other", value: one.id }), avatar(one.avatar, "sm"),
      h("span.grow", {}, bdi(one.name), h("br"), h("small.faint", {}, one.email ? bdi(one.email) : t("merge.no-email"), one.phone ? [" · ", bdi(one.phone)] : null)),
      one.email ? h("span.tag", { class: one.emailProven ? "ok" : "" }, t(one.emailProven ? "profile.proven" : "profile.claimed")) : null)));
    count.textContent = words;
  }
}

function confirm(api, guest, preview) {
  const key = uuid();
  return openDialog({
    title: t("merge.sure"),
    submit: t("merge.merge"),
    body: [h("p", {}, parts("merge.into", { other: h("b", {}, bdi(preview.other.name)), name: h("b", {}, bdi(preview.guest.name)) })), h("div.effect", {}, effects(preview)), h("p.hint", {}, icon("info", "s"), h("span", {}, t("merge.undo.days", { count: preview.undoDays })))],
    run: () => api.post(`/guests/${guest.id}/merge`, { guestId: preview.other.id }, { version: preview.version, key }),
  });
}

function effects({ guest, other, name, conversations, otherConversations, blocks, movesCrms, setsAsideCrms }) {
  const line = (kind, sign, ...text) => h("div", { class: kind }, icon(sign), h("span", {}, text));
  const called = name ?? guest.name;
  const addresses = [guest, other].filter(({ email }) => email).map(one => [bdi(one.email), " (", t(one.emailProven ? "profile.proven" : "profile.claimed"), ")"]);
  return [
    line("add", "plus", t("merge.conversations", { count: conversations + otherConversations })),
    called !== other.name || called !== guest.name ? line("add", "plus", parts("merge.name", { name: bdi(called) })) : null,
    blocks ? line("rem", "minus", parts("merge.blocks", { name: bdi(blocks === "guest" ? guest.name : other.name) })) : null,
    movesCrms.length > 0 ? line("add", "plus", t("merge.crm.moves")) : null,
    setsAsideCrms.length > 0 ? line("rem", "minus", parts("merge.crm.aside", { name: bdi(other.name) })) : null,
    addresses.length > 0 ? line("stay", "equal", t("merge.addresses"), " ", addresses.map((one, at) => [at > 0 ? ", " : null, one])) : null,
    line("stay", "equal", t("merge.sessions")),
  ].filter(Boolean);
}
