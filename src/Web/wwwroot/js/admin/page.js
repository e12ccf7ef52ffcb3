import { startPage } from "../shell/start.js";

const root = document.querySelector("[data-section]");

await startPage(root, async context => {
  const { show } = await import(`./${root.dataset.section}.js`);
  await show(root, context);
});
