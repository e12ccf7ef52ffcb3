import { h } from "../dom/h.js";
import { t } from "../text/text.js";
import { details } from "./details.js";

/** The meeting that is open: beside the week where there is room, else in a dialog, which a phone shows as a sheet. */
export class Opened {
  #meeting = null;
  #dialog = null;
  /** @type {string[]} who asks for the same time, as it was painted */
  #shown = [];
  #does;
  #room = matchMedia("(min-width:1101px)");
  aside = h("aside", { "aria-label": t("meetings.selected"), hidden: true });

  /** @param {{move: (meeting: any) => void, handOver: (meeting: any) => void, cancel: (meeting: any) => void, mark: (meeting: any, outcome: string | null) => void, confirm: (meeting: any, others: any[]) => void, others: (meeting: any) => any[], decide: (meeting: any, accept: boolean) => void, closed: (id: string, back: boolean) => void}} does */
  constructor(does) {
    this.#does = does;
    this.aside.addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    this.#room.addEventListener("change", () => {
      const meeting = this.#meeting;
      if (!meeting) return;
      this.open(meeting);
      this.focus();
    });
  }

  /** @returns {string | null} */
  get id() {
    return this.#meeting?.id ?? null;
  }

  open(meeting) {
    this.#hide();
    this.#meeting = meeting;
    if (this.#room.matches) {
      this.aside.hidden = false;
      return this.#paint();
    }
    const dialog = h("dialog.pop.dialog.meet-sheet", { "aria-labelledby": "meeting-title" });
    dialog.addEventListener("close", () => (dialog.remove(), dialog === this.#dialog && this.close()));
    dialog.addEventListener("click", event => event.target === dialog && dialog.close());
    document.body.append(dialog);
    this.#dialog = dialog;
    this.#paint();
    return dialog.showModal();
  }

  focus() {
    this.#box().querySelector("h2")?.focus();
  }

  /** It is another than it was, or somebody asks for its time. */
  met(meeting) {
    if (!this.#meeting || (meeting.id !== this.id && String(this.#others()) === String(this.#shown))) return;
    const focused = this.#box().contains(document.activeElement);
    if (meeting.id === this.id) this.#meeting = meeting;
    this.#paint();
    if (focused) this.focus();
  }

  /** @param {boolean} back whether the focus goes back to where it came from */
  close(back = true) {
    const { id } = this;
    if (id === null) return;
    this.#hide();
    this.#does.closed(id, back);
  }

  #hide() {
    const dialog = this.#dialog;
    this.#meeting = this.#dialog = null;
    this.aside.hidden = true;
    dialog?.close();
  }

  #box() {
    return this.#dialog ?? this.aside;
  }

  #paint() {
    const { others, closed, ...does } = this.#does;
    this.#shown = this.#others();
    this.#box().replaceChildren(...details(this.#meeting, others(this.#meeting), { close: () => this.close(), ...does }));
  }

  #others() {
    return this.#does.others(this.#meeting).map(({ id, version }) => `${id} ${version}`);
  }
}
