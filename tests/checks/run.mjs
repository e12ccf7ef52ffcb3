// Runs the outside checkers one after the other and ends with the counts that ./test sums.
import { scripts } from "./scripts.mjs";

const all = Boolean(process.env.XBEES_TEST_ALL);
const counts = { passed: 0, failed: 0, skipped: 0 };

async function check({ name, run }) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    await run();
    counts.passed++;
    console.log(`ok      ${name} (${seconds()})`);
  } catch (error) {
    counts.failed++;
    console.log(`FAILED  ${name} (${seconds()})\n${error.message}\n`);
  }
}

for (const checker of [...scripts].filter(one => all || !one.long)) await check(checker);

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;
