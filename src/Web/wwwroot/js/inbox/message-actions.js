import { openDialog } from "../dialogs/dialog.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { openMenu, show } from "../dom/menu.js";
import { toast } from "../dom/toast.js";
import { said } from "../files/shown.js";
import { t } from "../text/text.js";
import { full } from "../text/when.js";
import { words } from "../text/words.js";
import { REACTIONS, names, reactionsOf } from "./reactions.js";

const DAY = 24 * 60 * 60_000;

/** What can be done with a message that is there: react to it, quote it, edit it, delete it, read what it was before (MS-5 to MS-8). The server's clock decides. */
export class MessageActions {
  #context;
  #pages;

  /** @param {any} context @param {{id: () => string, edit: (message: any) => void, quote: (message: any) => void, jump: (seq: number) => void, react: (send: () => Promise<any>) => Promise<void>, leave: () => void}} pages */
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

  /** MS-8: by members alone. */
  get reacts() {
    return this.#conversation?.isMember === true;
  }

  react = async (message, kind, on) => {
    const path = `/conversations/${this.#pages.id()}/messages/${message.id}/reactions/${kind}`;
    try {
      await this.#pages.react(() => (on ? this.#context.api.put(path) : this.#context.api.delete(path)));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.slug === "message-deleted" ? t("message.deleted") : problem.message);
    }
  };

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
    const reactions = reactionsOf(message);
    return [
      this.reacts ? { label: t("reaction.add"), choices: this.#choices(message, reactions) } : null,
      this.reacts ? { text: t("message.quote"), icon: "message-circle", run: () => this.#pages.quote(message) } : null,
      own ? { text: t("message.edit"), icon: "pencil", run: () => this.#pages.edit(message) } : null,
      reactions.length > 0 ? { text: t("reactions.who"), icon: "users", run: () => this.#whoReacted(button, message) } : null,
      message.editedAt ? { text: t("message.earlier"), icon: "eye", run: () => this.#earlier(button, message) } : null,
      own || this.#manages ? { text: t("message.delete"), icon: "trash-2", danger: true, run: () => this.remove(message) } : null,
    ].filter(item => item !== null);
  }

  #choices(message, reactions) {
    return Object.entries(REACTIONS).map(([kind, emoji]) => {
      const mine = reactions.some(one => one.kind === kind && one.mine);
      return { text: emoji, label: t(`reaction.${kind}`), checked: mine, run: () => this.react(message, kind, !mine) };
    });
  }

  /** What a chip says to a pointer and to a screen reader, for fingers. */
  #whoReacted(button, message) {
    const rows = reactionsOf(message).map(({ kind, count, people = [] }) =>
      h("li", {}, h("span.emoji", { "aria-hidden": "true" }, REACTIONS[kind]), hiddenText(`${t(`reaction.${kind}`)}: `), h("span", { dir: "auto" }, names(people, count, this.#context.me))));
    this.#panel(button, t("reactions"), h("ul.reacted", {}, rows));
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

  #panel(button, title, content) {
    const panel = h("div.pop.earlier", { role: "dialog", "aria-label": title, tabindex: "-1" });
    const close = h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: () => panel.hidePopover() }, icon("x"), hiddenText(t("close")));
    panel.append(h("div.row", {}, h("h3.grow", {}, title), close), content);
    show(panel, button);
    panel.focus();
  }

  async #earlier(button, message) {
    const list = h("ol.earlier-texts", { "aria-busy": "true" });
    this.#panel(button, t("message.earlier"), list);
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
