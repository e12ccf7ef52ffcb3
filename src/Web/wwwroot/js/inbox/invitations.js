import { h, hiddenText, icon } from "../dom/h.js";
import { openMenu } from "../dom/menu.js";
import { t } from "../text/text.js";
import { full, short } from "../text/when.js";

const LOOKS = { waiting: "warn", sent: "info", opened: "info", joined: "ok", bounced: "bad" };

/** Who was invited by mail and what came of it (AC-16), as a part of the info frame. */
export class Invitations {
  #context;
  #changed;
  #id = null;
  #items = [];
  #told = 0;

  /** @param {any} context @param {() => void} changed */
  constructor(context, changed) {
    this.#context = context;
    this.#changed = changed;
  }

  /** What the frame is painted by. */
  get key() {
    return this.#items;
  }

  clear() {
    this.#id = null;
    this.#items = [];
    this.#told = 0;
  }

  async load(id) {
    this.#id = id;
    try {
      const { items } = await this.#context.api.get(`/conversations/${id}/invitations`);
      if (id !== this.#id) return;
      this.#items = items;
      this.#changed();
    } catch (problem) {
      if (!problem.passing && ![401, 403, 404].includes(problem.status)) throw problem;
    }
  }

  /** A notice of the timeline tells of a change. @param {any} lastMessage */
  heard(lastMessage) {
    const { notice, seq } = lastMessage ?? {};
    if (!["invited", "invitation-revoked", "joined"].includes(notice?.type) || seq <= this.#told) return;
    this.#told = seq;
    if (this.#id !== null) this.load(this.#id);
  }

  /** @param {boolean} acts whether they can be sent again and withdrawn here */
  section(acts) {
    if (this.#items.length === 0) return null;
    return h("section", { "aria-label": t("invitations") },
      h("h2", {}, t("invitations"), h("span.count", {}, String(this.#items.length))),
      this.#items.map(one => this.#row(one, acts)));
  }

  #row(one, acts) {
    const { id, email, state, invitedBy, sentAt } = one;
    const name = one.name ?? email;
    const open = ["waiting", "sent", "opened", "bounced"].includes(state);
    const choices = [
      state === "joined" ? null : { text: t("invitation.resend"), icon: "mail", run: () => this.#context.actions.onResend(this.#id, one) },
      open ? { text: t("invitation.revoke"), icon: "x", danger: true, run: () => this.#context.actions.onRevoke(this.#id, one) } : null,
    ].filter(Boolean);
    const more = choices.length === 0 || !acts ? null : h("button.btn.icon.small", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", title: t("invitation.more", { name }), "data-focus": `invitation ${id}` }, icon("ellipsis-vertical"), hiddenText(t("invitation.more", { name })));
    more?.addEventListener("click", () => openMenu(more, choices, t("invitation.more", { name })));
    return h("div.person", { "data-invitation": id }, icon("mail"),
      h("div.grow", {},
        h("p.name", {}, h("span.truncate", { dir: "auto", title: email }, name)),
        h("p.sub", {}, h("span.tag", { class: LOOKS[state] ?? "" }, t(`invitation.${state}`)), " ", h("time", { datetime: sentAt, title: full(sentAt) }, t("invitation.by", { name: invitedBy.name, time: short(sentAt) }))),
        this.#why(one)),
      more);
  }

  #why({ problem }) {
    if (!problem) return null;
    const known = ["unsubscribed", "too-many-mails"].includes(problem);
    return h("p.sub", { dir: "auto" }, known ? t(`invitation.${problem}`) : problem);
  }
}
