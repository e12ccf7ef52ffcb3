"""Reads the corpus of vCards with python-vobject."""

import json
import sys

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


with open(sys.argv[1], encoding="utf-8") as corpus:
    cards = json.load(corpus)
found = []
for written in cards:
    card = vobject.readOne(written["text"], validate=True)
    if read(card) != written["fields"]:
        found.append(f"read  {read(card)}\nmeant {written['fields']}")
if found:
    sys.exit("\n".join(found))
