import { field, select, valueOf } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";

const KINDS = ["link", "room", "phone", "place"];

/** Where meetings are (ME-13): in the conversation, at an address, by phone, or in words. @param {{kind: string, text: string | null} | null} where */
export function whereRules(where) {
  const kind = select({ name: "whereKind", label: t("hours.where"), value: where?.kind ?? "", options: [["", t("hours.where.conversation")], ...KINDS.map(one => [one, t(`hours.where.${one}`)])] });
  const place = h("div");
  const chosen = kind.querySelector("select");
  const paint = () => {
    const label = { link: "hours.where.link.text", room: "hours.where.room.text", place: "hours.where.place.text" }[chosen.value];
    place.replaceChildren(...(label ? [field({ name: "whereText", label: t(label, { room: "{room}" }), value: where?.kind === chosen.value ? (where.text ?? "") : "" })] : []));
  };
  chosen.addEventListener("change", paint);
  paint();
  return h("div.field", { "data-field": "where" }, kind, place);
}

/** @param {HTMLElement} form */
export function whereOf(form) {
  const kind = valueOf(form, "whereKind");
  if (kind === "") return null;
  return { kind, text: form.querySelector('[data-name="whereText"]') ? valueOf(form, "whereText") : null };
}
