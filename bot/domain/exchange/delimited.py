"""Titles as CSV: what spreadsheet programs write, and what is safe to open in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process

from bot.domain.catalogue import Problem
from bot.domain.exchange.document import MAX_ROWS, Document, Entry, Refused
from bot.domain.exchange.mistakes import shown
from bot.domain.exchange.sheet import COLUMNS

MAX_CELL = 64 * 2**10  # characters
MAX_COLUMNS = 2 * len(COLUMNS)

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
        raise Refused(f"has {len(columns):,} columns, which is no catalogue")
    document.problems += _header_problems(f"{name} line {first}", columns)
    if "id" not in columns:
        return
    for number, (line, cells) in enumerate(lines):
        if number >= MAX_ROWS:
            raise Refused(f"has more than {MAX_ROWS:,} rows: split it")
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
            raise Refused(f"is not readable CSV from here on ({error}): {hint}", f" line {line}") from error
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
