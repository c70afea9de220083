"""Every command in every format, over the records that ship and over a record whose texts are hostile.

Two lines of defence are tried. The reader refuses what controls a terminal; and where a text comes past it all the same (here
with the reader's guard taken away), no format writes a control byte of it. What is written is read back by other people's
parsers and compared with the Table that was answered.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pyte
import pytest

from openskies_cli import desk, nodes
from openskies_cli.formats import FORMATS
from openskies_cli.main import main
from openskies_cli.table import Column, Table, coded, said
from openskies_cli.view import harmful, tame
from openskies_cli.words import COMMANDS

READABLE = {  # a name -> a hostile text that a record may hold
    "rich": "[bold red]x[/] [link=http://example.org]y[/link] :smile: [/bold]",
    "html": "</td></table><script>alert(1)</script><img src=x onerror=alert(1)> &lt; &amp;",
    "formula": '=HYPERLINK("http://example.org";"x")',
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markdown": "| a | [x](http://example.org) ![y](z) `code` **b** <!-- c --> \\| #",
    "lines": "one\\n| two | x |\\n\\n- three\\n",
    "bidi": "right \u202e tfel \u2066 isolated \u200b zero",
    "hidden": "tag \U000e0041\U000e0042 mark \u200f\u061c",
    "tree": "├─ └─ │ not a branch",
}
REFUSED = {  # what the reader refuses, as YAML writes it
    "colour": "\\e[31mred\\e[0m",
    "title": "\\e]0;pwned\\a\\e]8;;http://example.org\\e\\\\x",
    "c1": "\\x9b2J\\x9d0;pwned\\x9c",
    "back": "over\\rwritten \\b\\b\\b \\t tab",
    "null": "nul \\0 del \\x7f next \\N line \\L para \\P",
}


def record(texts: list[str]) -> str:
    """A treaty with these texts wherever a text may stand."""

    def t(i: int) -> str:
        text = texts[i % len(texts)]
        return '"' + text.replace('"', '\\"') + '"' if '"' not in text or "\\" in text else "'" + text.replace("'", "''") + "'"

    return f"""
id: hostile
title: {t(0)}
short_title: {t(1)}
adopted: 2010-05-01
place: {t(2)}
depositaries: [FR, {t(3)}]
attributes: {{quota: {t(4)}}}
coverage: {{from: 2010-05-01, through: 2024-12-31, sources: [evil]}}
gaps: [{{participant: US, note: {t(5)}}}]
clauses:
  entry_into_force: {{article: {t(6)}, when: {{instruments: 2}}, delay: {{days: 30}}, published: 2011-04-02}}
  entry_into_force_for_state: {{article: {t(7)}, counts_after: treaty_entry_into_force, delay: {{days: 30}}}}
  withdrawal: {{article: {t(8)}, from: received, delay: {{months: 6}}}}
  duration: {{article: {t(0)}, years: 90}}
  provisional_application: {{article: {t(1)}, scope: [{t(2)}], from: signature}}
  deadlines: [{{what: {t(3)}, after: notice, from: {{days: 30}}, to: {{days: 60}}, article: {t(4)}}}]
events:
  - {{event: conference, date: 2015-01-01, place: {t(5)}, notes: {t(6)}, article: {t(7)}, sources: [evil]}}
participants:
  FR:
    quota: 3
    notes: {t(8)}
    actions:
      - {{action: signature, date: 2010-05-01, sources: [evil], called: {t(0)}, notes: {t(1)}}}
      - {{action: ratification, date: 2011-01-10, sources: [evil], body: {t(2)}}}
      - {{action: reservation, date: 2011-01-10, territory: {t(3)}, scope: [{t(4)}], sources: [evil], notes: {t(5)}}}
      - action: notice_of_withdrawal
        date: 2020-02-29
        effect: 2020-09-01
        basis: published
        prefer: published
        why: {t(6)}
        called: {t(7)}
        sources: [evil]
        also_reported: [{{date: 2020-03-01, source: evil, why: {t(8)}}}]
  US:
    actions:
      - {{action: signature, date: 2010-05-01, sources: [evil]}}
      - {{action: ratification, date: 2011-03-02, sources: [evil], notes: {t(0)}}}
      - {{action: suspension, date: 2015-01-01, by: FR, towards: [US], contested_by: [US], scope: [{t(1)}], sources: [evil], notes: {t(2)}}}
      - {{action: announcement, date: 2016-01-01, body: {t(3)}, notes: {t(4)}, sources: [evil]}}
sources: [evil]
notes: {t(5)}
"""


def people(texts: list[str]) -> str:
    """Participants whose names are these texts, each made another name by its number."""
    lines = [f'  X{chr(65 + i)}: {{kind: state, name: "{i} {text}", aliases: ["alias {i} {text}"]}}' for i, text in enumerate(texts)]
    named = '  FR: {kind: state, name: France}\n  US: {kind: state, name: "United [b]States[/b]"}'
    return "\n".join(["participants:", named, *lines]) + "\n"


def source(texts: list[str]) -> str:
    def t(i: int) -> str:
        return '"' + texts[i % len(texts)] + '"'

    return f"""
id: evil
title: {t(0)}
kind: press
publisher: {t(1)}
date: 2020-01-01
licence: {t(2)}
notes: {t(3)}
claims:
  - id: a
    says: {t(4)}
    notes: {t(5)}
    readings:
      - {{ask: status FR, expect: {{key: status, value: party}}, means: {t(6)}}}
"""


def quotable(texts: dict[str, str]) -> list[str]:
    """The texts as they stand between double quotes in YAML."""
    return [text if "\\" in text and name in (*REFUSED, "lines") else text.replace("\\", "\\\\").replace('"', '\\"') for name, text in texts.items()]


def written(folder: Path, texts: list[str]) -> Path:
    (folder / "data" / "treaties").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "data" / "treaties" / "hostile.yaml").write_text(record_of(texts), encoding="utf-8")
    (folder / "data" / "participants.yaml").write_text(people(texts), encoding="utf-8")
    (folder / "seeds" / "evil.yaml").write_text(source(texts), encoding="utf-8")
    return folder


def record_of(texts: list[str]) -> str:
    return record(["\x00"] * 9).replace('"\x00"', "{}").format()


LINES = {  # every command, as it is asked of records that have France in them; more than one line where the columns differ
    "status": ["status FR US XA --on 2020-03-01"],
    "parties": ["parties --status all --spells all"],
    "withdrawals": ["withdrawals", "withdrawals --by-year"],
}
