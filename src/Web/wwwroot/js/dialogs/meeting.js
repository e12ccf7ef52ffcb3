import { Problem } from "../api/problem.js";
import { field, select, valueOf } from "../dom/form.js";
import { bdi, h } from "../dom/h.js";
import { isAsked } from "../inbox/meeting.js";
import { parts, t } from "../text/text.js";
import { range, span } from "../text/when.js";
import { openDialog } from "./dialog.js";
import { Slots } from "./slots.js";

/** ME-4: another time, or another length. @returns {Promise<any>} the meeting, or null */
export async function openMove({ api }, meeting) {
  const { durations } = await api.get(`/schedulers/${encodeURIComponent(meeting.scheduler)}`);
  const slots = new Slots(api, { slug: meeting.scheduler, duration: meeting.duration, meeting: meeting.id, start: meeting.start });
  const length = lengths(durations.includes(meeting.duration) ? durations : [meeting.duration, ...durations], meeting.duration, slots);
  slots.load();
  return openDialog({
    title: t("meeting.move.title", { subject: meeting.subject }),
    submit: t("meeting.move"),
    busy: t("meeting.moving"),
    body: [h("p.muted", {}, t("meeting.move.now", { time: range(meeting.start, meeting.end) })), length, slots.root],
    run: form => again(slots, () => api.patch(`/meetings/${meeting.id}`, { start: slots.value || null, duration: Number(valueOf(form, "duration")) }, { version: meeting.version })),
  });
}

/** ME-4: to a time that was chosen already, once more before everybody is told. @returns {Promise<any>} the meeting, or null */
export function openMoveTo({ api }, meeting, start) {
  const end = new Date(Date.parse(start) + meeting.duration * 60_000).toISOString();
  return openDialog({
    title: t("meeting.move.title", { subject: meeting.subject }),
    alert: true,
    submit: t("meeting.move"),
    busy: t("meeting.moving"),
    body: [h("p", {}, parts("meeting.move.to", { before: range(meeting.start, meeting.end), after: h("b", {}, range(start, end)), name: bdi(meeting.guest.name) }))],
    run: () => api.patch(`/meetings/${meeting.id}`, { start }, { version: meeting.version }),
  });
}

/** ME-4, ME-21; of what nobody has confirmed yet it is the host's no (ME-3). @returns {Promise<any>} the meeting, or null */
export function openCancel({ api, me }, meeting) {
  const verb = isAsked(meeting) && meeting.host.id === me.id ? "meeting.decline" : "meeting.cancel";
  return openDialog({
    title: t(`${verb}.title`),
    danger: true,
    submit: t(`${verb}.go`),
    busy: t(verb === "meeting.decline" ? "meeting.declining" : "meeting.cancelling"),
    cancel: t("meeting.keep"),
    body: [
      h("p.muted", {}, parts(`${verb}.text`, { subject: h("b", {}, bdi(meeting.subject)), time: range(meeting.start, meeting.end) })),
      field({ name: "reason", label: t("meeting.cancel.reason"), hint: t("meeting.cancel.reason.hint"), optional: true, rows: 3, maxlength: 1000 }),
    ],
    run: form => api.delete(`/meetings/${meeting.id}`, { version: meeting.version, body: { reason: valueOf(form, "reason") || null } }),
  });
}

/**
 * ME-3: the host's yes. Whoever asks for the same time is declined by it, which is said before.
 * @param {{api: any}} context @param {any} meeting @param {string[]} [told] the others of whom it was said already
 * @returns {Promise<any>} the meeting, or null
 */
export async function openConfirm({ api }, meeting, told = []) {
  const send = async decline => {
    try {
      return await api.post(`/meetings/${meeting.id}/confirm`, { decline });
    } catch (problem) {
      throw problem.slug === "slot-taken" ? new Problem(409, { type: "/problems/slot-taken", detail: t("meeting.confirm.taken") }) : problem;
    }
  };
  try {
    return await send(told);
  } catch (problem) {
    if (problem.slug !== "others-ask-too") throw problem;
    return openDeclining(send, meeting, problem.body.others);
  }
}

function openDeclining(send, meeting, others) {
  const list = h("ul.asking");
  const show = () => list.replaceChildren(...others.map(({ subject, guest, start, end }) => h("li", {}, parts("meeting.confirm.other", { subject: h("b", {}, bdi(subject)), name: bdi(guest.name), time: range(start, end) }))));
  show();
  return openDialog({
    title: t("meeting.confirm.title", { subject: meeting.subject }),
    submit: t("meeting.confirm.go"),
    busy: t("meeting.confirming"),
    body: [h("p", {}, t("meeting.confirm.others", { count: others.length })), list],
    run: async () => {
      try {
        return await send(others.map(({ id }) => id));
      } catch (problem) {
        // One more has asked meanwhile.
        if (problem.slug === "others-ask-too") ({ others } = problem.body), show();
        throw problem;
      }
    },
  });
}

/** How long it takes; another length has other free times. @param {number[]} durations @param {number} value @param {Slots} slots */
export function lengths(durations, value, slots) {
  const all = [...new Set(durations)].sort((one, other) => one - other);
  const chosen = select({ name: "duration", label: t("slots.duration"), value: String(value), options: all.map(minutes => [String(minutes), span(minutes)]) });
  chosen.querySelector("select").addEventListener("change", event => slots.over(Number(event.currentTarget.value)));
  chosen.hidden = all.length === 1;
  return chosen;
}

/** What was just taken is not shown as free any more (ME-25). */
export async function again(slots, send) {
  try {
    return await send();
  } catch (problem) {
    if (problem.slug === "slot-taken" || problem.slug === "slot-not-offered") slots.load();
    throw problem;
  }
}
