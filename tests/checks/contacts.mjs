import ICAL from "ical.js";
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, here } from "./command.mjs";

const tests = "tests/Infrastructure.Tests/bin/Debug/net10.0/XBees.Infrastructure.Tests.dll";

let corpus;

/** The file into which the product has written its corpus. */
const written = () =>
  (corpus ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), "xbees-contacts-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "corpus.json");
    await command("dotnet", [tests, "--no-ansi", "--filter-class", "*.ContactCorpus"], { env: { XBEES_CONTACT_CORPUS: path } });
    return path;
  })());

function read(text) {
  const card = new ICAL.Component(ICAL.parse(text));
  // It leaves the backslash that RFC 6350 (3.4) lets stand before a semicolon.
  const value = name => [card.getFirstPropertyValue(name)].flat().map(text => text?.replaceAll("\\;", ";"))[0];
  const phone = type => card.getAllProperties("tel").find(one => one.getParameter("type") === type)?.getFirstValue().replace(/^tel:/, "") ?? null;
  return {
    name: value("fn"),
    company: value("org"),
    jobTitle: value("title"),
    email: value("email"),
    workPhone: phone("work"),
    mobilePhone: phone("cell"),
    homePhone: phone("home"),
    note: value("note"),
  };
}

async function byScript() {
  const cards = JSON.parse(await readFile(await written(), "utf8"));
  const complaints = cards.map(({ text, fields }) => [JSON.stringify(read(text)), JSON.stringify(fields)]).filter(([is, should]) => is !== should);
  if (complaints.length > 0) throw new Error(complaints.map(([is, should]) => `read  ${is}\nmeant ${should}`).join("\n"));
}

/** Debian's packages are seen by Debian's Python alone. */
async function python() {
  for (const name of ["/usr/bin/python3", "python3"]) {
    if (await command(name, ["-c", "import vobject"]).then(() => true, () => false)) return name;
  }
  throw new Error("No Python has the package vobject; on Debian and Ubuntu: apt-get install python3-vobject");
}

/** What reads the vCards that the product writes. */
export const contacts = [
  { name: "ical.js: vCards", run: byScript },
  { name: "python-vobject: vCards", run: async () => command(await python(), [join(here, "contacts.py"), await written()]) },
];
