import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { list } from "../text/when.js";
import { said } from "../files/shown.js";
import { choosing } from "../files/choosing.js";
import { Tray } from "../files/tray.js";
import { Draft } from "./draft.js";
import { emojiButton, emojiSource } from "./emoji.js";
import { mentioned, mentionSource } from "./mentions.js";
import { Suggest } from "./suggest.js";

const TYPING_EVERY = 3000;

/** The field below a conversation: Enter sends, Shift Enter makes a line, the note switch is off again after each send. */
export class Composer {
  #context;
  #id = null;
  #draft = null;
  #typed = 0;
  /** What of mine is being edited, and what was being written before. @type {{message: any, kept: {text: string, note: boolean}} | null} */
  #editing = null;
  #saving = false;
  /** What is quoted by what is being written (MS-7). */
  #quoted = null;
  #field = h("textarea", { rows: "1", "aria-label": t("composer.label"), dir: "auto", enterkeyhint: "send", autocomplete: "off" });
  #note = h("button.btn.small", { type: "button", "aria-pressed": "false", title: t("note.switch.title") }, icon("sticky-note", "s"), h("span", {}, t("note.switch")));
  #only = h("p.only-agents", { hidden: true, id: "only-agents" }, icon("sticky-note", "s"), t("note.only"));
  #send = h("button.btn.icon.honey", { type: "submit", title: t("composer.send.title") }, icon("arrow-up"), hiddenText(t("composer.send")));
  #strip = h("div.editing", { hidden: true }, icon("pencil", "s"), h("span.grow", {}, t("edit.doing")), h("button.btn.small", { type: "button", title: t("edit.cancel.title"), onclick: () => this.#endEdit() }, t("cancel")));
  #quoting = h("div.editing", { hidden: true }, icon("message-circle", "s"), h("span.grow.truncate", { dir: "auto" }), h("button.btn.small", { type: "button", title: t("edit.cancel.title"), onclick: () => this.quote(null) }, t("cancel")));
  /** The files of what is being written, by conversation. @type {Map<string, Tray>} */
  #trays = new Map();
  #tray = h("div");
  /** Sent as soon as its files are up. */
  #awaiting = false;
  #problem = h("p.msg-error", { role: "alert", hidden: true });
  root = h("form.composer", { novalidate: true }, this.#strip, this.#quoting, this.#only, this.#problem, this.#tray, this.#field);
  #suggest = new Suggest(this.root, this.#field, [
    emojiSource(this.#field),
    mentionSource({ agents: () => this.#everyone(), members: () => this.#members, note: () => this.#isNote, taken: id => this.#named.add(id) }),
  ]);
  /** MS-10: the agents as far as they were asked for, and who was chosen among those of one name. */
  #agents = [];
  #asked = null;
  #named = new Set();
  #outside = h("div.editing", { hidden: true, role: "status" }, icon("user-round-plus", "s"), h("span.grow"), h("button.btn.small", { type: "button", onclick: () => this.#add() }, t("mention.add")), h("button.btn.small", { type: "button", onclick: () => this.#offer([]) }, t("mention.leave")));
  #offered = [];

  #attach;

  /** @param {any} context @param {HTMLElement} area where files can be dropped */
  constructor(context, area) {
    this.#context = context;
    this.#attach = choosing(area, this.#field, files => this.#addFiles(files));
    this.root.append(h("div.bar", {}, this.#attach.nodes, emojiButton(this.#field), this.#note, h("span.grow"), this.#send));
    this.root.prepend(this.#outside);
    this.root.addEventListener("submit", event => (event.preventDefault(), this.#submit()));
    this.#field.addEventListener("keydown", event => this.#keys(event));
    this.#field.addEventListener("input", () => this.#input());
    this.#field.addEventListener("blur", () => this.#draft?.flush());
    this.#note.addEventListener("click", () => this.#setNote(!this.#isNote, true));
    addEventListener("pagehide", () => this.#draft?.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#draft?.flush());
  }

  get #isNote() {
    return this.#note.getAttribute("aria-pressed") === "true";
  }

  focus() {
    this.#field.focus();
  }

  /** @param {string} id */
  async open(id) {
    this.#draft?.flush();
    this.#stopTyping();
    this.#endEdit(false);
    this.quote(null);
    this.#await(false);
    this.#suggest.close();
    this.#id = id;
    this.#tray.replaceChildren(this.#files.root);
    this.#asked = null;
    this.#named.clear();
    this.#offer([]);
    const draft = new Draft(this.#context.api, this.#context.me, id);
    this.#draft = draft;
    this.#field.value = "";
    this.#setNote(false);
    const { text, note } = await draft.load();
    if (this.#draft === draft && this.#editing && this.#editing.kept.text === "") this.#editing.kept = { text, note };
    // Whoever was faster with the keyboard than the server with the draft keeps the own words.
    if (this.#draft !== draft || this.#field.value !== "" || text === "") return;
    this.#field.value = text;
    this.#setNote(note);
    if (text.includes("@")) this.#everyone();
  }

  /** The others, read once for each opened conversation. What cannot be read is not suggested. */
  #everyone() {
    this.#asked ??= this.#context.agents().then(
      all => (this.#agents = all.filter(agent => agent.id !== this.#context.me.id)),
      problem => {
        this.#asked = null;
        if (problem.status === undefined) throw problem;
        return this.#agents;
      },
    );
    return this.#asked;
  }

  /** The agents who are in it, as far as the page knows them. */
  get #members() {
    return new Set((this.#context.conversations.get(this.#id)?.members ?? []).map(member => member.agentId).filter(Boolean));
  }

  /** MS-10: who was named and is not in it sees nothing of it, and is added by a step of its own. @param {any[]} people */
  #offer(people) {
    this.#offered = people;
    this.#outside.hidden = people.length === 0;
    if (people.length > 0) this.#outside.querySelector("span").replaceChildren(...parts("mention.stranger", { count: people.length, names: h("span", {}, list(people.map(one => bdi(one.name)))) }));
  }

  async #add() {
    const id = this.#id;
    const added = await this.#context.actions.onAddAgents(id, this.#offered.map(one => one.id));
    if (added && this.#id === id) this.#offer([]);
  }

  /** The tray of the conversation at hand; it goes on when another one is opened. */
  get #files() {
    const id = /** @type {string} */ (this.#id);
    const known = this.#trays.get(id);
    if (known) return known;
    const tray = new Tray(this.#context, id);
    this.#trays.set(id, tray);
    tray.addEventListener("change", () => this.#id === id && this.#filesChanged(tray));
    tray.addEventListener("emptied", () => this.#id === id && this.#field.focus());
    return tray;
  }

  #addFiles(files) {
    if (this.#id === null || files.length === 0) return;
    this.#endEdit(false);
    this.#files.add(files);
  }

  #filesChanged(tray) {
    if (!this.#awaiting || tray.busy) return;
    this.#await(false);
    if (!tray.failed) this.#submit();
  }

  #await(on) {
    this.#awaiting = on;
    if (on) this.#send.setAttribute("aria-busy", "true");
    else this.#send.removeAttribute("aria-busy");
  }

  /** MS-5: a message of mine in the same field. What was being written comes back after it. */
  edit(message) {
    this.#stopTyping();
    this.#editing = { message, kept: this.#editing?.kept ?? { text: this.#field.value, note: this.#isNote } };
    this.#say("");
    this.#setNote(message.kind === "note");
    this.#field.value = message.text;
    this.#paintEditing();
    this.#field.focus();
    this.#field.setSelectionRange(message.text.length, message.text.length);
  }

  /** MS-7: what is written next quotes it. @param {any} message */
  quote(message) {
    if (message) this.#endEdit(false);
    const names = message?.attachments?.map(file => file.name) ?? [];
    this.#quoted = message && { id: message.id, seq: message.seq, author: message.author, kind: message.kind, text: message.text, files: names, deletedAt: null };
    this.#quoting.hidden = message === null;
    if (message === null) return;
    this.#quoting.querySelector("span").textContent = t("message.quoting", { name: message.author.name, text: said(message.text, names) });
    if (message.kind === "note") this.#setNote(true);
    this.#field.focus();
  }

  /** Somebody deleted what is being edited: there is nothing to save it to, and what was typed can be copied. */
  changed(message) {
    if (message.deletedAt && this.#editing?.message.id === message.id && !this.#saving) this.#say(t("message.gone"));
  }

  #paintEditing() {
    const editing = this.#editing !== null;
    this.#strip.hidden = !editing;
    this.#note.hidden = editing;
    this.#tray.hidden = editing;
    this.#attach.button.hidden = editing;
    this.#attach.camera.hidden = editing;
    this.#send.title = t(editing ? "edit.save.title" : "composer.send.title");
    this.#send.lastChild.textContent = t(editing ? "edit.save" : "composer.send");
  }

  #endEdit(focus = true) {
    if (!this.#editing) return;
    const { kept } = this.#editing;
    this.#editing = null;
    this.#say("");
    this.#field.value = kept.text;
    this.#setNote(kept.note);
    this.#paintEditing();
    if (focus) this.#field.focus();
  }

  #say(text) {
    this.#problem.hidden = text === "";
    this.#problem.replaceChildren(...(text === "" ? [] : [icon("circle-alert", "s"), text]));
  }

  /** Not optimistic: what is refused stays in the field with the reason. */
  async #save() {
    const { message } = /** @type {any} */ (this.#editing);
    const text = this.#field.value;
    if (this.#saving) return;
    if (text === message.text) return this.#endEdit();
    this.#saving = true;
    this.#send.setAttribute("aria-busy", "true");
    this.#say("");
    try {
      const id = this.#id;
      const edited = await this.#context.api.patch(`/conversations/${id}/messages/${message.id}`, { text });
      this.#context.messageChanged(id, edited);
      if (this.#editing?.message === message) this.#endEdit();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (this.#editing?.message === message) this.#say(reason(problem));
    } finally {
      this.#saving = false;
      this.#send.removeAttribute("aria-busy");
    }
  }

  /** @param {string[]} names whom it goes to */
  to(names) {
    const label = names.length === 0 ? t("composer.placeholder") : t("composer.to", { names: list(names).join("") });
    this.#field.placeholder = this.#isNote ? t("note.placeholder") : label;
    this.#placeholder = label;
  }

  #placeholder = "";

  #setNote(on, byHand = false) {
    this.#note.setAttribute("aria-pressed", String(on));
    this.root.classList.toggle("note", on);
    this.#only.hidden = !on;
    this.#field.placeholder = on ? t("note.placeholder") : this.#placeholder;
    if (on) this.#field.setAttribute("aria-describedby", "only-agents");
    else this.#field.removeAttribute("aria-describedby");
    if (!byHand) return;
    if (on) this.#stopTyping();
    this.#draft?.write(this.#field.value, on);
    this.#field.focus();
  }

  #keys(event) {
    if (event.key === "Escape" && (this.#editing || this.#quoted) && !event.isComposing) {
      event.preventDefault();
      return this.#editing ? this.#endEdit() : this.quote(null);
    }
    if (event.key === "ArrowUp" && this.#field.value === "" && !this.#editing && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const last = this.#context.lastOwn();
      if (last) event.preventDefault();
      return last ? this.edit(last) : undefined;
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.altKey) return;
    event.preventDefault();
    this.#submit();
  }

  #input() {
    if (this.#editing) return this.#say("");
    this.#draft?.write(this.#field.value, this.#isNote);
    if (this.#isNote) return;
    if (this.#field.value === "") this.#stopTyping();
    else if (Date.now() - this.#typed > TYPING_EVERY) {
      this.#typed = Date.now();
      this.#tellTyping({});
    }
  }

  #stopTyping() {
    if (this.#typed === 0) return;
    this.#typed = 0;
    this.#tellTyping({ stop: true });
  }

  async #tellTyping(body) {
    try {
      await this.#context.api.post(`/conversations/${this.#id}/typing`, body);
    } catch (problem) {
      // That somebody types is worth no message of its own when it does not arrive.
      if (problem.status === undefined) throw problem;
    }
  }

  #submit() {
    if (this.#editing) return void this.#save();
    const text = this.#field.value;
    if (this.#id === null || (text.trim() === "" && this.#files.isEmpty)) return;
    // What did not arrive says so where it stands; what is on its way takes the words along.
    if (this.#files.failed) return this.#tray.querySelector(".failed button")?.focus();
    if (this.#files.busy) return this.#await(true);
    const mentions = mentioned(text, this.#agents, this.#isNote, this.#named);
    this.#context.outbox.add(this.#id, text, this.#isNote ? "note" : "text", this.#quoted, this.#files.cards, mentions);
    this.#files.clear();
    const { members, memberCount } = this.#context.conversations.get(this.#id) ?? {};
    // Of very many members the page knows the first alone, and offers nothing that may be done already.
    this.#offer((members ?? []).length < (memberCount ?? 0) ? [] : mentions.filter(one => !this.#members.has(one.id)));
    this.#named.clear();
    this.quote(null);
    this.#typed = 0;
    this.#field.value = "";
    this.#setNote(false);
    this.#draft?.clear();
    this.#context.sent();
  }
}

/** @param {any} problem */
function reason({ slug, errors, message }) {
  if (slug === "too-late") return t("message.too-late");
  if (slug === "message-deleted") return t("message.gone");
  return Object.values(errors)[0]?.[0] ?? message;
}
