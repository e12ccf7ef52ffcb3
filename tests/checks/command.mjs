import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");

const require = createRequire(import.meta.url);

/** Runs a program and gives back all that it printed; any exit code but 0 throws with it. */
export function command(program, args, { cwd = root, env = {}, seconds = 300 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    let output = "";
    child.stdout.on("data", text => (output += text));
    child.stderr.on("data", text => (output += text));
    child.on("error", reject);
    child.on("close", code => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else reject(new Error(`${output.trim()}\n(exit code ${code ?? `none within ${seconds} s`})`));
    });
  });
}

/** The program of an npm package, by its own Node and not by a shell. */
export function tool(name, binary, args, options) {
  const manifest = require(join(here, "node_modules", name, "package.json"));
  const path = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[binary];
  return command(process.execPath, [join(here, "node_modules", name, path), ...args], options);
}
