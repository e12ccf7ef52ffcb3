import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { reconcile } from "../dom/reconcile.js";
import { parts, t } from "../text/text.js";
import { said, shown } from "../files/shown.js";
import { clock, full, list } from "../text/when.js";
import { alone } from "../text/alone.js";
import { words } from "../text/words.js";
import { keyOf } from "./blocks.js";
import { markMentions } from "./mentions.js";
import { paintReactions, reactionsOf } from "./reactions.js";

// Longer than this a message is shown clipped until it is asked for (MS-17).
const LONG_TEXT = 1500;
const LONG_LINES = 20;

/**
 * One author's messages in a row. Painted into the old node where there is one: the log then announces what is new, not all.
 * @param {HTMLElement | null} old
 * @param {any} block
 * @param {{me: any, marks: Map<string, string[]>, nameOf: (id: string) => string | null, outbox: any, faceOf: (author: any) => Node, lastOwn: string | null, actions: any}} how
 */
export function group(old, block, how) {
  const node = old ?? frame(block, how);
  reconcile(node.querySelector(".bubbles"), block.messages.map(message => item(message, how)));
  paintMarks(node, block, how);
  return node;
}

export function groupSignature(block, how) {
  return JSON.stringify(block.messages.map(message => [keyOf(message), message.seq, message.waiting, how.marks.get(keyOf(message))?.map(how.nameOf), message.text.length, stateOf(message, how)]).concat([[isLast(block, how)]]));
}

/** What changes of a message that is there. */
const stateOf = (message, { actions }) => `${versionOf(message)} ${actions.any(message)} ${actions.reacts} ${JSON.stringify(reactionsOf(message))}`;

const versionOf = ({ editedAt, deletedAt, quote, mentions }) => JSON.stringify([editedAt ?? null, deletedAt ?? null, quote?.text ?? null, quote?.deletedAt ?? null, mentions ?? []]);

const isLast = (block, how) => block.messages.some(message => keyOf(message) === how.lastOwn);

function frame({ side, author, note, messages }, { me, faceOf }) {
  const [{ createdAt }] = messages;
  const who = h("p.who", {},
    side === "me" ? null : h("b", {}, bdi(author.name)),
    author.kind === "guest" ? h("span.tag", {}, t("guest")) : null,
    author.kind === "system" ? t("welcome.mark") : null,
    note ? h("span.tag.note", {}, icon("sticky-note"), t("note.only")) : null,
    h("time", { datetime: createdAt, title: full(createdAt) }, clock(createdAt)));
  const classes = [side === "guest" ? "" : "ours", side === "guest" ? "" : side, note ? "noted" : ""].join(" ");
  const face = side === "me" ? null : faceOf(author);
  return h("div.group", { class: classes, role: "group", "aria-label": t("group.by", { name: side === "me" ? me.name : author.name }) }, who, face, h("div.bubbles"));
}

function item(message, how) {
  const state = message.waiting?.state ?? "sent";
  return { key: keyOf(message), signature: `${state === "sent" ? "" : "pending"} ${message.author.kind} ${stateOf(message, how)}`, make: old => bubble(old, message, how) };
}

/** The text is painted anew where it is another one; what stays is not read out again. */
function bubble(old, message, { me, actions }) {
  const node = old ?? frameOf(message, actions);
  const version = versionOf(message);
  if (node.dataset.version !== version) {
    node.dataset.version = version;
    node.querySelectorAll(":scope > :not(.stamp, .more, .reactions)").forEach(part => part.remove());
    node.prepend(...content(node, message, { me, actions }));
  }
  node.classList.toggle("pending", Boolean(message.waiting));
  node.classList.toggle("gone", Boolean(message.deletedAt));
  node.message = message;
  node.querySelector(".more").hidden = !actions.any(message);
  paintReactions(node, message, { me, may: actions.reacts, press: actions.react });
  return node;
}

function frameOf(message, actions) {
  const more = h("button.btn.icon.small.more", { type: "button", tabindex: "-1", title: t("message.actions"), "aria-haspopup": "menu", onclick: event => actions.open(event.currentTarget, node.message) }, icon("ellipsis", "s"), hiddenText(t("message.actions")));
  const node = h("div.bubble", { class: message.author.kind === "system" ? "auto" : "", tabindex: "-1", "data-key": keyOf(message) },
    h("time.stamp", { datetime: message.createdAt }, full(message.createdAt)), more);
  return node;
}

/** MS-7: what is quoted, as it is now; a press leads to it. */
function quoted(quote, actions) {
  const text = quote.deletedAt ? t("message.deleted") : said(quote.text, quote.files);
  return h("button.quote", { type: "button", title: t("message.quote.show"), onclick: () => actions.jump(quote) }, h("b", {}, bdi(quote.author.name)), h("span", { dir: "auto" }, text));
}

function content(node, message, { me, actions }) {
  if (message.deletedAt) return [h("p.text", {}, icon("trash-2", "s"), t("message.deleted"))];
  const before = message.quote ? [quoted(message.quote, actions)] : [];
  const files = shown(message.attachments ?? []);
  const text = h("div.text", { dir: "auto", class: alone(message.text) ? "large" : "", hidden: message.text === "" }, words(message.text));
  markMentions(text, message.mentions ?? [], me);
  const edited = message.editedAt ? [h("small.edited", { title: full(message.editedAt) }, t("message.edited"))] : [];
  return message.text.length > LONG_TEXT || message.text.split("\n").length > LONG_LINES ? [...before, text, clip(node, text), ...files, ...edited] : [...before, text, ...files, ...edited];
}

function clip(node, text) {
  text.classList.add("clipped");
  const more = h("button.link", { type: "button", "aria-expanded": "false" }, t("show-all"));
  more.addEventListener("click", () => {
    text.classList.remove("clipped");
    more.remove();
    node.focus();
  });
  return more;
}

function paintMarks(node, { messages, side }, { marks, nameOf, outbox, lastOwn }) {
  const lines = [];
  for (const message of messages) {
    const readers = (marks.get(keyOf(message)) ?? []).map(nameOf).filter(Boolean);
    if (readers.length > 0) lines.push(h("p.marks", { "aria-live": "off" }, icon("check-check"), h("span", {}, parts("marks.read", { names: h("span", {}, list(readers.map(name => bdi(name)))) }))));
    else if (message.waiting) lines.push(waiting(message, outbox));
    else if (side === "me" && keyOf(message) === lastOwn) lines.push(h("p.marks", { "aria-live": "off" }, icon("check"), t("marks.sent")));
  }
  node.querySelectorAll(":scope > .marks-all").forEach(old => old.remove());
  if (lines.length > 0) node.append(h("div.marks-all", {}, lines));
}

function waiting({ clientId, waiting: { state, reason }, text }, outbox) {
  const of = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  if (state !== "failed") return h("p.marks", { "aria-live": "off" }, icon("clock"), t(state === "sending" ? "marks.sending" : "marks.waiting"));
  return h("p.marks.fail", { role: "alert" }, icon("circle-alert"), h("span", {}, reason ? t("marks.failed.why", { reason }) : t("marks.failed")),
    h("button.link", { type: "button", onclick: () => outbox.again(clientId) }, t("try-again"), hiddenText(`: ${of}`)),
    h("button.link", { type: "button", onclick: () => outbox.discard(clientId) }, t("remove"), hiddenText(`: ${of}`)));
}
