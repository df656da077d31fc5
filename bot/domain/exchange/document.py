"""A file that somebody hands in: its bounds, its encoding, and its records with the place each one stands."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.domain.catalogue import Problem

MAX_BYTES = 32 * 2**20
MAX_ROWS = 100_000


class Entry(NamedTuple):
    place: str  # "titles.csv line 12", "titles.json titles[3]"
    raw: dict[str, Any]


@dataclass
class Document:
    """The records of a file and what is wrong with it. `is_sheet`: each record is cells by column."""

    is_sheet: bool = False
    entries: list[Entry] = field(default_factory=list[Entry])
    problems: list[Problem] = field(default_factory=list[Problem])


class Refused(ValueError):
    """Why the file, or what is left of it, cannot be read, as in Problem; `where` adds to its name."""

    def __init__(self, key: str, where: str = "", **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.where = where
        self.params = params


# --- encoding ---------------------------------------------------------------------------------------


def decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Refused("mistake-large", most=MAX_BYTES // 2**20)
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte, line = data[error.start], data.count(b"\n", 0, error.start) + 1
        name = encoding.upper().removesuffix("-SIG")
        raise Refused("mistake-encoding", encoding=name, byte=f"0x{byte:02X}", line=line) from error
    if not text.strip():
        raise Refused("mistake-empty")
    return text


def _encoding(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise Refused("mistake-workbook")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refused("mistake-wide")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data[:4]:  # the beginning of a header or of JSON is ASCII, and never NUL
        raise Refused("mistake-unmarked")
    return "utf-8-sig"
