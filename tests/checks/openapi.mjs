import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort, Served } from "./app.mjs";
import { command, here, tool } from "./command.mjs";

const require = createRequire(import.meta.url);
const generated = join(here, "generated");
const document = join(generated, "openapi.json");

/** Fetches the document from the running program, as any client would. */
async function fetchDocument(demo) {
  const response = await fetch(`${demo.url}/openapi/v1.json`);
  if (!response.ok) throw new Error(`The OpenAPI document answered ${response.status}.`);
  await rm(generated, { recursive: true, force: true });
  await mkdir(generated);
  await writeFile(document, JSON.stringify(await response.json(), null, 2));
}

async function mainJob(demo) {
  const manifest = require.resolve("@stoplight/prism-cli/package.json");
  const url = `http://127.0.0.1:${await freePort()}`;
  const proxy = new Served(process.execPath, [
    join(dirname(manifest), require(manifest).bin.prism),
    "proxy",
    document,
    demo.url,
    "--errors",
    "--host=127.0.0.1",
    `--port=${new URL(url).port}`,
  ]);
  try {
    await proxy.answers(`${url}/api/v1/me`, () => true);
    return await command(process.execPath, [join(generated, "client", "main-job.js")], { env: { XBEES_URL: url, XBEES_API_KEY: demo.apiKey } });
  } catch (error) {
    throw new Error(`${error.message}\n${proxy.output.split("\n").filter(line => /violation|error/i.test(line)).join("\n")}`);
  } finally {
    await proxy.stop();
  }
}

/** What reads the OpenAPI document, and what is made of it. */
export const openapi = [
  {
    name: "spectral: OpenAPI document",
    run: async demo => {
      await fetchDocument(demo);
      await tool("@stoplight/spectral-cli", "spectral", ["lint", document, "--ruleset=tests/checks/spectral.yaml", "--fail-severity=warn"]);
    },
  },
  {
    name: "redocly: OpenAPI document",
    run: () => tool("@redocly/cli", "redocly", ["lint", document, "--config=tests/checks/redocly.yaml"], { env: { REDOCLY_TELEMETRY: "off", CI: "true" } }),
  },
  {
    name: "openapi-typescript: a client is generated and compiled",
    run: async () => {
      await tool("openapi-typescript", "openapi-typescript", [document, "--output", join(generated, "api.d.ts")]);
      await tool("typescript", "tsc", ["-p", "tests/checks/tsconfig.client.json"]);
    },
  },
  { name: "prism: the generated client does the main job within the contract", run: mainJob },
];
