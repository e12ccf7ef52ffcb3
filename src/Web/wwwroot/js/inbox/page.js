import { Api } from "../api/api.js";
import { Live } from "../live/live.js";
import { startShell } from "../shell/shell.js";
import { showSignedOut } from "../shell/signed-out.js";
import { h, icon } from "../dom/h.js";
import { t } from "../text/text.js";
import { Inbox } from "./inbox.js";

const app = document.querySelector(".app");
const api = new Api();
const live = new Live();
api.addEventListener("signed-out", showSignedOut);
live.addEventListener("state", ({ detail }) => detail.state === "signed-out" && showSignedOut());

// What happens between reading and listening would be missed, so listening comes first; a slow stream holds nothing up.
const LISTEN_FIRST = 700;

async function start() {
  live.start();
  let late = false;
  try {
    const [me] = await Promise.all([api.me(), Promise.race([live.ready, new Promise(resolve => setTimeout(() => ((late = true), resolve(undefined)), LISTEN_FIRST))])]);
    startShell(me);
    const inbox = new Inbox(app, { api, live, me });
    if (late) live.ready.then(() => live.dispatchEvent(new CustomEvent("fresh")));
    await inbox.start();
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    if (problem.status !== 401) failed();
  }
}

function failed() {
  const again = h("button.btn.outline", { type: "button", onclick: () => location.reload() }, icon("rotate-cw", "s"), t("try-again"));
  app.querySelector("[data-banner]").replaceChildren(h("div.empty", { role: "alert" }, icon("cloud-off"), h("h2", {}, t("list.failed")), h("p", {}, t("failed.network")), again));
}

await start();
