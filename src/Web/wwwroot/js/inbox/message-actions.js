import { openDialog } from "../dialogs/dialog.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { openMenu, show } from "../dom/menu.js";
import { toast } from "../dom/toast.js";
import { said } from "../files/shown.js";
import { t } from "../text/text.js";
import { full } from "../text/when.js";
import { words } from "../text/words.js";

const DAY = 24 * 60 * 60_000;

/** What can be done with a message that is there: edit it, delete it, read what it was before (MS-5, MS-6). The server's clock decides. */
export class MessageActions {
  #context;
  #pages;

  /** @param {any} context @param {{id: () => string, edit: (message: any) => void, quote: (message: any) => void, jump: (seq: number) => void, leave: () => void}} pages */
  constructor(context, pages) {
    this.#context = context;
    this.#pages = pages;
  }

  /** Whether there is anything in its menu. */
  any = message => this.#items(message, null).length > 0;

  open = (button, message) => {
    const items = this.#items(message, button);
    // The time has run out while it was looked at.
    if (items.length === 0) toast(t("message.too-late"));
    else openMenu(button, items, t("message.actions"));
  };

  /** The newest of mine that can still be edited (↑). */
  lastOwn = messages => messages.findLast(message => this.#mayEdit(message));

  /** MS-7: to what was quoted. */
  jump = quote => this.#pages.jump(quote.seq);

  /** Its text cannot come back, so it is asked first. */
  async remove(message) {
    const id = this.#pages.id();
    const whole = said(message.text, message.attachments?.map(file => file.name));
    const deleted = await openDialog({
      title: t("message.delete.title"), alert: true, danger: true, submit: t("message.delete"), busy: t("message.deleting"), cancel: t("message.keep"),
      body: [h("blockquote.quoted", { dir: "auto" }, whole.length > 200 ? `${whole.slice(0, 200)}…` : whole), h("p.muted", {}, t("message.delete.text"))],
      run: () => this.#context.api.delete(`/conversations/${id}/messages/${message.id}`),
    });
    if (!deleted) return;
    this.#context.messageChanged(id, deleted);
    this.#pages.leave();
  }

  #items(message, button) {
    if (!message.id || message.deletedAt || message.kind === "notice") return [];
    const own = this.#mayEdit(message);
    return [
      this.#conversation?.isMember ? { text: t("message.quote"), icon: "message-circle", run: () => this.#pages.quote(message) } : null,
      own ? { text: t("message.edit"), icon: "pencil", run: () => this.#pages.edit(message) } : null,
      message.editedAt ? { text: t("message.earlier"), icon: "eye", run: () => this.#earlier(button, message) } : null,
      own || this.#manages ? { text: t("message.delete"), icon: "trash-2", danger: true, run: () => this.remove(message) } : null,
    ].filter(item => item !== null);
  }

  #mayEdit({ id, seq, kind, author, createdAt, deletedAt }) {
    return Boolean(id) && seq !== null && !deletedAt && kind !== "notice" && author.kind === "agent" && author.id === this.#context.me.id
      && this.#conversation?.isMember === true && Date.now() - Date.parse(createdAt) < DAY;
  }

  get #conversation() {
    return this.#context.conversations.get(this.#pages.id());
  }

  get #manages() {
    const service = this.#conversation?.service?.id;
    return this.#context.me.services.some(one => one.id === service && one.manager);
  }

  async #earlier(button, message) {
    const list = h("ol.earlier-texts", { "aria-busy": "true" });
    const panel = h("div.pop.earlier", { role: "dialog", "aria-label": t("message.earlier"), tabindex: "-1" });
    const close = h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: () => panel.hidePopover() }, icon("x"), hiddenText(t("close")));
    panel.append(h("div.row", {}, h("h3.grow", {}, t("message.earlier")), close), list);
    show(panel, button);
    panel.focus();
    try {
      list.replaceChildren(...(await this.#texts(message)).map(text => h("li", {}, h("time.faint", { datetime: text.writtenAt }, full(text.writtenAt)), h("div.text", { dir: "auto" }, words(text.text)))));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      list.replaceChildren(h("li", {}, h("p.msg-error", { role: "alert" }, icon("circle-alert", "s"), t(problem.status === 0 ? "failed.network" : "failed.server"))));
    }
    list.removeAttribute("aria-busy");
  }

  async #texts(message) {
    const path = `/conversations/${this.#pages.id()}/messages/${message.id}/earlier?limit=100`;
    const all = [];
    for (let next = ""; next !== null; ) {
      const page = await this.#context.api.get(path + (next === "" ? "" : `&after=${encodeURIComponent(next)}`));
      all.push(...page.items);
      next = page.next;
    }
    return all;
  }
}
