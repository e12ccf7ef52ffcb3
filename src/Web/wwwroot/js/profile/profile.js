import { guestInCrm } from "../crm/guest.js";
import { avatar } from "../dom/avatar.js";
import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { openMenu } from "../dom/menu.js";
import { toast } from "../dom/toast.js";
import { guestInPhonebook } from "../phonebook/guest.js";
import { t } from "../text/text.js";
import { openEdit } from "./edit.js";
import { guestHistory } from "./history.js";
import { openMerge } from "./merge.js";
import { overview } from "./overview.js";
import { paintTabs, TABS } from "./tabs.js";

/** What is known of a guest (GU-11): beside the conversation, on a phone a screen of its own. What is shown stands in the address. */
export class Profile {
  #context;
  #guest = null;
  /** @type {string | null} whose it is to be */
  #wanted = null;
  #turn = 0;
  /** @type {Record<string, HTMLElement>} what each tab has shown already */
  #panels = {};

  constructor(root, context) {
    this.root = root;
    this.#context = context;
  }

  /** The address says whose, and which tab. */
  async follow() {
    const { address } = this.#context;
    const wanted = address.pane === "profile" ? address.guest : null;
    const opened = wanted !== null && this.#wanted === null;
    if (wanted === this.#wanted) return this.#paint();
    const before = this.#wanted;
    this.#wanted = wanted;
    this.#guest = null;
    this.#panels = {};
    if (wanted === null) return this.#leave(before);
    await this.#load(opened);
  }

  /** Something of this conversation changed, or of a guest of it. */
  heard() {
    return this.#guest === null ? undefined : this.#again();
  }

  #leave(guestId) {
    const inside = this.root.contains(document.activeElement);
    this.root.replaceChildren();
    if (inside) this.#context.focusGuest(guestId);
  }

  async #load(focus) {
    const turn = ++this.#turn;
    this.#frame(h("div.pad", { "aria-busy": "true" }, h("p.vh", { role: "status" }, t("profile.loading")), h("div.profile-bones", { "aria-hidden": "true" }, h("span"), h("span"), h("span"), h("span"))));
    if (focus) this.#focus();
    try {
      const guest = await this.#context.api.get(`/guests/${this.#wanted}`);
      if (turn !== this.#turn) return;
      this.#guest = guest;
      this.#paint();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (turn !== this.#turn) return;
      this.#failed(problem);
    }
  }

  /** Read again, with what is open left where it is. */
  async #again() {
    const turn = ++this.#turn;
    try {
      const guest = await this.#context.api.get(`/guests/${this.#wanted}`);
      if (turn !== this.#turn) return;
      const { version } = this.#guest;
      this.#guest = guest;
      delete this.#panels.overview;
      delete this.#panels.history;
      // Another address or number finds another contact.
      if (version !== guest.version) delete this.#panels.phonebook;
      this.#paint();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (turn === this.#turn && problem.status === 404) this.#failed(problem);
    }
  }

  #failed({ status }) {
    this.#guest = null;
    const unseen = status === 404;
    this.#frame(h("div.empty", { role: "alert" }, icon(unseen ? "lock" : "cloud-off"), h("p", {}, t(unseen ? "profile.unseen" : "profile.failed")),
      unseen ? null : h("button.btn.outline", { type: "button", onclick: () => this.#load(true) }, icon("rotate-cw", "s"), t("try-again"))));
  }

  #frame(...content) {
    this.root.setAttribute("aria-label", this.#guest ? t("profile.of", { name: this.#guest.name }) : t("profile"));
    this.root.replaceChildren(this.#head(), ...content);
  }

  #head() {
    const guest = this.#guest;
    const close = () => this.#context.address.back({ pane: "info" });
    return h("header.t-head", {},
      h("button.btn.icon.only-slim", { type: "button", title: t("back"), "data-focus": "back", onclick: close }, icon("chevron-left", "flip"), hiddenText(t("profile.back"))),
      guest ? avatar(guest.avatar, "sm") : null,
      h("div.grow", {}, h("h2.title.truncate", { tabindex: "-1", dir: "auto", "data-focus": "title" }, guest?.name ?? t("profile")), guest?.company ? h("p.sub.truncate", {}, bdi(guest.company)) : null),
      guest ? this.#more() : null,
      h("button.btn.icon.only-beside", { type: "button", title: t("profile.close"), "data-focus": "close", onclick: close }, icon("x"), hiddenText(t("profile.close"))));
  }

  #more() {
    const { actions, conversations, address } = this.#context;
    const guest = this.#guest;
    const member = { guestId: guest.id, name: guest.name, email: guest.email };
    const button = h("button.btn.icon", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "data-focus": "more", title: t("profile.more") }, icon("ellipsis-vertical"), hiddenText(t("profile.more")));
    button.addEventListener("click", () => {
      const open = conversations.get(address.id);
      openMenu(button, [
        { text: t("profile.edit"), icon: "pencil", run: () => this.#edit() },
        { text: t("merge"), icon: "users", run: () => this.#merge() },
        ...(open ? [guest.blocked ? { text: t("action.unblock"), icon: "ban", run: () => actions.onUnblock(member, open) } : { text: t("action.block"), icon: "ban", danger: true, run: () => actions.onBlock(member, open) }] : []),
      ], t("profile.more"));
    });
    return button;
  }

  #paint() {
    if (this.#guest === null) return;
    const { address } = this.#context;
    const tab = TABS.includes(address.tab) ? address.tab : "overview";
    const focused = this.root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.focus : null;
    this.#panels[tab] ??= this.#panel(tab);
    this.#frame(paintTabs(tab, one => address.go({ pane: "profile", guest: address.guest, tab: one }, { replace: true })),
      h("div.pad", { role: "tabpanel", id: "profile-panel", "aria-labelledby": `profile-${tab}`, tabindex: "0" }, this.#panels[tab]));
    if (focused) (this.root.querySelector(`[data-focus="${CSS.escape(focused)}"]`) ?? this.root.querySelector("h2")).focus();
  }

  #panel(tab) {
    const { api, address } = this.#context;
    const guest = this.#guest;
    if (tab === "crm") return guestInCrm(api, guest, address.id);
    if (tab === "phonebook") return guestInPhonebook(api, guest, address.id);
    if (tab === "history") return guestHistory(api, guest);
    return overview(guest, { address, onEdit: () => this.#edit(), onMerge: () => this.#merge(), onUndo: merged => this.#undo(merged) });
  }

  #focus() {
    this.root.querySelector("h2")?.focus();
  }

  async #edit() {
    if (!(await openEdit(this.#context.api, this.#guest))) return;
    toast(t("profile.saved"));
    await this.#again();
  }

  async #merge() {
    const guest = await openMerge(this.#context.api, this.#guest);
    if (!guest) return;
    await this.#again();
    const [made] = guest.merged;
    toast(t("merge.done"), { text: t("undo"), seconds: 10, run: () => this.#undo(made) });
  }

  async #undo({ id, name }) {
    try {
      await this.#context.api.delete(`/guests/${this.#wanted}/merge/${id}`);
      toast(t("merge.undone", { name }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
    await this.heard();
  }
}
