// Names the failed tests of a results file (trx, tap, or the log of the checkers), each with the first line of its message.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const MOST = 50;

const ENTITIES = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

const plain = text =>
  text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? whole) : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10)));

const firstLine = text => text.split("\n").map(line => line.trim()).find(line => line !== "") ?? "";

/** @returns {{name: string, message: string}[]} */
export function failedInTrx(text) {
  const failed = [];
  for (const [, attributes, inside = ""] of text.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>(.*?)<\/UnitTestResult>)/gs)) {
    if (!/ outcome="(?:Failed|Error|Timeout|Aborted)"/.test(` ${attributes}`)) continue;
    const name = / testName="([^"]*)"/.exec(` ${attributes}`)?.[1] ?? "";
    const message = /<Message>(.*?)<\/Message>/s.exec(inside)?.[1] ?? "";
    failed.push({ name: plain(name), message: firstLine(plain(message)) });
  }
  return failed;
}

/** A suite fails with its tests; they are named, it is not. */
export function failedInTap(text) {
  const failed = [];
  for (const [, name, details] of text.matchAll(/^ *not ok \d+ - ([^\n]*)\n +---\n(.*?)^ +\.\.\.$/gms)) {
    if (/ # (?:TODO|SKIP)\b/i.test(name) || /^ *failureType: 'subtestsFailed'$/m.test(details)) continue;
    const [, block, quoted = ""] = /^ *error: (?:\|-?\s+(.*)|(.*))$/m.exec(details) ?? [];
    failed.push({ name, message: firstLine(block ?? quoted.replace(/^(['"])(.*)\1$/, "$2")) });
  }
  return failed;
}

/** What tests/checks/run.mjs printed. */
export function failedInLog(text) {
  return [...text.matchAll(/^FAILED {2}(.*) \([^()]*\)\n(.*)$/gm)].map(([, name, message]) => ({ name, message: message.trim() }));
}

const readers = { trx: failedInTrx, tap: failedInTap, log: failedInLog };

export function lines(file, text) {
  const failed = readers[file.split(".").at(-1)](text);
  const named = failed.slice(0, MOST).map(({ name, message }) => `   ${name}\n      ${message}`);
  return failed.length > MOST ? [...named, `   and ${failed.length - MOST} more`] : named;
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
  for (const line of lines(argv[2], readFileSync(argv[2], "utf8"))) console.log(line);
}
