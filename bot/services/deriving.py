"""Derives what titles that people edit are still lacking, in a process of its own: the dictionaries take 100 MB."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.config import ROOT
from bot.domain.model import Title
from bot.domain.texts import with_derived, wording
from bot.errors import UserError
from bot.services.derive import complete_texts, derive_forms


@dataclass(frozen=True)
class Derived:
    """Titles with every derived text, in order; and forms of their names, JSON by name, as far as they were unknown."""

    titles: list[Title]
    forms: dict[str, str]


async def completed(titles: Sequence[Title], before: Iterable[Title], known: set[str]) -> Derived:
    """Takes about a second, unless everything is known already.

    `before`: titles whose derived texts may be used again; `known`: names that have forms. Raises UserError.
    """
    derived = {text: said for title in before for text, said in wording(title)}
    made = [with_derived(title, derived) for title in titles]
    unknown = [title for title in made if None in (said for _, said in wording(title))]
    unnamed = [title for title in made if any(name.text not in known for name in title.names)]
    if not unknown and not unnamed:
        return Derived(made, {})
    bodies, forms = await _apart([title.model_dump(mode="json", by_alias=True) for title in made])
    return Derived([Title.model_validate(body) for body in bodies], forms)


async def _apart(bodies: list[object]) -> tuple[list[object], dict[str, str]]:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.services.deriving import main; main()",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C in a terminal is for us to answer
    )  # fmt: skip
    try:
        output, _ = await child.communicate(await asyncio.to_thread(lambda: json.dumps(bodies).encode()))
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise UserError("error-try-again")
    return await asyncio.to_thread(json.loads, output)


def main() -> None:
    """The child: titles on standard input; the same completed, and forms of their names, on standard output."""
    titles = [Title.model_validate(body) for body in json.load(sys.stdin.buffer)]
    bodies = [complete_texts(title).model_dump(mode="json", by_alias=True) for title in titles]
    sys.stdout.buffer.write(json.dumps([bodies, derive_forms(titles)]).encode())
