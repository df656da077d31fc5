"""A file that somebody hands in, CSV or JSON: from bytes to records with the place each one stands, within bounds."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import PurePath
from typing import Any, NamedTuple

from rapidfuzz import process

from bot.domain.catalogue import Problem
from bot.domain.sheet import COLUMNS

MAX_BYTES = 32 * 2**20
MAX_ROWS = 100_000
MAX_CELL = 64 * 2**10  # characters
MAX_DEPTH = 32  # of JSON; a title needs five

FORMAT, VERSION = "microdrama-catalogue", 1


class Entry(NamedTuple):
    place: str  # "titles.csv line 12", "titles.json titles[3]"
    raw: dict[str, Any]


@dataclass
class Document:
    """The records of a file and what is wrong with it. `is_sheet`: each record is cells by column."""

    is_sheet: bool = False
    entries: list[Entry] = field(default_factory=list[Entry])
    problems: list[Problem] = field(default_factory=list[Problem])


class _Refused(ValueError):
    """Why the file, or what is left of it, cannot be read; `where` adds to its name."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(what)
        self.where = where


def read_document(name: str, data: bytes) -> Document:
    """Never raises: what cannot be read is a problem of the document."""
    document = Document()
    try:
        text = _decoded(data)
        if _is_json(name, text):
            _read_json(name, text, document)
        else:
            document.is_sheet = True
            _read_csv(name, text, document)
    except _Refused as error:
        document.problems.append(Problem(name + error.where, "(file)", str(error)))
    return document


def _is_json(name: str, text: str) -> bool:
    """By the end of the name, checked against the beginning of the text; by the text alone if the name has no end."""
    looks_so = text.lstrip().startswith(("{", "["))
    match PurePath(name).suffix.lower():
        case "":
            return looks_so
        case ".json" if looks_so:
            return True
        case ".json":
            raise _Refused("is named .json but does not begin like JSON, with {")
        case ".csv" if not looks_so:
            return False
        case ".csv":
            raise _Refused("is named .csv but begins like JSON")
        case suffix:
            raise _Refused(f"is named {suffix!a}: only .csv and .json can be read")


# --- encoding ---------------------------------------------------------------------------------------

_ADVICE = "save it as UTF-8 (in Excel: “CSV UTF-8”)"


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Refused(f"is larger than {MAX_BYTES // 2**20} MiB: split it")
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte, line = data[error.start], data.count(b"\n", 0, error.start) + 1
        name = encoding.upper().removesuffix("-SIG")
        raise _Refused(f"is not {name} (byte 0x{byte:02X}, near line {line}): {_ADVICE}") from error
    if not text.strip():
        raise _Refused("is empty")
    return text


def _encoding(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise _Refused("is a workbook or a ZIP archive: save the sheet as “CSV UTF-8”")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _Refused(f"is UTF-32: {_ADVICE}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data[:4]:  # the beginning of a header or of JSON is ASCII, and never NUL
        raise _Refused(f"seems to be UTF-16 without a byte order mark: {_ADVICE}")
    return "utf-8-sig"


# --- CSV --------------------------------------------------------------------------------------------

# Spreadsheet programs run such a cell as a formula (OWASP, "CSV Injection"). Values that already look protected
# get one more quote, so that taking one away is always right.
_FORMULA = re.compile(r"^'*[=+\-@\t\r\n\0＝＋－＠]")


def write_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """RFC 4180, with the byte order mark that Excel needs to see UTF-8. Write it without changing line ends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([_protected(cells[column.name]) for column in COLUMNS] for cells in rows)
    return "\ufeff" + out.getvalue()


def _protected(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unprotected(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _read_csv(name: str, text: str, document: Document) -> None:
    lines = _lines(text)
    first, header = next(lines, (1, []))
    columns = [cell.strip().lower() for cell in header]
    document.problems += _header_problems(f"{name} line {first}", columns)
    if "id" not in columns:
        return
    for number, (line, cells) in enumerate(lines):
        if number >= MAX_ROWS:
            raise _Refused(f"has more than {MAX_ROWS:,} rows: split it")
        place = f"{name} line {line}"
        document.problems += _row_problems(place, columns, cells)
        # A row that ends early leaves the other columns alone: Excel cuts off empty cells at the end.
        raw = {column: _unprotected(cell) for column, cell in zip(columns, cells, strict=False)}
        document.entries.append(Entry(place, raw))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the line of the file that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            hint = "is a quotation mark missing or too many?"
            raise _Refused(f"is not readable CSV from here on ({error}): {hint}", f" line {line}") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _delimiter(text: str) -> str:
    """Excel writes semicolons in much of Europe, and tabs in UTF-16. No column's name has either."""
    return next((mark for mark in text.partition("\n")[0] if mark in ",;\t"), ",")


def _header_problems(place: str, columns: list[str]) -> Iterator[Problem]:
    known = [column.name for column in COLUMNS]
    for number, column in enumerate(columns, start=1):
        if column in columns[: number - 1]:
            yield Problem(place, shown(column), f"is the name of two columns, the second is column {number}")
        elif not column:
            yield Problem(place, "(header)", f"column {number} has no name")
        elif column not in known:
            nearest = process.extractOne(column, known)[0]
            yield Problem(place, shown(column), f"is not a column that can be read; the nearest is {nearest}")
    if "id" not in columns:
        yield Problem(place, "id", "is missing: the first row must name the columns")


def _row_problems(place: str, columns: list[str], cells: list[str]) -> Iterator[Problem]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        yield Problem(place, "(row)", f"has {len(cells)} cells, but there are {len(columns)} columns")
    for column, cell in zip(columns, cells, strict=False):
        if len(cell) > MAX_CELL:
            yield Problem(place, shown(column), f"is longer than {MAX_CELL:,} characters")


# --- JSON -------------------------------------------------------------------------------------------

# A string in one bite, also one that never ends: the scan stays linear whatever the file is.
_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)


def write_json(records: list[dict[str, Any]]) -> str:
    body = {"format": FORMAT, "version": VERSION, "titles": records}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _read_json(name: str, text: str, document: Document) -> None:
    for at, raw in enumerate(_titles(_parsed(text))):
        place = f"{name} titles[{at}]"
        if isinstance(raw, dict):
            document.entries.append(Entry(place, raw))  # pyright: ignore[reportUnknownArgumentType]
        else:
            document.problems.append(Problem(place, "(record)", "is not an object"))


def _titles(body: Any) -> list[Any]:
    match body:
        case {"format": str(kind), "version": int(version), "titles": list(titles), **others}:  # pyright: ignore[reportUnknownVariableType]
            if kind != FORMAT:
                raise _Refused(f"has the format {shown(kind)}, not {FORMAT}")
            if version != VERSION:
                raise _Refused(f"has version {version}; this program reads version {VERSION}")
            if others:
                raise _Refused(f"has the unknown key {shown(str(next(iter(others))))}")  # pyright: ignore[reportUnknownArgumentType]
            if len(titles) > MAX_ROWS:  # pyright: ignore[reportUnknownArgumentType]
                raise _Refused(f"has more than {MAX_ROWS:,} titles: split it")
            return titles  # pyright: ignore[reportUnknownVariableType]
        case _:
            shape = f'{{"format": "{FORMAT}", "version": {VERSION}, "titles": […]}}'
            raise _Refused(f"does not have the shape {shape}")


def _parsed(text: str) -> Any:
    steps = (match[0] for match in _BRACKET.finditer(text) if match[0][0] != '"')
    if max(accumulate(1 if step in "[{" else -1 for step in steps), default=0) > MAX_DEPTH:
        raise _Refused(f"is nested more than {MAX_DEPTH} levels deep")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _Refused(f"is not readable JSON ({error.msg})", f" line {error.lineno}") from error
    except _Refused:
        raise
    except ValueError as error:  # Python refuses to read a number of thousands of digits
        raise _Refused("has a number that is far too long") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        owner = f" with the id {shown(str(found['id']))}" if "id" in found else ""
        raise _Refused(f"has the key {shown(twice)} twice in one object{owner}")
    return found


def _no_constant(word: str) -> Any:
    raise _Refused(f"has {word}, which is not a number of JSON")


def shown(text: str, limit: int = 60) -> str:
    """Somebody's text on one line of a message, without anything that a terminal obeys."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return repr(short)[1:-1]
