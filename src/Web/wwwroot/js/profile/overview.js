import { bdi, h, icon } from "../dom/h.js";
import { language, parts, t } from "../text/text.js";
import { clockIn, date, day, full, short } from "../text/when.js";

/**
 * What is known of a guest, and how (GU-11): facts, who else they were, conversations and meetings.
 * @param {any} guest @param {{address: any, onEdit: () => any, onMerge: () => any, onUndo: (merged: any) => any}} context
 */
export function overview(guest, { address, onEdit, onMerge, onUndo }) {
  const button = (name, sign, run) => h("button.btn.outline.small", { type: "button", "data-focus": name, onclick: run }, icon(sign, "s"), t(name));
  return h("div.stack.loose", {},
    h("p.row.wrap", {}, tags(guest)),
    h("dl.kv", {}, facts(guest)),
    h("div.row.wrap", {}, button("profile.edit", "pencil", onEdit), button("merge", "users", onMerge)),
    guest.merged.length > 0 ? others(guest, onUndo) : null,
    group("phonebook.common", "phonebook.common.none", guest.conversations.map(one => conversation(one, address))),
    group("profile.meetings", "profile.meetings.none", guest.meetings.map(one => meeting(one, address))));
}

function tags({ email, emailProven, vouched, blocked, conversations }) {
  const tag = (kind, sign, text) => h("span.tag", { class: kind }, icon(sign), text);
  return [
    blocked ? tag("bad", "ban", t("blocked")) : null,
    email && emailProven ? tag("ok", "badge-check", t("profile.email.proven")) : null,
    vouched ? tag("ok", "shield-check", t("profile.vouched")) : null,
    tag("", "globe", t(`profile.way.${conversations[0].origin}`)),
  ];
}

function facts({ email, emailProven, emailLooksMixed, phone, page, referrer, language: speaks, timeZone, blocked, createdAt, consentAt }) {
  const rows = [];
  const add = (label, value) => value && rows.push(h("dt", {}, label), h("dd", {}, typeof value === "string" ? bdi(value) : value));
  if (blocked) add(t("blocked"), [t("block.by", { name: blocked.blockedBy.name, time: short(blocked.blockedAt) }), blocked.networkUntil ? [" · ", t("admin.blocks.network", { time: short(blocked.networkUntil) })] : null]);
  if (email) add(t("profile.email"), [bdi(email), " ", h("span.tag", { class: emailProven ? "ok" : "" }, t(emailProven ? "profile.proven" : "profile.claimed")), emailLooksMixed ? [" ", h("span.tag.warn", {}, icon("triangle-alert"), t("profile.mixed"))] : null]);
  add(t("profile.phone"), phone);
  add(t("profile.time"), timeZone ? time(timeZone) : null);
  add(t("profile.language"), speaks ? nameOfLanguage(speaks) : null);
  add(t("profile.page"), page);
  add(t("profile.referrer"), referrer);
  add(t("profile.since"), h("time", { datetime: createdAt, title: full(createdAt) }, short(createdAt)));
  add(t("profile.consent"), consentAt ? h("time", { datetime: consentAt, title: full(consentAt) }, t("profile.consent.given", { time: short(consentAt) })) : null);
  return rows;
}

/** GU-10: by whose word, and the way back while there is one. */
function others({ merged }, onUndo) {
  return h("div", {}, h("h3", {}, t("merge.also")), h("ul.log", {}, merged.map(other => h("li", {}, icon("users", "s"),
    h("span", {}, bdi(other.name), other.email ? [" · ", bdi(other.email), " ", h("span.tag", { class: other.emailProven ? "ok" : "" }, t(other.emailProven ? "profile.proven" : "profile.claimed"))] : null, h("br"),
      h("small.faint", {}, parts("merge.by", { name: bdi(other.mergedBy.name), time: short(other.mergedAt) }))),
    other.undoUntil ? h("button.link.sm", { type: "button", "data-focus": `undo ${other.id}`, "aria-label": t("merge.undo", { name: other.name }), title: t("merge.undo.until", { time: short(other.undoUntil) }), onclick: () => onUndo(other) }, t("undo")) : null))));
}

function group(title, none, lines) {
  return h("div", {}, h("h3", {}, t(title)), lines.length > 0 ? h("ul.log", {}, lines) : h("p.muted.sm", {}, t(none)));
}

function conversation({ id, title, lastActivityAt, createdAt }, address) {
  const at = lastActivityAt ?? createdAt;
  const here = id === address.id;
  return h("li", {}, icon("message-circle", "s"),
    here ? h("span", {}, bdi(title), " ", h("span.faint.sm", {}, t("profile.here"))) : link(id, title, address),
    h("time.faint", { datetime: at }, short(at)));
}

function meeting({ conversationId, subject, start, state }, address) {
  const away = state === "cancelled";
  return h("li", {}, icon(away ? "calendar-off" : "calendar-clock", "s"),
    h("span", {}, link(conversationId, subject, address), away ? [" ", h("span.faint.sm", {}, t("profile.cancelled"))] : null),
    h("time.faint", { datetime: start, title: full(start) }, date(day(start))));
}

function link(id, text, address) {
  return h("a.truncate", { href: address.href({ id }), "data-conversation": id }, bdi(text));
}

function nameOfLanguage(code) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

function time(zone) {
  try {
    return `${clockIn(zone)} (${zone})`;
  } catch (error) {
    if (error instanceof RangeError) return zone;
    throw error;
  }
}
