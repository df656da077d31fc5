"""Reads and derives the shipped catalogue in a process of its own, whose 100 MB of dictionaries end with it."""

from __future__ import annotations

import asyncio
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.config import ROOT
from bot.domain.catalogue import KINDS, Problem
from bot.errors import StartupError
from bot.services.derive import complete_texts, derive_forms
from bot.store.files import read_catalogue


@dataclass(frozen=True)
class Prepared:
    """JSON by (kind, id), forms by name, and what is wrong."""

    bodies: dict[tuple[str, str], str]
    forms: dict[str, str]
    problems: list[Problem]


async def prepare_apart(folder: Path) -> Prepared:
    """`prepare` in a child process. Raises StartupError when that fails."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.services.prepare import main; main()", str(folder),
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C in a terminal is for us to answer
    )  # fmt: skip
    try:
        output, _ = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise StartupError(f"The catalogue in {folder} could not be read (exit code {child.returncode}).")
    return pickle.loads(output)


def prepare(folder: Path) -> Prepared:
    """Read, validate and derive everything; a catalogue with mistakes gives them alone. Raises OSError."""
    catalogue, problems = read_catalogue(folder)
    if problems:
        return Prepared({}, {}, problems)
    bodies = {
        (kind, identity): complete_texts(record).model_dump_json(exclude_defaults=True, by_alias=True)
        for kind in KINDS
        for identity, record in getattr(catalogue, kind).items()
    }
    return Prepared(bodies, derive_forms(catalogue.titles.values()), [])


def main() -> None:
    """The child: a folder as argument, a pickled Prepared on standard output."""
    sys.stdout.buffer.write(pickle.dumps(prepare(Path(sys.argv[1]))))
