"""What a search asks of the place where the index is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from bot.domain.search.filing import Field

# Ways of which one must be there: each a token, or several of them parted by spaces.
Choice = tuple[str, ...]
Reference = tuple[str, int, int]  # key, number of the title, position of the name


class OutOfTime(Exception):
    """The search has had its time. What was found so far is the answer."""


class Card(NamedTuple):
    """What the index keeps of a title."""

    title_id: str
    season: int
    evidence: int
    place: int
    names: str  # packed


class Lookup(Protocol):
    """The index as one search may see it: only titles of its scope. Any method may raise OutOfTime."""

    def beginning(self, field: Field, start: str, limit: int) -> list[Reference]:
        """Keys that begin so, the shortest first."""
        ...

    def exactly(self, field: Field, keys: Sequence[str], limit: int) -> list[Reference]: ...

    def around(self, field: Field, start: str, length: int, limit: int) -> list[Reference]:
        """Keys that begin so, those first that are nearest to a length."""
        ...

    def begun(self, field: Field, starts: Sequence[str]) -> list[str]:
        """Those of the texts that a key begins with."""
        ...

    def last_before(self, field: Field, texts: Sequence[str]) -> list[str | None]:
        """For each text the greatest key that is not greater."""
        ...

    def having(self, units: Sequence[Choice], limit: int) -> list[int]:
        """Titles whose names have all of the units."""
        ...

    def telling(self, terms: Sequence[Choice], limit: int) -> list[int]:
        """Titles whose plot has all of the terms."""
        ...

    def browse(self, letters: str, limit: int) -> list[int]:
        """The best to show for one or two letters, or none: what is liked, then the newest."""
        ...

    def members(self, limit: int) -> list[int] | None:
        """All titles of the scope if filters leave no more than that many; else None."""
        ...

    def cards(self, numbers: Sequence[int]) -> dict[int, Card]: ...

    def digests(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """Of the terms of their plots."""
        ...

    def counts(self, terms: Sequence[str]) -> dict[str, int]:
        """How many titles have each term; those in none are left out. '' counts all titles."""
        ...

    def facets(self, kind: str) -> dict[str, int]:
        """Every facet of a kind ("trope", "language") that a title has, and how many have it."""
        ...

    def vocabulary(self, words: Sequence[str]) -> dict[str, int]:
        """In how many titles each word is; those that no name has are left out."""
        ...

    def completions(self, start: str, limit: int) -> dict[str, int]:
        """Words of names that begin so and in how many titles they are, the most frequent first."""
        ...

    def alike(self, word: str) -> list[str]:
        """Words of names that share a cut with this one."""
        ...

    def readings(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """Of each hanzi of a text its two most frequent syllables."""
        ...
