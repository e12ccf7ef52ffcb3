import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { AssignPanel } from "./panel.js";

const UNDO_SECONDS = 10;

/** Service and assignee of conversations (AS-1 to AS-18). Who joins, leaves and stays is the server's to say. */
export class Assignment {
  #context;
  #changed;

  /** @param {any} context api, me, address, conversations, services @param {(id: string) => any} changed the members are to be read afresh */
  constructor(context, changed) {
    this.#context = context;
    this.#changed = changed;
  }

  /** @param {HTMLElement} anchor its button @param {any} conversation @param {Parameters<AssignPanel["open"]>[0]} [how] */
  open(anchor, conversation, how) {
    return new AssignPanel(this.#context, this, conversation, this.button(anchor, conversation.id) ?? anchor).open(how);
  }

  /** The button as it stands there now: it may have been painted anew since it was pressed. @returns {HTMLElement | null} */
  button(anchor, id) {
    if (anchor.isConnected) return anchor;
    const { focus } = anchor.dataset;
    const again = focus ? document.querySelector(`.info [data-focus="${CSS.escape(focus)}"], .info [data-focus=service]`) : null;
    return again ?? document.querySelector(`.convs [data-id="${CSS.escape(id)}"] .go`);
  }

  /** AS-13: one click for the Standard agents of its service; whom the server refuses gets the dialog. */
  async toMe(anchor, conversation) {
    const wish = { serviceId: conversation.service.id, assigneeId: this.#context.me.id };
    try {
      await this.put(conversation, wish, conversation.version);
      toast(t("assign.mine", { title: conversation.title }));
    } catch (problem) {
      if (problem.slug === "stale") await this.open(anchor, conversation, { wish, conflict: problem.body });
      else if (problem.slug === "assignee-not-in-service") await this.open(anchor, conversation);
      else if (problem.status === undefined) throw problem;
      else toast(problem.message);
    }
  }

  preview(id, { serviceId, assigneeId }) {
    const query = new URLSearchParams({ serviceId, ...(assigneeId ? { assigneeId } : {}) });
    return this.#context.api.get(`${path(id)}/preview?${query}`);
  }

  /** Throws the server's Problem, which names who was first. */
  async put(conversation, wish, version) {
    const { api, conversations, address } = this.#context;
    const done = await api.put(path(conversation.id), wish, { version });
    if (!done.left) {
      await Promise.all([conversations.load(conversation.id), this.#changed(conversation.id)]);
      return;
    }
    if (address.id === conversation.id) address.go({ id: null }, { replace: true });
    conversations.remove(conversation.id);
    const told = t("assign.left", { title: conversation.title, service: done.service.name });
    toast(told, done.from.service ? { text: t("undo"), seconds: UNDO_SECONDS, run: () => this.#undo(done) } : undefined);
  }

  /** AS-18: a new assignment to what it was. */
  async #undo({ id, version, from }) {
    const { api, conversations, address } = this.#context;
    try {
      await api.put(path(id), { serviceId: from.service.id, assigneeId: from.assignee?.id ?? null }, { version });
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      return toast(this.#tooLate(problem));
    }
    const back = await conversations.load(id);
    if (back?.isMember) address.go({ id });
    toast(t("assign.undone", { service: from.service.name }));
  }

  #tooLate({ slug, status, body, message }) {
    if (slug === "stale" && body.by) return t("assign.undo.late", { by: body.by.name, service: body.service?.name ?? "" });
    if (status === 404) return t("assign.undo.gone");
    return message;
  }
}

const path = id => `/conversations/${id}/assignment`;
