"""Reads the catalogue that people write: a folder of TOML files, and every mistake in it at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.domain.catalogue import KINDS, Catalogue, Problem, problems
from bot.domain.exchange.mistakes import record_mistakes

# Kinds with one file per record live in a folder of their name; short vocabularies share one file.
_SHARED_FILES = {
    "tropes": ("tropes.toml", "tropes"),
    "terms": ("glossary.toml", "terms"),
    "prompts": ("prompts.toml", "prompts"),
}
_OPTIONAL = {"prompts"}  # a catalogue of somebody's own need not have them


def read_catalogue(folder: Path) -> tuple[Catalogue, list[Problem]]:
    """The records that are sound, and all problems: of single fields first, then of the whole.

    Raises OSError when the folder cannot be read.
    """
    records: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    found: list[Problem] = []
    for kind, place, raw in _entries(folder, found):
        try:
            record = KINDS[kind].model_validate(raw)
        except ValidationError as error:
            found += record_mistakes(place, error)
            continue
        identity: str = record.id  # type: ignore[attr-defined]  # every kind has one
        if identity in records[kind]:
            found.append(Problem(place, "id", "mistake-id-twice", {"id": identity}))
        elif place.endswith(".toml") and Path(place).stem != identity:
            found.append(Problem(place, "id", "mistake-id-file", {"id": identity}))
        else:
            records[kind][identity] = record
    catalogue = Catalogue(**records)
    return catalogue, found + problems(catalogue)


def _entries(folder: Path, found: list[Problem]) -> Iterator[tuple[str, str, Any]]:
    """(kind, where it stands, raw table) of every record."""
    for kind in KINDS:
        if kind in _SHARED_FILES:
            filename, key = _SHARED_FILES[kind]
            if kind in _OPTIONAL and not (folder / filename).exists():
                continue
            content = _toml(folder / filename, filename, found) or {}
            for other in content.keys() - {key}:
                found.append(Problem(filename, other, "mistake-heading", {"heading": key}))
            for number, raw in enumerate(content.get(key, []), start=1):
                yield kind, f"{filename} #{number}", raw
        else:
            for path in sorted((folder / kind).glob("*.toml")):
                place = f"{kind}/{path.name}"
                if (raw := _toml(path, place, found)) is not None:
                    yield kind, place, raw


def _toml(path: Path, place: str, found: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found.append(Problem(place, "(file)", "mistake-toml", {"error": str(error)}))
    except FileNotFoundError:
        found.append(Problem(place, "(file)", "mistake-no-file"))
    return None
