"""Whether a channel wants a title, and if not, which of its wishes keeps it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.announcing.subscription import Wishes
from bot.domain.guides import documented_ways
from bot.domain.model import WORLD, Platform, Title
from bot.domain.search.entries import way_facet


@dataclass(frozen=True, slots=True)
class Facts:
    """Of a title, as far as channels choose by it. Ids and codes."""

    tropes: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    collections: frozenset[str] = frozenset()
    spoken: str = ""
    regions: frozenset[str] = frozenset()  # of those that were asked for: where it can be watched
    guild: int = 0  # the server whose own title it is; 0: everybody's


def facts(
    title: Title,
    guild: int,
    collections: Iterable[str],
    platforms: Iterable[Platform],
    asked: Iterable[str],
    new_in: Iterable[str] = (),
) -> Facts:
    """`asked` are the regions that channels wish for; `new_in` those of a new way, if that is what is told.

    A region counts as it does for the region filter of a search.
    """
    services, news = list(platforms), frozenset(new_in)
    ways = {way_facet(route.platform, region) for route in title.routes for region in route.regions or ("",)}
    return Facts(
        tropes=frozenset(title.tropes),
        platforms=frozenset(route.platform for route in title.routes),
        collections=frozenset(collections),
        spoken=title.language or "",
        regions=frozenset(
            region
            for region in {*asked} - {""}
            if ways & documented_ways(services, region) and (not news or news & {region, WORLD})
        ),
        guild=guild,
    )


def mismatch(wishes: Wishes, facts: Facts, guild: int) -> str | None:
    """The first wish of a server's channel that keeps the title out; None when it is wanted."""
    is_own = facts.guild != 0
    fits = {
        "trope": not wishes.trope or wishes.trope in facts.tropes,
        "platform": not wishes.platform or wishes.platform in facts.platforms,
        "collection": not wishes.collection or wishes.collection in facts.collections,
        "spoken": not wishes.spoken or wishes.spoken == facts.spoken,
        "region": not wishes.region or wishes.region in facts.regions,
        "origin": facts.guild in (0, guild) and wishes.origin in ("all", "own" if is_own else "shared"),
    }
    return next((wish for wish, fit in fits.items() if not fit), None)
