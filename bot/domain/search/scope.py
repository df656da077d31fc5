"""What a search may find: whose titles, and which of them."""

from __future__ import annotations

from dataclasses import dataclass

# Facets of which a title must have one; a title must satisfy every such group.
AnyOf = frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    guild: int = 0  # the server that asks: its own titles count besides everybody's
    wanted: tuple[AnyOf, ...] = ()
    liked: tuple[str, ...] = ()  # ids of the titles that are asked for most in this server, the first most


EVERYTHING = Scope()
