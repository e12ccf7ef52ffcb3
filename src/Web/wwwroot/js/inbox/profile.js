import { guestInCrm } from "../crm/guest.js";
import { h, hiddenText, icon } from "../dom/h.js";
import { show } from "../dom/menu.js";
import { guestInPhonebook } from "../phonebook/guest.js";
import { language, t } from "../text/text.js";
import { clockIn, short } from "../text/when.js";
import { faceOf } from "./people.js";

/** What is known of a guest (GU-11), in a panel beside the button that asked. */
export async function openProfile(button, member, { api, address }) {
  // A dialog closes it; its button may have been painted anew meanwhile.
  const back = () => openProfile(document.querySelector(`[data-focus="more ${CSS.escape(member.id)}"]`) ?? button, member, { api, address });
  const body = h("div.stack", { "aria-busy": "true" });
  const panel = h("div.pop.profile", { role: "dialog", "aria-label": t("profile.of", { name: member.name }), tabindex: "-1" });
  const close = h("button.btn.icon.small", { type: "button", title: t("close.title"), onclick: () => panel.hidePopover() }, icon("x"), hiddenText(t("close")));
  panel.append(h("div.row", {}, faceOf(member, "lg"), h("div.grow", {}, h("h3", { dir: "auto" }, member.name), h("span.tag", {}, t("guest"))), close), body);
  show(panel, button);
  panel.focus();
  try {
    const guest = await api.get(`/guests/${member.guestId}`);
    body.replaceChildren(h("dl.kv", {}, facts({ ...member, ...guest })), guestInCrm(api, guest, back), await guestInPhonebook(api, guest, back), ...earlier(guest, address, panel));
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    body.replaceChildren(problem.status === 404
      ? h("p.muted.sm", { role: "alert" }, t("profile.unseen"))
      : h("p.msg-error", { role: "alert" }, icon("circle-alert", "s"), t("profile.failed")));
  }
  body.removeAttribute("aria-busy");
}

function facts({ email, emailProven, proven, phone, page, referrer, language: speaks, timeZone, blocked }) {
  const rows = [];
  const add = (label, value) => value && rows.push(h("dt", {}, label), h("dd", { dir: "auto" }, value));
  if (blocked) add(t("blocked"), [t("block.by", { name: blocked.blockedBy.name, time: short(blocked.blockedAt) }), blocked.networkUntil ? [" · ", t("admin.blocks.network", { time: short(blocked.networkUntil) })] : null]);
  if (email) add(t("profile.email"), [h("span", {}, email), " ", h("span.tag", { class: (emailProven ?? proven) ? "ok" : "" }, t((emailProven ?? proven) ? "profile.proven" : "profile.claimed"))]);
  add(t("profile.phone"), phone);
  add(t("profile.page"), page);
  add(t("profile.referrer"), referrer);
  add(t("profile.language"), speaks ? nameOfLanguage(speaks) : null);
  add(t("profile.time"), timeZone ? time(timeZone) : null);
  return rows;
}

function earlier({ conversations: all = [] }, address, panel) {
  const conversations = all.filter(conversation => conversation.id !== address.id);
  if (conversations.length === 0) return [];
  const items = conversations.map(({ id, title, lastActivityAt, createdAt }) => {
    const link = h("a", { href: address.href({ id }), dir: "auto" }, title);
    link.addEventListener("click", event => (event.preventDefault(), panel.hidePopover(), address.go({ id })));
    return h("li.row.between", {}, link, h("span.faint.sm", {}, short(lastActivityAt ?? createdAt)));
  });
  return [h("h4", {}, t("profile.earlier")), h("ul.stack.tight", {}, items)];
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
