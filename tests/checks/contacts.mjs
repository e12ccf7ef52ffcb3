import ICAL from "ical.js";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "vcard4";
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

function byIcal(text) {
  const card = new ICAL.Component(ICAL.parse(text));
  // It leaves the backslash that RFC 6350 (3.4) lets stand before a semicolon.
  const value = name => [card.getFirstPropertyValue(name)].flat().map(text => text?.replaceAll("\\;", ";"))[0];
  return fields(value, type => card.getAllProperties("tel").find(one => one.getParameter("type") === type)?.getFirstValue());
}

function byVcard4(text) {
  const card = parse(text).parsedVcard;
  // It takes the n behind a backslash that is escaped for a line's end (RFC 6350, 3.4).
  const value = name => card.find(({ property }) => property === name.toUpperCase())?.value.replaceAll("\\\n", "\\n");
  return fields(value, type => card.find(({ property, parameters }) => property === "TEL" && parameters.TYPE === type)?.value);
}

/** As the product calls them. */
function fields(value, tel) {
  const phone = type => tel(type)?.replace(/^tel:/, "") ?? null;
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

const byScript = read => async () => {
  const { cards } = JSON.parse(await readFile(await written(), "utf8"));
  const complaints = cards.map(({ text, fields }) => [JSON.stringify(read(text)), JSON.stringify(fields)]).filter(([is, should]) => is !== should);
  if (complaints.length > 0) throw new Error(complaints.map(([is, should]) => `read  ${is}\nmeant ${should}`).join("\n"));
};

/** Debian's packages are seen by Debian's Python alone. */
async function python() {
  for (const name of ["/usr/bin/python3", "python3"]) {
    if (await command(name, ["-c", "import vobject"]).then(() => true, () => false)) return name;
  }
  throw new Error("No Python has the package vobject; on Debian and Ubuntu: apt-get install python3-vobject");
}

const byPython = async (...args) => command(await python(), [join(here, "contacts.py"), await written(), ...args]);

/** The table as LibreOffice shows its cells, as a table again: a formula would be what it comes to. */
async function bySpreadsheet() {
  const path = await written();
  const { table } = JSON.parse(await readFile(path, "utf8"));
  const file = join(dirname(path), "contacts.csv");
  const shown = join(dirname(path), "shown");
  await mkdir(shown, { recursive: true });
  await writeFile(file, table);
  // Commas, quotation marks, UTF-8, from the first line on; on the way out all texts quoted and cells as they are shown.
  const args = ["--headless", `-env:UserInstallation=file://${join(dirname(path), "profile")}`, "--infilter=CSV:44,34,76,1"];
  await command("soffice", [...args, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false", "--outdir", shown, file]);
  return byPython(join(shown, "contacts.csv"));
}

/** What reads the vCards and the tables that the product writes. */
export const contacts = [
  { name: "ical.js: vCards", run: byScript(byIcal) },
  { name: "vcard4: vCards", run: byScript(byVcard4) },
  { name: "python-vobject and python: vCards and a table", run: () => byPython() },
  { name: "LibreOffice: a table", run: bySpreadsheet, long: true },
];
