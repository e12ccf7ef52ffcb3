import { openDialog } from "../dialogs/dialog.js";
import { copyline } from "../dom/copy.js";
import { toggle } from "../dom/form.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";

/** Who may write and who may come in: read-only for guests (AC-10, AC-12), and the conversation's link (IN-5). */
export class Access {
  #context;
  #changed;
  #link = { id: "", version: -1, url: null };

  /** @param {any} context @param {() => void} changed when there is something else to show */
  constructor(context, changed) {
    this.#context = context;
    this.#changed = changed;
  }

  /** The link's address, or null while it is closed or not read yet. */
  urlOf({ id, public: open }) {
    return open && this.#link.id === id ? this.#link.url : null;
  }

  section(conversation) {
    const { readOnly, public: open, isMember } = conversation;
    // Who sees the head alone sees no words of it, and no link.
    if (open && (isMember || conversation.lastMessage)) this.#read(conversation);
    const url = this.urlOf(conversation);
    const renew = h("button.btn.icon.small", { type: "button", title: t("link.renew"), disabled: !isMember, "data-focus": "link-renew", onclick: () => this.renew(conversation) }, icon("refresh-cw", "s"), hiddenText(t("link.renew")));
    return h("section", {}, h("h2", {}, t("info.access")),
      toggle({ name: "readOnly", label: t("info.read-only"), hint: t("info.read-only.hint"), checked: readOnly, disabled: !isMember, "data-focus": "read-only", onchange: event => this.#setReadOnly(conversation, event.currentTarget.checked) }),
      toggle({ name: "public", label: t("info.public"), hint: t("info.public.hint"), checked: open, disabled: !isMember, "data-focus": "public", onchange: event => this.#setOpen(conversation, event.currentTarget.checked) }),
      url ? copyline(url, t("link.copy"), renew) : null);
  }

  /** What was given out opens nothing any more: asked first, since nothing brings it back. */
  async renew({ id }) {
    const done = await openDialog({ title: t("link.renew.title"), alert: true, submit: t("link.renew"), busy: t("link.renewing"), body: [h("p.muted", {}, t("link.renew.text"))], run: () => this.#context.api.post(`/conversations/${id}/link/renew`) });
    if (!done) return;
    await this.#context.conversations.load(id);
    toast(t("link.renewed"));
  }

  async #setReadOnly({ id }, readOnly) {
    if (!(await this.#try(() => this.#context.api.patch(`/conversations/${id}`, { readOnly })))) return;
    await this.#context.conversations.load(id);
    toast(t(readOnly ? "read-only.on" : "read-only.off"), { text: t("undo"), seconds: 10, run: () => this.#setReadOnly({ id }, !readOnly) });
  }

  /** Switched on again it has the same address, so that undoing undoes. */
  async #setOpen({ id }, enabled) {
    if (!(await this.#try(() => this.#context.api.put(`/conversations/${id}/link`, { enabled })))) return;
    await this.#context.conversations.load(id);
    toast(t(enabled ? "link.on" : "link.off"), { text: t("undo"), seconds: 10, run: () => this.#setOpen({ id }, !enabled) });
  }

  /** What did not go through stands as it was. @param {() => Promise<any>} run */
  async #try(run) {
    try {
      await run();
      return true;
    } catch (problem) {
      this.#changed();
      if (!problem.passing) throw problem;
      toast(t(problem.status === 0 ? "failed.network" : "failed.server"));
      return false;
    }
  }

  /** Read again with each version: somebody else may have renewed it. */
  async #read({ id, version }) {
    if (this.#link.id === id && this.#link.version === version) return;
    this.#link = { id, version, url: this.#link.id === id ? this.#link.url : null };
    try {
      const { url } = await this.#context.api.get(`/conversations/${id}/link`);
      if (this.#link.id !== id || this.#link.version !== version) return;
      this.#link = { id, version, url: url && new URL(url, location.origin).href };
      this.#changed();
    } catch (problem) {
      if (!problem.passing && ![401, 403, 404].includes(problem.status)) throw problem;
    }
  }
}
