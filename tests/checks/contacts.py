"""Reads the corpus of vCards with python-vobject, and its table with Python's own csv."""

import csv
import json
import sys
from io import StringIO

import vobject


def text(card, name):
    return getattr(card, name).value if hasattr(card, name) else None


def phone(card, kind):
    for tel in card.contents.get("tel", []):
        if kind in tel.params.get("TYPE", []):
            return tel.value.removeprefix("tel:")
    return None


def read(card):
    return {
        "name": text(card, "fn"),
        "company": text(card, "org")[0],
        "jobTitle": text(card, "title"),
        "email": text(card, "email"),
        "workPhone": phone(card, "work"),
        "mobilePhone": phone(card, "cell"),
        "homePhone": phone(card, "home"),
        "note": text(card, "note"),
    }


def table(text):
    return [row for row in csv.reader(StringIO(text, newline=""))]


with open(sys.argv[1], encoding="utf-8") as corpus:
    written = json.load(corpus)
found = []
for card in written["cards"]:
    seen = read(vobject.readOne(card["text"], validate=True))
    if seen != card["fields"]:
        found.append(f"read  {seen}\nmeant {card['fields']}")
# What another program has made of the table, else the table itself.
shown = open(sys.argv[2], encoding="utf-8", newline="").read() if len(sys.argv) > 2 else written["table"]
rows = table(shown.removeprefix("\ufeff"))
for row, meant in zip(rows, written["rows"], strict=True):
    if row != meant or any(cell[:1] in ("=", "+", "-", "@") for cell in row if cell):
        found.append(f"read  {row}\nmeant {meant}")
if found:
    sys.exit("\n".join(found))
