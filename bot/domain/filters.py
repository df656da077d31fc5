"""What a member narrows a search to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.guides import documented_ways
from bot.domain.model import Platform


@dataclass(frozen=True)
class Filters:
    """Ids; empty means "any"."""

    trope: str = ""
    platform: str = ""
    collection: str = ""
    language: str = ""
    region: str = ""  # where it can be watched

    def wanted(self, platforms: Iterable[Platform]) -> tuple[frozenset[str], ...]:
        """Groups of facets; a title must have one of each group."""
        chosen = {
            "trope": self.trope,
            "platform": self.platform,
            "collection": self.collection,
            "language": self.language,
        }
        single = tuple(frozenset({f"{kind}:{value}"}) for kind, value in chosen.items() if value)
        return (*single, documented_ways(platforms, self.region)) if self.region else single


ANYTHING = Filters()
