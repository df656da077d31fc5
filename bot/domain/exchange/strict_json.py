"""Titles as JSON, read strictly: what a parser would quietly drop or make up is refused with a sentence."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import accumulate
from typing import Any, cast

from bot.domain.catalogue import Problem
from bot.domain.exchange.document import MAX_ROWS, Document, Entry, Refused
from bot.domain.exchange.mistakes import reason_of, shown

FORMAT, VERSION = "microdrama-catalogue", 1
MAX_DEPTH = 32  # a title needs five

_REASONS = {
    "Expecting value": "mistake-json-value",
    "Expecting property name": "mistake-json-name",
    "Expecting ':'": "mistake-json-colon",
    "Expecting ','": "mistake-json-comma",
    "Illegal trailing comma": "mistake-json-trailing",
    "Extra data": "mistake-json-more",
    "Unterminated string": "mistake-json-open",
    "Invalid control character": "mistake-json-control",
    "Invalid \\": "mistake-json-escape",
}

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
            document.problems.append(Problem(place, "(record)", "mistake-object"))


def _titles(body: Any) -> list[Any]:
    top = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
    titles = top.get("titles")
    if top.get("format") != FORMAT or not isinstance(titles, list):
        shape = f'{{"format": "{FORMAT}", "version": {VERSION}, "titles": […]}}'
        raise Refused("mistake-shape", shape=shape)
    if top.get("version") != VERSION:
        raise Refused("mistake-version", version=shown(str(top.get("version"))), ours=VERSION)
    if others := set(top) - {"format", "version", "titles"}:
        raise Refused("mistake-key", name=shown(min(others)))
    found = cast("list[Any]", titles)
    if len(found) > MAX_ROWS:
        raise Refused("mistake-titles", most=MAX_ROWS)
    return found


def _parsed(text: str) -> Any:
    steps = (match[0] for match in _BRACKET.finditer(text) if match[0][0] != '"')
    depths = accumulate(1 if step in "[{" else -1 for step in steps)
    if any(depth > MAX_DEPTH for depth in depths):
        raise Refused("mistake-deep", most=MAX_DEPTH)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        reason = reason_of(error.msg, _REASONS, "mistake-json-other")
        raise Refused("mistake-json", f" line {error.lineno}", reason=reason) from error
    except Refused:
        raise
    except ValueError as error:  # Python refuses to read a number of thousands of digits
        raise Refused("mistake-digits") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        if "id" in found:
            raise Refused("mistake-key-twice-of", name=shown(twice), id=shown(str(found["id"])))
        raise Refused("mistake-key-twice", name=shown(twice))
    return found


def _no_constant(word: str) -> Any:
    raise Refused("mistake-constant", word=word)
