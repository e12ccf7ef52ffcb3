import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { check } from "recheck";
import ts from "typescript";
import { root } from "./command.mjs";

async function sources(folder, ending) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !/[/\\](?:bin|obj|node_modules)[/\\]/.test(path));
}

function inScript(path, text) {
  const found = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const visit = node => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ path, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Patterns that .NET runs without backtracking cannot be slow, whatever they are. */
function inCSharp(path, text) {
  return [...text.matchAll(/(?:GeneratedRegex|new Regex|Regex\.\w+)\(\s*(?:\w+,\s*)?(@?)"((?:[^"\\]|\\.|"")*)"([^)]*)/g)]
    .filter(match => !match[3].includes("NonBacktracking"))
    .map(([, verbatim, literal, options]) => ({
      path,
      source: (verbatim ? literal.replaceAll('""', '"') : JSON.parse(`"${literal}"`)).replace(/\\z|\\Z/g, "$").replace(/\\A/g, "^"),
      flags: options.includes("IgnoreCase") ? "iu" : "u",
    }));
}

async function slow({ path, source, flags }) {
  const result = await check(source, flags.replace(/[yd]/g, ""), { timeout: 20_000 });
  const where = `${relative(root, path)}: /${source}/${flags}`;
  // No text is longer than a message's 10,000 characters, which the square of costs milliseconds; the cube would cost minutes.
  const bearable = result.complexity?.type === "polynomial" && result.complexity.degree <= 2;
  if (result.status === "vulnerable" && !bearable) return `${where} takes ${result.complexity.summary} on ${JSON.stringify(result.attack.string.slice(0, 60))}`;
  return result.status === "unknown" ? `${where} could not be judged: ${result.error.kind}` : null;
}

/** What looks for patterns that a long text can make slow. */
export const regexes = [
  {
    name: "recheck: every pattern",
    run: async () => {
      const patterns = [];
      for (const path of [...(await sources("widget", ".js")), ...(await sources("src/Web/wwwroot/js", ".js"))]) {
        patterns.push(...inScript(path, await readFile(path, "utf8")));
      }
      for (const path of await sources("src", ".cs")) patterns.push(...inCSharp(path, await readFile(path, "utf8")));
      if (patterns.length === 0) throw new Error("No pattern was found in any source.");
      const complaints = [];
      for (const pattern of patterns) complaints.push(await slow(pattern));
      const wrong = complaints.filter(Boolean);
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    },
  },
];
