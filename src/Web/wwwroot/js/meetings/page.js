import { Live } from "../live/live.js";
import { showSignedOut } from "../shell/signed-out.js";
import { startPage } from "../shell/start.js";
import { Meetings } from "./meetings.js";

/** @type {HTMLElement} */
const root = document.querySelector("[data-meetings]");

await startPage(root, async context => {
  const live = new Live();
  live.addEventListener("state", ({ detail }) => detail.state === "signed-out" && showSignedOut());
  live.start();
  await new Meetings(root, { ...context, live }).start();
});
