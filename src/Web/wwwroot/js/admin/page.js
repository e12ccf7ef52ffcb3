import { startPage } from "../shell/start.js";
import { warn } from "./files.js";

const SECTIONS = {
  agents: () => import("./agents.js"),
  services: () => import("./services.js"),
  widgets: () => import("./widgets.js"),
  mail: () => import("./mail.js"),
  "mail-texts": () => import("./mail-texts.js"),
  "api-keys": () => import("./api-keys.js"),
  blocks: () => import("./blocks.js"),
  meetings: () => import("./meetings.js"),
  crm: () => import("./crm.js"),
  files: () => import("./files.js"),
  organisation: () => import("./organisation.js"),
  audit: () => import("./audit.js"),
};

/** @type {HTMLElement} */
const root = document.querySelector("[data-section]");

// On a phone the sections are one line that scrolls.
document.querySelector(".side-nav [aria-current]").scrollIntoView({ block: "nearest", inline: "center" });

await startPage(root, async context => {
  const { show } = await SECTIONS[root.dataset.section]();
  await show(root, context);
  if (root.dataset.section !== "files") await warn(root, context.api);
});
