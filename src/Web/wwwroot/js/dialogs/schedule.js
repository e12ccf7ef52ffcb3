import { field, select, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { uuid } from "../dom/uuid.js";
import { t } from "../text/text.js";
import { openDialog } from "./dialog.js";
import { again, lengths } from "./meeting.js";
import { Slots } from "./slots.js";

/**
 * AC-1, ME-10: with the agent themselves, for a guest of the conversation, in which it stays (ME-16).
 * @returns {Promise<any>} the meeting, or null
 */
export const openSchedule = (context, conversation, guests) =>
  book(context, {
    who: select({ name: "guest", label: t("schedule.guest"), hint: t("schedule.guest.hint"), options: guests.map(({ guestId, name, email }) => [guestId, email ? `${name} (${email})` : name]) }),
    guest: form => ({ guestId: valueOf(form, "guest") }),
    conversationId: conversation.id,
  });

/**
 * ME-10, ME-24: for whoever is named, in a conversation of its own.
 * @param {{api: any, me: any}} context @param {{near?: number, day?: string}} wish what was pointed at in the week
 * @returns {Promise<any>} the meeting, or null
 */
export const openScheduleWith = (context, wish) =>
  book(context, {
    who: h("div.stack", { "data-field": "guest", role: "group", "aria-label": t("schedule.guest") },
      field({ name: "guest.email", label: t("schedule.email"), hint: t("schedule.guest.hint"), type: "email", autocomplete: "off", maxlength: 254 }),
      field({ name: "guest.name", label: t("schedule.name"), optional: true, maxlength: 200, autocomplete: "off" })),
    guest: form => ({ email: valueOf(form, "guest.email").trim(), name: valueOf(form, "guest.name").trim() || null }),
    ...wish,
  });

/**
 * @param {{api: any, me: any}} context
 * @param {{who: any, guest: (form: any) => any, conversationId?: string | null, near?: number, day?: string}} how
 */
async function book({ api, me }, { who, guest, conversationId = null, near, day }) {
  const { durations, where } = await api.get(`/schedulers/${encodeURIComponent(me.slug)}`);
  const slots = new Slots(api, { slug: me.slug, duration: durations[0], near, day });
  const key = uuid();
  slots.load();
  return openDialog({
    title: t("schedule.title"),
    submit: t("schedule.go"),
    busy: t("schedule.going"),
    body: [
      field({ name: "subject", label: t("schedule.subject"), maxlength: 200 }),
      who,
      field({ name: "participants", label: t("schedule.participants"), hint: t("schedule.participants.hint"), optional: true, inputmode: "email", autocomplete: "off", spellcheck: "false" }),
      where?.kind === "phone" ? field({ name: "phone", label: t("schedule.phone"), hint: t("schedule.phone.hint"), optional: true, type: "tel", autocomplete: "off" }) : null,
      lengths(durations, durations[0], slots),
      slots.root,
    ],
    run: form => again(slots, () => api.post(`/schedulers/${encodeURIComponent(me.slug)}/meetings`, {
      start: slots.value || null,
      duration: Number(valueOf(form, "duration")),
      subject: valueOf(form, "subject"),
      guest: guest(form),
      phone: where?.kind === "phone" ? valueOf(form, "phone").trim() || null : null,
      participants: valueOf(form, "participants").split(/[\s,;]+/u).filter(Boolean),
      conversationId,
    }, { key })),
  });
}
