// Runs the outside checkers one after the other and ends with the counts that ./test sums.
import { startDemo } from "./app.mjs";
import { calendars } from "./calendars.mjs";
import { contacts } from "./contacts.mjs";
import { oauth } from "./oauth.mjs";
import { openapi } from "./openapi.mjs";
import { pages } from "./pages.mjs";
import { regexes } from "./regexes.mjs";
import { scripts } from "./scripts.mjs";
import { secrets } from "./secrets.mjs";

const all = Boolean(process.env.XBEES_TEST_ALL);
const counts = { passed: 0, failed: 0 };

async function check({ name, run }, demo) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    await run(demo);
    counts.passed++;
    console.log(`ok      ${name} (${seconds()})`);
  } catch (error) {
    counts.failed++;
    console.log(`FAILED  ${name} (${seconds()})\n${error.message}\n`);
  }
}

for (const checker of [...scripts, ...regexes, ...secrets, ...calendars, ...contacts, ...oauth]) {
  if (all || !checker.long) await check(checker);
}

let demo;
await check({ name: "the demo starts", run: async () => (demo = await startDemo()) });
if (demo) {
  for (const checker of [...openapi, ...pages]) await check(checker, demo);
  await check({ name: "the demo stops", run: () => demo.stop() });
}

console.log(`${counts.passed} passed, ${counts.failed} failed, 0 skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;
