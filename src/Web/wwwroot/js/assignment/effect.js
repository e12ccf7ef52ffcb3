import { bdi, h, icon } from "../dom/h.js";
import { parts, t } from "../text/text.js";
import { list } from "../text/when.js";

const NAMED = 4;

/**
 * Who joins, who leaves and who stays, and why, as the server's preview says it.
 * @param {any} preview @param {{guests: any[], from: string | null, to: string, me: {id: string}}} about
 */
export function effect({ added, removed, stays, changes }, { guests, from, to, me }) {
  if (!changes) return h("p.faint.sm", {}, t("assign.same"));
  const staying = [...guests.map(guest => ({ name: guest.name, why: "guests" })), ...stays];
  const values = { service: to, from: from ?? "" };
  const lines = [line("add", "plus", "assign.join", added, values, me), line("rem", "minus", "assign.leave", removed, values, me), line("stay", "equal", "assign.stay", staying, values, me)];
  return h("div.effect", {}, lines.filter(Boolean));
}

function line(kind, sign, key, people, values, me) {
  if (people.length === 0) return null;
  const mine = people.some(one => one.agentId === me.id);
  const others = people.filter(one => one.agentId !== me.id);
  const names = [...(mine ? [t("you")] : []), ...others.map(one => bdi(one.name))];
  const more = names.length - NAMED;
  const shown = more > 1 ? [...names.slice(0, NAMED), t("notice.more", { count: more, n: more })] : names;
  const whys = [...new Set(people.map(one => one.why))].map(why => t(`assign.why.${why}`, values));
  return h(`div.${kind}`, {}, icon(sign),
    h("p", {}, parts(mine && others.length === 0 ? `${key}.you` : key, { people: h("b", {}, list(shown)), count: people.length }), h("small", { dir: "auto" }, whys.join(" · "))));
}
