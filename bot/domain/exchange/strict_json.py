"""Titles as JSON, read strictly: what a parser would quietly drop or make up is refused with a sentence."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import accumulate
from typing import Any, cast

from bot.domain.catalogue import Problem
from bot.domain.exchange.document import MAX_ROWS, Document, Entry, Refused
from bot.domain.exchange.mistakes import shown

FORMAT, VERSION = "microdrama-catalogue", 1
MAX_DEPTH = 32  # a title needs five

# A string in one bite, also one that never ends: the scan stays linear whatever the file is.
_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)


def write_json(records: list[dict[str, Any]]) -> str:
    body = {"format": FORMAT, "version": VERSION, "titles": records}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def read_json(name: str, text: str, document: Document) -> None:
    for at, raw in enumerate(_titles(_parsed(text))):
        place = f"{name} titles[{at}]"
        if isinstance(raw, dict):
            document.entries.append(Entry(place, cast("dict[str, Any]", raw)))
        else:
            document.problems.append(Problem(place, "(record)", "is not an object"))


def _titles(body: Any) -> list[Any]:
    top = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
    titles = top.get("titles")
    if top.get("format") != FORMAT or not isinstance(titles, list):
        shape = f'{{"format": "{FORMAT}", "version": {VERSION}, "titles": […]}}'
        raise Refused(f"does not have the shape {shape}")
    if top.get("version") != VERSION:
        raise Refused(f"has version {shown(str(top.get('version')))}; this program reads version {VERSION}")
    if others := set(top) - {"format", "version", "titles"}:
        raise Refused(f"has the unknown key {shown(min(others))}")
    found = cast("list[Any]", titles)
    if len(found) > MAX_ROWS:
        raise Refused(f"has more than {MAX_ROWS:,} titles: split it")
    return found


def _parsed(text: str) -> Any:
    steps = (match[0] for match in _BRACKET.finditer(text) if match[0][0] != '"')
    depths = accumulate(1 if step in "[{" else -1 for step in steps)
    if any(depth > MAX_DEPTH for depth in depths):
        raise Refused(f"is nested more than {MAX_DEPTH} levels deep")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refused(f"is not readable JSON ({error.msg})", f" line {error.lineno}") from error
    except Refused:
        raise
    except ValueError as error:  # Python refuses to read a number of thousands of digits
        raise Refused("has a number that is far too long") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        owner = f" with the id {shown(str(found['id']))}" if "id" in found else ""
        raise Refused(f"has the key {shown(twice)} twice in one object{owner}")
    return found


def _no_constant(word: str) -> Any:
    raise Refused(f"has {word}, which is not a number of JSON")
