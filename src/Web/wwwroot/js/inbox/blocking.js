import { openBlock } from "../dialogs/block.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";

const UNDO = 10;

/** Guests who are shut out, and conversations that are spam (SP-2, SP-3); each is taken back by the sentence that tells of it. */
export class Blocking {
  #context;
  #after;
  #putAway;

  /** @param {any} context @param {(id: string) => Promise<any>} after what is shown of a conversation is read anew @param {() => void} putAway out of sight */
  constructor(context, after, putAway) {
    this.#context = context;
    this.#after = after;
    this.#putAway = putAway;
  }

  async block(member, conversation) {
    if (!(await openBlock(this.#context, member))) return;
    await this.#after(conversation.id);
    this.#tell("block.done", { name: member.name }, () => this.unblock(member, conversation));
  }

  async unblock(member, conversation) {
    await this.#try(async () => {
      await this.#context.api.delete(`/guests/${member.guestId}/block`);
      await this.#after(conversation.id);
      toast(t("unblock.done", { name: member.name }));
    });
  }

  async spam({ id, title }) {
    await this.#try(async () => {
      this.#context.conversations.put(await this.#context.api.put(`/conversations/${id}/spam`));
      await this.#after(id);
      this.#putAway();
      this.#tell("spam.done", { title }, () => this.notSpam({ id, title }));
    });
  }

  async notSpam({ id, title }) {
    await this.#try(async () => {
      this.#context.conversations.put(await this.#context.api.delete(`/conversations/${id}/spam`));
      await this.#after(id);
      toast(t("spam.undone", { title }));
    });
  }

  #tell(text, values, run) {
    toast(t(text, values), { text: t("undo"), seconds: UNDO, run });
  }

  async #try(act) {
    try {
      await act();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
  }
}
