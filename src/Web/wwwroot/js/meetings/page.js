import { Live } from "../live/live.js";
import { showSignedOut } from "../shell/signed-out.js";
import { startPage } from "../shell/start.js";
import { Meetings } from "./meetings.js";

/** @type {HTMLElement} */
const root = document.querySelector("[data-meetings]");

// What happens between reading and listening would be missed, so listening comes first; a slow stream holds nothing up.
const LISTEN_FIRST = 700;
const live = new Live();
live.addEventListener("state", ({ detail }) => detail.state === "signed-out" && showSignedOut());
live.start();

await startPage(root, async context => {
  const inTime = await Promise.race([live.ready.then(() => true), new Promise(resolve => setTimeout(() => resolve(false), LISTEN_FIRST))]);
  if (!inTime) live.ready.then(() => live.dispatchEvent(new CustomEvent("fresh")));
  await new Meetings(root, { ...context, live }).start();
});
