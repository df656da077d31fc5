"""What a member narrows a search to."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Filters:
    """Ids; empty means "any"."""

    trope: str = ""
    platform: str = ""
    collection: str = ""
    language: str = ""

    def facets(self) -> frozenset[str]:
        """The form in which the index knows them: trope:revenge."""
        return frozenset(f"{kind}:{value}" for kind, value in asdict(self).items() if value)


ANYTHING = Filters()
