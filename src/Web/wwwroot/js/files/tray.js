import { h, hiddenText, icon } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { size } from "./size.js";
import { upload } from "./upload.js";

const MOST = 10;
const DAY = 24 * 60 * 60_000;

/** @typedef {{file: File | null, name: string, card: any, share: number, problem: string, again: boolean, cancel: () => void, node: any}} Piece */

/**
 * The files of what is being written: they go up while one types (FI-1). Kept for as long as the page lives, so that another conversation
 * can be looked at meanwhile; what is up is found again after a reload, until the server lets go of it (FI-8).
 */
export class Tray extends EventTarget {
  #context;
  #id;
  #key;
  /** @type {Piece[]} */
  #pieces = [];
  root = h("ul.tray", { hidden: true, "aria-label": t("tray") });

  /** @param {any} context @param {string} id the conversation */
  constructor(context, id) {
    super();
    this.#context = context;
    this.#id = id;
    this.#key = `xbees.tray.${context.me.id}.${id}`;
    for (const card of kept(this.#key)) this.#add({ card, name: card.name });
    addEventListener("online", () => this.#pieces.filter(piece => piece.again).forEach(piece => this.#send(piece)));
  }

  get isEmpty() {
    return this.#pieces.length === 0;
  }

  /** Some are still on their way. */
  get busy() {
    return this.#pieces.some(piece => !piece.card && !piece.problem);
  }

  /** Some did not arrive: what is written waits for a decision about them. */
  get failed() {
    return this.#pieces.some(piece => piece.problem);
  }

  get cards() {
    return this.#pieces.flatMap(piece => (piece.card ? [piece.card] : []));
  }

  /** @param {Iterable<File>} files */
  add(files) {
    const all = [...files];
    const room = MOST - this.#pieces.length;
    if (all.length > room) toast(t("tray.most", { n: MOST }));
    for (const file of all.slice(0, Math.max(0, room))) this.#send(this.#add({ file, name: file.name || t("tray.pasted") }));
  }

  /** They have gone with a message. */
  clear() {
    this.#pieces = [];
    this.root.replaceChildren();
    this.#changed();
  }

  /** @param {Partial<Piece>} facts */
  #add(facts) {
    const piece = { file: null, name: "", card: null, share: 0, problem: "", again: false, cancel: () => {}, node: h("li.piece"), ...facts };
    this.#pieces.push(piece);
    this.root.append(piece.node);
    this.#paint(piece);
    this.#changed();
    return piece;
  }

  async #send(piece) {
    const most = this.#context.me.fileBytes;
    piece.problem = piece.file.size > most ? t("tray.large", { size: size(most) }) : piece.file.size === 0 ? t("tray.empty") : "";
    piece.again = false;
    piece.share = 0;
    this.#paint(piece);
    if (piece.problem) return this.#changed();
    const { answer, cancel } = upload(this.#context.api, this.#id, piece.file, share => this.#progress(piece, share));
    piece.cancel = cancel;
    this.#changed();
    try {
      piece.card = await answer;
      if (!this.#pieces.includes(piece)) return void this.#forget(piece);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      piece.problem = reason(problem);
      piece.again = problem.passing && problem.slug !== "too-many-files";
    }
    this.#paint(piece);
    this.#changed();
  }

  #progress(piece, share) {
    piece.share = share;
    const bar = piece.node.querySelector("progress");
    if (bar) bar.value = share;
  }

  #remove(piece) {
    const at = this.#pieces.indexOf(piece);
    this.#pieces = this.#pieces.filter(one => one !== piece);
    piece.cancel();
    piece.node.remove();
    if (piece.card) this.#forget(piece);
    this.#changed();
    const next = this.#pieces[at] ?? this.#pieces[at - 1];
    if (next) next.node.querySelector("[data-remove]")?.focus();
    else this.dispatchEvent(new Event("emptied"));
  }

  async #forget({ card }) {
    try {
      await this.#context.api.delete(`/attachments/${card.id}`);
    } catch (problem) {
      // It vanishes by itself after a day.
      if (problem.status === undefined) throw problem;
    }
  }

  #paint(piece) {
    const { card, name, problem, again, share, file } = piece;
    const remove = t(card ? "tray.remove" : problem ? "tray.remove" : "tray.cancel");
    const state = problem
      ? h("small.msg-error", { role: "alert" }, icon("circle-alert", "s"), problem)
      : card
        ? h("small.faint", {}, size(card.size))
        : h("progress", { max: "1", value: share, "aria-label": t("tray.sending", { name }) });
    piece.node.classList.toggle("failed", problem !== "");
    piece.node.replaceChildren(
      card?.width ? h("img", { src: `/api/v1/attachments/${card.id}/thumbnail`, alt: card.alt ?? "", width: "40", height: "40" }) : h("span.ico", {}, icon("file-text")),
      h("span.grow", {}, h("bdi.truncate", {}, card?.name ?? name), state),
      ...(card?.width ? [this.#describing(piece)] : []),
      ...(again || (problem && file && !card && file.size > 0 && file.size <= this.#context.me.fileBytes)
        ? [h("button.btn.icon.small", { type: "button", title: t("try-again"), onclick: () => this.#send(piece) }, icon("rotate-cw", "s"), hiddenText(`${t("try-again")}: ${name}`))]
        : []),
      h("button.btn.icon.small", { type: "button", "data-remove": "", title: remove, onclick: () => this.#remove(piece) }, icon("x", "s"), hiddenText(`${remove}: ${name}`)));
  }

  /** FI-3: what the picture shows, for those who do not see it. */
  #describing(piece) {
    const { card } = piece;
    const button = h("button.btn.small", { type: "button", "aria-expanded": "false", title: card.alt ?? t("tray.describe.title") }, card.alt ? icon("check", "s") : null, t("tray.describe"), hiddenText(`: ${card.name}`));
    button.addEventListener("click", () => {
      const field = h("input.input", { type: "text", maxlength: "500", value: card.alt ?? "", "aria-label": t("tray.describe.label", { name: card.name }), placeholder: t("tray.describe.title"), dir: "auto" });
      let done = false;
      const end = async keep => {
        if (done) return;
        done = true;
        if (keep && field.value.trim() !== (card.alt ?? "")) await this.#describe(piece, field.value.trim() || null);
        this.#paint(piece);
        piece.node.querySelector("[aria-expanded]")?.focus();
      };
      field.addEventListener("keydown", event => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === "Enter");
      });
      field.addEventListener("blur", () => end(true));
      button.replaceWith(field);
      field.focus();
    });
    return button;
  }

  async #describe(piece, alt) {
    try {
      piece.card = await this.#context.api.patch(`/attachments/${piece.card.id}`, { alt });
      this.#changed();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(reason(problem));
    }
  }

  #changed() {
    this.root.hidden = this.isEmpty;
    keep(this.#key, this.cards);
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {any} problem */
function reason({ status, slug, errors, message }) {
  if (status === 0) return t("tray.network");
  return { "file-too-large": t("tray.large.server"), "no-room-for-files": t("tray.full"), "disk-full": t("tray.full"), "not-found": t("timeline.gone.text") }[slug] ?? Object.values(errors)[0]?.[0] ?? message;
}

function kept(key) {
  try {
    const { at, cards } = JSON.parse(localStorage.getItem(key) ?? "null") ?? {};
    return at > Date.now() - DAY ? cards : [];
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return [];
    throw error;
  }
}

function keep(key, cards) {
  try {
    if (cards.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), cards }));
  } catch (error) {
    // Storage refused or full: the files go with the message all the same while this page lives.
    if (!(error instanceof DOMException)) throw error;
  }
}
