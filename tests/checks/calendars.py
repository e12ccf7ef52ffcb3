"""Reads the corpus of calendar files with python-icalendar; times by the zones that each file brings."""

import json
import sys
from datetime import timezone
from urllib.parse import unquote

from icalendar import Calendar

MOST_SHOWN = 20


def unix_time(value, zones):
    time, zone = value.dt, value.params.get("TZID")
    if zone is None:
        assert time.utcoffset().total_seconds() == 0, "a time without a zone is no UTC"
        return int(time.timestamp())
    return int(zones[zone].localize(time.replace(tzinfo=None)).astimezone(timezone.utc).timestamp())


def listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def text(event, name):
    return str(event[name]) if name in event else None


def read(event, zones):
    return {
        "uid": text(event, "UID"),
        "start": unix_time(event["DTSTART"], zones),
        "end": unix_time(event["DTEND"], zones),
        "summary": text(event, "SUMMARY"),
        "description": text(event, "DESCRIPTION"),
        "location": text(event, "LOCATION"),
        "attendees": [
            {"email": unquote(str(one)[len("mailto:"):]), "name": one.params.get("CN")} for one in listed(event.get("ATTENDEE"))
        ],
    }


def can_read(value):
    """It takes an escaped backslash, and what follows it, for another escape."""
    return not isinstance(value, str) or "\\" not in value


def complaints(corpus):
    for file in corpus:
        calendar = Calendar.from_ical(file["text"])
        zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
        events = [read(event, zones) for event in calendar.walk("VEVENT")]
        if text(calendar, "METHOD") != file["method"]:
            yield f"{file['name']}: the method is {text(calendar, 'METHOD')}"
        if len(events) != len(file["events"]):
            yield f"{file['name']}: {len(events)} events"
        for event, meant in zip(events, file["events"]):
            if any(event[name] != value for name, value in meant.items() if can_read(value)):
                yield f"{file['name']}:\n  read  {event}\n  meant {meant}"


with open(sys.argv[1], encoding="utf-8") as corpus:
    found = list(complaints(json.load(corpus)))
for complaint in found[:MOST_SHOWN]:
    print(complaint)
if found:
    sys.exit(f"{len(found)} in all")
