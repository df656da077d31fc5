"""Which documented ways lead to a title from one country, best first, and what is known about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import quote

from bot.domain.display import english_name, is_chinese, original_name
from bot.domain.model import WORLD, Availability, Guide, Platform, Route, Text, Title
from bot.domain.search import way_facet


class Standing(IntEnum):
    """What sources say about a way in one country. Lower is better."""

    CONFIRMED = 0  # a source names this country
    WORLDWIDE = 1  # a source says it is everywhere
    UNCONFIRMED = 2  # nobody has said
    ELSEWHERE = 3  # documented for other countries only
    BLOCKED = 4  # a source says it does not work here


@dataclass(frozen=True)
class Recipe:
    """One way to a title: where, what to type, how to go on."""

    platform: Platform
    route: Route
    standing: Standing
    words: tuple[str, ...]  # what to type, best first
    link: str | None  # the title's page, else the service's search page for the first words
    guide: Guide | None
    note: Text | None = None  # what the source says about this country
    as_of: str | None = None  # how old the newest statement is

    @property
    def is_search_link(self) -> bool:
        return self.link is not None and self.route.url is None


def recipes(
    title: Title, region: str, platforms: Mapping[str, Platform], guides: Iterable[Guide]
) -> list[Recipe]:
    """Every documented way, best first; a service that is unknown here is left out."""
    known = list(guides)
    found = [
        _recipe(title, route, platforms[route.platform], region, known)
        for route in title.routes
        if route.platform in platforms
    ]
    return sorted(found, key=lambda recipe: (recipe.standing, recipe.guide is None))


def documented_ways(platforms: Iterable[Platform], region: str) -> frozenset[str]:
    """What the routes that recipes() calls documented for a region, or for the world, are filed under."""
    ways: set[str] = set()
    for platform in platforms:
        standing, _ = _standing_of(platform, region)
        if standing is not Standing.BLOCKED:
            ways |= {way_facet(platform.id, region), way_facet(platform.id, WORLD)}
        if standing <= Standing.WORLDWIDE:
            ways.add(way_facet(platform.id, ""))
    return frozenset(ways)


def search_link(platform: Platform, words: str) -> str | None:
    """The service's own search page, with the words percent-encoded; a button takes 512 characters."""
    if platform.search_url is None:
        return None
    link = platform.search_url.replace("{query}", quote(words, safe=""))
    return link if len(link) <= 512 else None


def search_elsewhere(platforms: Iterable[Platform], region: str, words: str) -> list[tuple[Platform, str]]:
    """Where one can at least look for a Chinese title of which no source says where it is."""
    candidates = [
        (platform, link, _standing_of(platform, region)[0])
        for platform in platforms
        if (platform.native_name or platform.kind == "video") and (link := search_link(platform, words))
    ]
    usable = [c for c in candidates if c[2] <= Standing.UNCONFIRMED]
    return [(platform, link) for platform, link, _ in sorted(usable, key=lambda c: (c[2], c[0].id))]


def guide_for(platform: Platform, region: str, guides: Iterable[Guide]) -> Guide | None:
    """The guide written for this country, else the general one."""
    of_platform = [guide for guide in guides if guide.platform == platform.id]
    specific = (guide for guide in of_platform if region in guide.regions)
    general = (guide for guide in of_platform if not guide.regions)
    return next(specific, None) or next(general, None)


def _recipe(title: Title, route: Route, platform: Platform, region: str, guides: list[Guide]) -> Recipe:
    standing, statement = _standing(route, platform, region)
    words = words_to_type(title, route, platform)
    guide = guide_for(platform, region, guides)
    dates = (route.as_of, statement.as_of if statement else None, guide.as_of if guide else None)
    return Recipe(
        platform=platform,
        route=route,
        standing=standing,
        words=words,
        link=route.url or search_link(platform, words[0]),
        guide=guide,
        note=statement.note if statement else None,
        as_of=max((date for date in dates if date), default=None),
    )


def words_to_type(title: Title, route: Route, platform: Platform) -> tuple[str, ...]:
    """The name used there; a Chinese service knows the original, others the English name."""
    original = original_name(title)
    prefers_original = platform.native_name is not None and is_chinese(original)
    name = route.name or (original if prefers_original else english_name(title) or original)
    return tuple(dict.fromkeys((name, *route.search)))


def _standing(route: Route, platform: Platform, region: str) -> tuple[Standing, Availability | None]:
    of_platform, statement = _standing_of(platform, region)
    if of_platform is Standing.BLOCKED or not route.regions:
        return of_platform, statement
    if WORLD in route.regions:
        return min(of_platform, Standing.WORLDWIDE), statement
    return (Standing.CONFIRMED if region in route.regions else Standing.ELSEWHERE), statement


_BY_STATUS = {
    "available": Standing.CONFIRMED,
    "limited": Standing.UNCONFIRMED,
    "unconfirmed": Standing.UNCONFIRMED,
    "blocked": Standing.BLOCKED,
}


def _standing_of(platform: Platform, region: str) -> tuple[Standing, Availability | None]:
    """What is said of the service: for this country, else for the world, else only for other countries."""
    said = {availability.region: availability for availability in platform.availability}
    if here := said.get(region):
        return _BY_STATUS[here.status], here
    world = said.get(WORLD)
    if world and world.status == "available":
        return Standing.WORLDWIDE, world
    others = any(a.status == "available" for a in platform.availability if a.region != WORLD)
    if (world and world.status in ("limited", "blocked")) or (others and not world):
        return Standing.ELSEWHERE, world
    return Standing.UNCONFIRMED, world
