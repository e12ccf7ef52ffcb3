import ICAL from "ical.js";
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, here } from "./command.mjs";

const MOST_SHOWN = 20;
const tests = "tests/Infrastructure.Tests/bin/Debug/net10.0/XBees.Infrastructure.Tests.dll";

let corpus;

/** The file into which the product has written its corpus. */
const written = () =>
  (corpus ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), "xbees-calendars-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "corpus.json");
    await command("dotnet", [tests, "--no-ansi", "--filter-class", "*.CalendarCorpus"], { env: { XBEES_CALENDAR_CORPUS: path } });
    return path;
  })());

/** By the zones that the file itself brings, and by no others. */
function unixTime(property, zones) {
  const time = property.getFirstValue().clone();
  const id = property.getParameter("tzid");
  if (id) time.zone = zones.get(id);
  if (time.zone !== ICAL.Timezone.utcTimezone && !zones.has(time.zone?.tzid)) throw new Error(`${property.toICALString()} is in no zone of its file`);
  return time.toUnixTime();
}

function readEvent(event, zones) {
  const text = name => event.getFirstPropertyValue(name);
  return {
    uid: text("uid"),
    start: unixTime(event.getFirstProperty("dtstart"), zones),
    end: unixTime(event.getFirstProperty("dtend"), zones),
    summary: text("summary"),
    description: text("description"),
    location: text("location"),
    attendees: event.getAllProperties("attendee").map(attendee => ({
      email: decodeURIComponent(attendee.getFirstValue().replace(/^mailto:/, "")),
      name: attendee.getParameter("cn") ?? null,
    })),
  };
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = new Map(calendar.getAllSubcomponents("vtimezone").map(zone => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]));
  return { method: calendar.getFirstPropertyValue("method"), events: calendar.getAllSubcomponents("vevent").map(event => readEvent(event, zones)) };
}

function compare(file) {
  const { method, events } = read(file.text);
  const complaints = [];
  if (method !== file.method) complaints.push(`${file.name}: the method is ${method}`);
  if (events.length !== file.events.length) complaints.push(`${file.name}: ${events.length} events`);
  for (const [number, meant] of file.events.entries()) {
    const [is, should] = [JSON.stringify(events[number]), JSON.stringify(meant)];
    if (is !== should) complaints.push(`${file.name}:\n  read  ${is}\n  meant ${should}`);
  }
  return complaints;
}

async function byScript() {
  const complaints = JSON.parse(await readFile(await written(), "utf8")).flatMap(compare);
  if (complaints.length > 0) throw new Error([...complaints.slice(0, MOST_SHOWN), `${complaints.length} in all`].join("\n"));
}

/** Debian's packages are seen by Debian's Python alone. */
async function python() {
  for (const name of ["/usr/bin/python3", "python3"]) {
    if (await command(name, ["-c", "import icalendar"]).then(() => true, () => false)) return name;
  }
  throw new Error("No Python has the package icalendar; on Debian and Ubuntu: apt-get install python3-icalendar");
}

/** What reads the iCalendar files that the product writes. */
export const calendars = [
  { name: "ical.js: calendar files of every zone", run: byScript },
  { name: "python-icalendar: calendar files of every zone", run: async () => command(await python(), [join(here, "calendars.py"), await written()]) },
];
