"""Titles as CSV: what spreadsheet programs write, and what is safe to open in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process

from bot.domain.catalogue import Params, Problem
from bot.domain.exchange.document import MAX_ROWS, Document, Entry, Refused
from bot.domain.exchange.mistakes import reason_of, shown
from bot.domain.exchange.sheet import COLUMNS

MAX_CELL = 64 * 2**10  # characters
MAX_COLUMNS = 2 * len(COLUMNS)

_REASONS = {
    "unexpected end": "mistake-csv-end",
    "'": "mistake-csv-quote",  # ',' expected after '"'
    "field larger": "mistake-csv-long",
}

# Spreadsheet programs run such a cell as a formula (OWASP, "CSV Injection"). Values that already look
# protected get one more quote, so that taking one away is always right.
_FORMULA = re.compile(r"^'*[=+\-@\t\r\n\0＝＋－＠]")


def write_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Titles, with the columns that can be read again."""
    names = [column.name for column in COLUMNS]
    return write_rows([names, *([cells[name] for name in names] for cells in rows)])


def write_rows(rows: Iterable[Iterable[str]]) -> str:
    """RFC 4180, with the byte order mark that tells Excel it is UTF-8. Keep the line ends when writing it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_protected(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _protected(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unprotected(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read_csv(name: str, text: str, document: Document) -> None:
    lines = _lines(text)
    first, header = next(lines, (1, list[str]()))
    columns = [cell.strip().lower() for cell in header]
    if len(columns) > MAX_COLUMNS:
        raise Refused("mistake-columns", count=len(columns))
    document.problems += _header_problems(f"{name} line {first}", columns)
    if "id" not in columns:
        return
    for number, (line, cells) in enumerate(lines):
        if number >= MAX_ROWS:
            raise Refused("mistake-rows", most=MAX_ROWS)
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
            reason = reason_of(str(error), _REASONS, "mistake-csv-other")
            raise Refused("mistake-csv", f" line {line}", reason=reason) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _delimiter(text: str) -> str:
    """Excel writes semicolons in much of Europe, and tabs in UTF-16. No column's name has either."""
    return next((mark for mark in text.lstrip().partition("\n")[0] if mark in ",;\t"), ",")


def _header_problems(place: str, columns: list[str]) -> Iterator[Problem]:
    known = [column.name for column in COLUMNS]
    for number, column in enumerate(columns, start=1):
        if column in columns[: number - 1]:
            yield Problem(place, shown(column), "mistake-column-twice", {"number": number})
        elif not column:
            yield Problem(place, "(header)", "mistake-column-nameless", {"number": number})
        elif column not in known:
            nearest = process.extractOne(column, known)[0]
            yield Problem(place, shown(column), "mistake-column", {"nearest": nearest})
    if "id" not in columns:
        yield Problem(place, "id", "mistake-no-id")


def _row_problems(place: str, columns: list[str], cells: list[str]) -> Iterator[Problem]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        params: Params = {"cells": len(cells), "count": len(columns)}
        yield Problem(place, "(row)", "mistake-cells", params)
    for column, cell in zip(columns, cells, strict=False):
        if len(cell) > MAX_CELL:
            yield Problem(place, shown(column), "mistake-cell-long", {"most": MAX_CELL})
