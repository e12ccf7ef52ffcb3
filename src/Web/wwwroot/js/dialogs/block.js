import { select, toggle, valueOf } from "../dom/form.js";
import { bdi, h, icon } from "../dom/h.js";
import { uuid } from "../dom/uuid.js";
import { parts, t } from "../text/text.js";
import { openDialog } from "./dialog.js";

const HOUR = 3_600_000;
// A little less than the longest that the server takes: the two clocks may differ.
const PERIODS = { "1h": HOUR, "24h": 24 * HOUR, "7d": 7 * 24 * HOUR, "30d": 30 * 24 * HOUR - HOUR };

/** SP-2: by what a guest is shut out. @param {any} context @param {any} member @returns {Promise<any>} the block, or null */
export function openBlock({ api }, { guestId, name, email }) {
  const key = uuid();
  const period = select({ name: "networkUntil", label: t("block.period"), value: "24h", options: Object.keys(PERIODS).map(one => [one, t(`block.period.${one}`)]) });
  period.hidden = true;
  return openDialog({
    title: t("block.title", { name }),
    danger: true,
    submit: t("block.block"),
    busy: t("block.blocking"),
    body: [
      h("p.muted", {}, parts("block.text", { name: h("b", {}, bdi(name)) })),
      email ? toggle({ name: "email", label: t("block.email"), hint: email, checked: true }) : null,
      toggle({ name: "network", label: t("block.network"), hint: t("block.network.hint"), onchange: event => (period.hidden = !event.currentTarget.checked) }),
      period,
      h("p.hint", {}, icon("info", "s"), h("span", {}, t("block.hint"))),
    ].filter(Boolean),
    run: form => api.post(`/guests/${guestId}/block`, {
      email: email ? valueOf(form, "email") : false,
      networkUntil: valueOf(form, "network") ? new Date(Date.now() + PERIODS[valueOf(form, "networkUntil")]).toISOString() : null,
    }, { key }),
  });
}
