import { bdi, h, hiddenText, icon } from "../dom/h.js";
import { showProblem } from "../dom/form.js";
import { t } from "../text/text.js";
import { full, short } from "../text/when.js";

/** Where I am signed in; each session can be ended, or all others at once (AU-4). */
export async function devices({ api }) {
  const list = h("ul.log");
  const others = h("button.btn.outline.small", { type: "button" }, t("account.sessions.end-others"));
  const panel = h("section.panel", { "aria-label": t("account.sessions") }, h("header", {}, h("h2.grow", {}, t("account.sessions")), others), h("div.body", {}, list, h("div", { "data-problem": "" })));
  const run = async work => {
    try {
      await work();
      await load();
    } catch (problem) {
      showProblem(panel, problem);
    }
  };
  const load = async () => {
    const { items } = await api.get("/me/sessions");
    others.hidden = items.length < 2;
    list.replaceChildren(...items.map(session => row(session, () => run(() => api.delete(`/me/sessions/${session.id}`)))));
  };
  others.addEventListener("click", () => run(() => api.delete("/me/sessions")));
  document.addEventListener("sessions-changed", load);
  await load();
  return panel;
}

function row({ current, browser, userAgent, address, lastUsedAt, createdAt }, end) {
  const name = nameOf(browser ?? userAgent) ?? t("account.sessions.unknown");
  const used = lastUsedAt ?? createdAt;
  return h("li", {}, icon(/phone|android|mobile/i.test(name) ? "smartphone" : "monitor"),
    h("div", {}, h("p", {}, bdi(name), " ", current ? h("span.tag.ok", {}, t("account.sessions.this")) : null),
      h("p.faint.sm", {}, address ? [bdi(address), " · "] : null, t("account.sessions.used"), " ", h("time", { datetime: used, title: full(used) }, short(used)))),
    current ? h("span") : h("button.btn.outline.small", { type: "button", onclick: end }, t("account.sessions.end"), hiddenText(`: ${name}`)));
}

/** "Firefox, Linux" out of what the browser says of itself. */
function nameOf(agent) {
  if (!agent) return null;
  if (!agent.includes("Mozilla/")) return agent;
  const browser = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]].find(([mark]) => agent.includes(mark))?.[1];
  const system = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["Linux", "Linux"]].find(([mark]) => agent.includes(mark))?.[1];
  return [browser, system].filter(Boolean).join(", ") || agent;
}
