import { openDialog } from "../dialogs/dialog.js";
import { field, showProblem, toggle, valueOf } from "../dom/form.js";
import { h, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { short } from "../text/when.js";
import { signedIn, signIn } from "./crm-sign-in.js";

const PATH = "/admin/crm";

/** Which CRMs are connected, and which of them agents see (AD-2, CR-9). */
export async function show(root, { api }) {
  const list = h("div.stack.loose");
  const title = h("h1", { tabindex: "-1" }, t("admin.crm"));
  const told = signedIn();
  root.append(title, h("p.muted.sm", {}, t("admin.crm.sub")), ...(told ? [told] : []), list);
  await load();

  async function load() {
    const { items } = await api.get(PATH);
    list.replaceChildren(...items.map(panel));
  }

  function panel(one) {
    const { name, connected, state, crm } = one;
    const said = h("div", { role: "status", "data-problem": "" });
    const heading = h("h2", { id: `crm-${crm}` }, name);
    return h("section.panel", { "aria-labelledby": `crm-${crm}` },
      h("header", {}, h("span.ico.c2", {}, icon("cloud")),
        h("div.grow", {}, heading, h("p.faint.sm", {}, connected ? t("admin.crm.since", { time: short(one.connectedAt) }) : about(one))),
        connected ? h("span.tag", { class: state === "connected" ? "ok" : "warn" }, t(`admin.crm.state.${state}`)) : null),
      h("div.body.stack", {}, connected ? [state === "refused" ? h("p.banner.warn", {}, t("admin.crm.refused", { name })) : null, setting(one, said, "active"), setting(one, said, "logsConversations"), said, buttons(one, said)] : h("div.row", {}, ways(one))));
  }

  /** By signing in where the operator has set that up, else and besides as it always was. */
  function ways(one) {
    const { name, signIn: isSetUp, token, crm } = one;
    const byToken = token || crm === "practice";
    return [
      isSetUp ? h("button.btn.primary", { type: "button", onclick: () => signIn(api, PATH, one) }, t("admin.crm.sign-in", { name })) : null,
      byToken ? h("button.btn", { type: "button", class: isSetUp ? "outline" : "primary", onclick: () => connect(one) }, t(isSetUp ? "admin.crm.connect.token" : "admin.crm.connect")) : null,
    ];
  }

  function about({ crm, signIn: isSetUp, token }) {
    return t(isSetUp && token ? `admin.crm.about.${crm}.both` : `admin.crm.about.${crm}`);
  }

  /** @param {any} one @param {HTMLElement} said @param {"active" | "logsConversations"} name */
  function setting(one, said, name) {
    const place = toggle({ name, label: t(`admin.crm.${name}`), hint: t(`admin.crm.${name}.hint`), checked: one[name], "aria-label": t(`admin.crm.${name}.of`, { name: one.name }) });
    const control = place.querySelector("input");
    control.addEventListener("change", () => guarded(said, async () => {
      await api.patch(`${PATH}/${one.crm}`, { [name]: control.checked });
      toast(t("saved"));
    }, () => (control.checked = !control.checked)));
    return place;
  }

  function buttons(one, said) {
    const { crm, name } = one;
    const test = h("button.btn.outline", { type: "button" }, t("admin.crm.test"));
    test.addEventListener("click", () => guarded(said, async () => {
      const { works, title: what, detail } = await api.post(`${PATH}/${crm}/test`);
      said.replaceChildren(works
        ? h("p.msg-ok", {}, icon("check", "s"), t("admin.crm.works", { name }))
        : h("p.msg-error", {}, icon("circle-alert", "s"), h("span", {}, `${what}. ${detail}`)));
    }));
    return h("div.row", {}, entrances(one), test, h("button.btn.danger-text", { type: "button", onclick: () => disconnect(crm, name) }, t("admin.crm.disconnect")));
  }

  /** What opens it is replaced, at any time; it is the thing to do where the CRM does not let us in. */
  function entrances(one) {
    const { state, signIn: isSetUp, token } = one;
    const needed = state === "refused";
    return [
      isSetUp ? h("button.btn", { type: "button", class: needed ? "primary" : "outline", onclick: () => signIn(api, PATH, one) }, t("admin.crm.again")) : null,
      token ? h("button.btn", { type: "button", class: needed && !isSetUp ? "primary" : "outline", onclick: () => openAnew(one) }, t("admin.crm.token.new")) : null,
    ];
  }

  async function guarded(said, work, undo = () => {}) {
    said.replaceChildren();
    try {
      await work();
    } catch (problem) {
      undo();
      showProblem(said, problem);
    }
  }

  async function connect({ crm, name }) {
    const token = crm === "hubspot" ? tokenField() : null;
    const done = await openDialog({
      title: t("admin.crm.connect.title", { name }),
      submit: t("admin.crm.connect"),
      body: [h("p.muted", {}, t(`admin.crm.about.${crm}`)), token],
      run: form => api.post(PATH, { crm, token: token ? valueOf(form, "token").trim() : null }),
    });
    if (done) await again(t("admin.crm.connected", { name }));
  }

  async function openAnew({ crm, name }) {
    const done = await openDialog({
      title: t("admin.crm.token.new.title", { name }),
      submit: t("admin.crm.token.new.go"),
      body: [h("p.muted", {}, t("admin.crm.token.new.text", { name })), tokenField()],
      run: form => api.put(`${PATH}/${crm}/token`, { token: valueOf(form, "token").trim() }),
    });
    if (done) await again(t("admin.crm.token.new.done", { name }));
  }

  function tokenField() {
    return field({ name: "token", label: t("admin.crm.token"), hint: t("admin.crm.token.hint"), type: "password", autocomplete: "off", maxlength: 500 });
  }

  async function disconnect(crm, name) {
    const done = await openDialog({
      title: t("admin.crm.disconnect.title", { name }),
      alert: true,
      danger: true,
      submit: t("admin.crm.disconnect"),
      cancel: t("remove.keep"),
      body: [h("p.muted", {}, t("admin.crm.disconnect.text"))],
      run: () => api.delete(`${PATH}/${crm}`),
    });
    if (done) await again(t("admin.crm.disconnected", { name }));
  }

  async function again(said) {
    toast(said);
    await load();
    title.focus();
  }
}
