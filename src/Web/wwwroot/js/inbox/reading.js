/** Tells the server how far I have read: when the newest is in view and this window has the focus (MS-4). */
export class Reading {
  #context;
  #inView;
  #id = null;
  #told = 0;
  #paused = false;

  /** @param {any} context @param {() => boolean} inView */
  constructor(context, inView) {
    this.#context = context;
    this.#inView = inView;
  }

  get present() {
    return document.visibilityState === "visible" && document.hasFocus() && this.#inView();
  }

  open(id) {
    this.#id = id;
    this.#told = 0;
    this.#paused = false;
  }

  /** Marked unread by hand: it stays so until it is opened again. */
  pause() {
    this.#paused = true;
  }

  async look() {
    const { conversations, api } = this.#context;
    const conversation = this.#id && conversations.get(this.#id);
    if (!conversation || this.#paused || !this.present) return;
    const seq = conversation.lastSeq;
    if (seq <= this.#told || (seq <= (conversation.readSeq ?? 0) && conversation.unread === 0)) return;
    this.#told = seq;
    try {
      await api.put(`/conversations/${conversation.id}/read`, { seq });
      conversations.patch(conversation.id, { readSeq: seq, unread: 0 });
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.#told = 0;
    }
  }
}
