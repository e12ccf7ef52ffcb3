import { openDialog } from "../dialogs/dialog.js";
import { copyline } from "../dom/copy.js";
import { showProblem } from "../dom/form.js";
import { h } from "../dom/h.js";
import { t } from "../text/text.js";
import { date, day } from "../text/when.js";

const PATH = "/me/calendar-feed";

/** ME-11: the address is told once, so that the page can only say whether there is one. */
export async function feed(api) {
  const place = h("div.stack");
  const problem = h("div", { "data-problem": "" });
  const panel = h("section.panel", { "aria-label": t("feed.title") }, h("header", {}, h("h2", {}, t("feed.title"))), h("div.body.stack", {}, h("p.muted.sm", {}, t("feed.text")), place, problem));
  paint((await api.get(PATH)).since, null);
  return panel;

  function paint(since, url) {
    if (since === null) {
      place.replaceChildren(h("p", {}, t("feed.none")), h("div", {}, button("feed.open", "btn outline", renew)));
      return;
    }
    place.replaceChildren(
      ...(url ? [copyline(url, t("feed.copy")), h("p.sm", { role: "status" }, t("feed.new"))] : [h("p", {}, t("feed.since", { date: date(day(since)) }))]),
      h("div.row.wrap", {}, button("feed.renew", "btn outline", () => sure("feed.renew", renew)), button("feed.close", "btn outline", () => sure("feed.close", close))),
    );
  }

  function button(name, look, run) {
    const made = h("button", { type: "button", class: look }, t(name));
    made.addEventListener("click", async () => {
      made.disabled = true;
      try {
        problem.replaceChildren();
        await run();
      } catch (failure) {
        showProblem(panel, failure);
      } finally {
        made.disabled = false;
        (made.isConnected ? made : place.querySelector("button"))?.focus();
      }
    });
    return made;
  }

  function sure(name, run) {
    return openDialog({ title: t(`${name}.title`), alert: true, submit: t(name), body: [h("p.muted", {}, t(`${name}.text`))], run });
  }

  async function renew() {
    const { url } = await api.post(PATH);
    paint(Date.now(), url);
  }

  async function close() {
    await api.delete(PATH);
    paint(null, null);
  }
}
