import { openAdd, openDescription, openLeave, openNew, openRemove, openRename } from "../dialogs/conversation.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";

/** What can be done with the open conversation; each shows the server's answer at once. */
export class Actions {
  #context;
  #pages;

  constructor(context, pages) {
    this.#context = context;
    this.#pages = pages;
  }

  get #open() {
    return this.#context.conversations.get(this.#context.address.id);
  }

  onBack = () => this.#context.address.back({ id: null });
  onInfo = () => this.#pages.toggleInfo();
  onInfoBack = () => this.#context.address.back({ pane: "timeline" });
  onGone = id => this.#pages.gone(id);

  onNew = async () => {
    const conversation = await openNew(this.#context, this.#everyone());
    if (!conversation) return;
    this.#context.conversations.put(conversation);
    this.#context.address.go({ id: conversation.id });
  };

  onAdd = async () => {
    const added = this.#open && (await openAdd(this.#context, this.#open, this.#everyone()));
    if (added) await this.#after(added);
  };

  onRename = async () => {
    const renamed = this.#open && (await openRename(this.#context, this.#open));
    if (renamed) await this.#after(renamed);
  };

  onDescription = async () => {
    const changed = this.#open && (await openDescription(this.#context, this.#open));
    if (changed) await this.#after(changed);
  };

  onUnread = async () => {
    await this.#pages.markUnread();
    toast(t("unread.done"));
  };

  onLeave = async () => {
    const conversation = this.#open;
    if (!conversation || !(await openLeave(this.#context, conversation))) return;
    this.#context.address.go({ id: null }, { replace: true });
    this.#context.conversations.remove(conversation.id);
    toast(t("leave.done", { title: conversation.title }));
  };

  onRemove = async (member, conversation) => {
    if (!(await openRemove(this.#context, conversation, member))) return;
    await this.#after(null, conversation.id);
    toast(t("remove.done", { name: member.name }));
  };

  async #after(answer, id = answer?.id) {
    if (answer?.version !== undefined) this.#context.conversations.put(answer);
    await Promise.all([this.#context.conversations.load(id), this.#pages.membersChanged(id)]);
  }

  /** Asked for each time: who was invited a minute ago can be chosen. */
  async #everyone() {
    const agents = [];
    for (let next = ""; next !== null; ) {
      const page = await this.#context.api.get(`/agents?limit=100${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`);
      agents.push(...page.items);
      next = page.next ?? null;
    }
    return agents;
  }
}
