import { field, select, showProblem, toggle, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { openDialog } from "../dialogs/dialog.js";
import { parts, t } from "../text/text.js";
import { signedIn } from "./sign-ins.js";

/**
 * The calendars that an agent has connected (CA-1): what blocks, what is written to, and whether they can be read.
 * @param {any} api @param {any[]} connected @param {HTMLElement[]} ways to sign in to an account @returns {HTMLElement}
 */
export function calendars(api, connected, ways) {
  const list = h("div.stack.loose");
  const problem = h("div", { "data-problem": "", role: "status" });
  const add = h("button.btn.outline.small", { type: "button", onclick: () => connect() }, icon("plus", "s"), t("calendars.connect"));
  const panel = h("section.panel", { "aria-labelledby": "calendars-h" },
    h("header", {}, h("h2.grow", { id: "calendars-h" }, t("calendars.title")), add), h("div.body.stack", {}, signedIn(), h("p.muted.sm", {}, t("calendars.text")), list, ways.length > 0 ? h("div.row.wrap", {}, ways) : null, problem));
  paint();
  return panel;

  function paint() {
    list.replaceChildren(...connected.map(one => account(one)));
  }

  function account(one) {
    const root = h("section.stack", { "data-calendar": one.id, "aria-label": one.label },
      h("div.row", {}, icon(one.state === "connected" ? "calendar-check" : "calendar-off"),
        h("div.grow", {}, h("p.label", {}, bdi(one.label)), h("p.faint.sm", {}, t(`calendars.kind.${one.kind}`))), state(one)),
      one.outOfReach ? h("div.banner.warn", {}, icon("triangle-alert", "s"), h("p", {}, t("calendars.out-of-reach"))) : null,
      one.calendars.map(calendar => uses(one, calendar)),
      toggle({ name: "unansweredBlocks", label: t("calendars.unanswered"), hint: t("calendars.unanswered.hint"), checked: one.unansweredBlocks,
        onchange: event => change(one, { unansweredBlocks: event.target.checked }) }),
      h("div", {}, h("button.btn.danger-text.small", { type: "button", onclick: () => disconnect(one) }, t("calendars.disconnect"))));
    return root;
  }

  function uses(one, calendar) {
    const name = calendar.name || one.label;
    const use = (key, on) => change(one, { calendars: [{ id: calendar.id, [key]: on }] });
    return h("div.stack.tight", { role: "group", "aria-label": name },
      one.calendars.length > 1 || calendar.name ? h("p.label", { "aria-hidden": "true" }, bdi(name)) : null,
      toggle({ name: "blocks", label: t("calendars.blocks"), checked: calendar.blocks, onchange: event => use("blocks", event.target.checked) }),
      calendar.writable ? toggle({ name: "written", label: t("calendars.written"), checked: calendar.written, onchange: event => use("written", event.target.checked) }) : null);
  }

  async function change(one, values) {
    await tried(() => api.patch(`/me/calendars/${encodeURIComponent(one.id)}`, values));
  }

  /** What is written to one calendar is no longer written to another: all of them are read again. */
  async function tried(act) {
    problem.replaceChildren();
    try {
      await act();
    } catch (failure) {
      showProblem(panel, failure);
    }
    connected = (await api.get("/me/calendars")).items;
    paint();
  }

  async function connect() {
    const made = await openDialog({
      title: t("calendars.connect"),
      body: typed(),
      submit: t("calendars.connect"),
      run: form => api.post("/me/calendars", valuesOf(form)),
    });
    if (made === null) return;
    connected = [...connected.filter(one => one.id !== made.id), made];
    paint();
  }

  async function disconnect(one) {
    const gone = await openDialog({
      title: t("calendars.disconnect.title"),
      body: [h("p", {}, parts("calendars.disconnect.text", { name: bdi(one.label) }))],
      submit: t("calendars.disconnect"),
      danger: true,
      alert: true,
      run: () => api.delete(`/me/calendars/${encodeURIComponent(one.id)}`),
    });
    if (gone !== null) await tried(async () => {});
  }
}

function state(one) {
  return one.state === "connected" ? h("span.tag.ok", {}, t("calendars.state.connected")) : h("span.tag.warn", {}, t(`calendars.state.${one.state}`));
}

/** What is typed for an account of a server, and for an address that is read alone. */
function typed() {
  const sign = h("div.stack", {}, field({ name: "userName", label: t("calendars.user"), autocomplete: "off" }),
    field({ name: "password", label: t("calendars.password"), hint: t("calendars.password.hint"), type: "password", autocomplete: "off" }));
  const kind = select({ name: "kind", label: t("calendars.kind"), value: "caldav", options: ["caldav", "ics"].map(one => [one, t(`calendars.kind.${one}`)]) });
  const chosen = kind.querySelector("select");
  chosen.addEventListener("change", () => (sign.hidden = chosen.value === "ics"));
  return [kind, field({ name: "url", label: t("calendars.url"), hint: t("calendars.url.hint"), type: "url" }), sign,
    field({ name: "label", label: t("calendars.label"), hint: t("calendars.label.hint"), optional: true })];
}

function valuesOf(form) {
  const kind = valueOf(form, "kind");
  const values = { kind, url: valueOf(form, "url"), label: valueOf(form, "label") || null };
  return kind === "ics" ? values : { ...values, userName: valueOf(form, "userName"), password: valueOf(form, "password") };
}
