import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./command.mjs";

const START_SECONDS = 90;

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A program that serves on loopback until it is stopped. */
export class Served {
  #child;
  #ended;
  #output = "";

  constructor(program, args, options) {
    this.#child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on("data", text => (this.#output += text));
    this.#ended = new Promise(resolve => this.#child.on("close", resolve));
  }

  get output() {
    return this.#output;
  }

  /** Waits until an address answers; a program that ends before throws with what it said. */
  async answers(address, accept = response => response.ok) {
    const until = performance.now() + START_SECONDS * 1000;
    let gone = false;
    this.#ended.then(() => (gone = true));
    while (!gone && performance.now() < until) {
      const response = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
      await response?.body?.cancel();
      if (response && accept(response)) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    await this.stop();
    throw new Error(`${address} did not answer.\n${this.#output}`);
  }

  async stop() {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 15_000);
    this.#child.kill("SIGTERM");
    await this.#ended;
    clearTimeout(timer);
  }
}

/** The real program with its demo's data, on a free port and a folder of its own. */
export async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), "xbees-checks-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const apiKey = `xbk_${randomBytes(24).toString("hex")}`;
  const password = randomBytes(12).toString("base64url");
  const served = new Served("dotnet", ["bin/Debug/net10.0/XBees.Web.dll", "--demo", "--urls", url, `--XBees:DataPath=${folder}`], {
    cwd: join(root, "src", "Web"),
    env: { ...process.env, XBEES_DEMO_API_KEY: apiKey, XBEES_DEMO_PASSWORD: password, XBEES_DEMO_LIMITS: "off", DOTNET_NOLOGO: "1" },
  });
  await served.answers(`${url}/health/ready`);
  return {
    url,
    apiKey,
    password,
    get output() {
      return served.output;
    },
    async stop() {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
