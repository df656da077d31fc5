"""Whoever changes how titles are filed must raise the version, or indexes that hosts have stay as they were made."""

from __future__ import annotations

import re
from dataclasses import asdict
from hashlib import sha256

from bot.config import ROOT
from bot.domain.model import NameKind
from bot.domain.names import Forms
from bot.domain.search import INDEX_VERSION, Entry, EntryName, Filed, filed
from bot.domain.search.filing import Field, cuts, facet_number

# What was made with which version; all three lines change together.
VERSION = "3"
DIGEST = "91a17da5f632e19c"  # of what filed() makes of the entries below
SCHEMA = "23576a7ca49e5da0"  # of the tables


def name(text: str, *readings: str, kind: NameKind = "original", language: str = "") -> EntryName:
    return EntryName(text, kind, Forms(readings=readings), language)


SNAKE = (
    name("贪吃蛇", "tan chi she"),
    name("The Greedy Snake", kind="official"),
    name("Lu Fool’s", language="zh-Latn"),
)
PLOT = (
    ("synopsis", "A courier’s wife goes back to 1980. 外卖员在夜里。"),
    ("cast", "万茜"),
    ("production", "Rednote"),
)
FACETS = frozenset(
    {"trope:revenge", "collection:red-mirror", "language:zh", "way:rednote:tw", "way:rednote:"}
)
ENTRIES = [
    Entry("greedy-snake", SNAKE, PLOT, FACETS, 2025, 2),
    Entry("second", (name("长路第二季", "chang lu di er ji", "zhang lu di er ji", kind="alias"),), guild=7),
    Entry(
        "others",
        (name("眠り姫の秘密", kind="gloss"), name("الخيانة"), name("OMG！70年代", "omg 70 nian dai")),
    ),
]


def test_the_version_rises_when_titles_are_filed_in_another_way() -> None:
    made = _digest("\n".join(_written_down(filed(entry)) for entry in ENTRIES))
    assert (INDEX_VERSION, made) == (VERSION, DIGEST), (
        f"filed() returns something else than it did for version {VERSION}. Indexes that hosts have were made in the "
        "old way: raise INDEX_VERSION in bot/domain/search/filing.py, "
        f"then write that version and DIGEST = {made!r} in {__name__}."
    )


def test_the_version_rises_when_the_tables_change() -> None:
    schema = (ROOT / "bot/store/search/schema.sql").read_text(encoding="utf-8")
    made = _digest(" ".join(re.sub(r"--[^\n]*", "", schema).split()))
    assert (INDEX_VERSION, made) == (VERSION, SCHEMA), (
        f"The tables are not those of version {VERSION}: raise INDEX_VERSION in bot/domain/search/filing.py, "
        f"then write that version and SCHEMA = {made!r} in {__name__}."
    )


def test_the_entries_stand_for_every_rule() -> None:
    made = [filed(entry) for entry in ENTRIES]
    assert {field for one in made for field, _, _ in one.keys} == set(Field)
    assert all(any(getattr(one, part) for one in made) for part in Filed.__dataclass_fields__)
    assert len({rank for one in made for _, rank in one.terms}) >= 3


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _written_down(one: Filed) -> str:
    """Everything of it that reaches a table, the same on every Python."""
    columns = {**asdict(one), "keys": [(int(field), key, n) for field, key, n in one.keys]}
    derived = (
        one.digest.hex(),
        sorted(cut for word in one.words for cut in cuts(word)),
        [facet_number(facet) for facet in one.facets],
    )
    return repr((sorted(columns.items()), derived))
