"""What a change of a title is worth telling: that it is new, or that there is a new way to watch it."""

from __future__ import annotations

from typing import NamedTuple

from bot.domain.announcing.event import Kind
from bot.domain.model import Route, Title


class News(NamedTuple):
    kind: Kind
    title_id: str
    regions: tuple[str, ...] = ()  # of new ways; none where a source names no country


def news(before: Title | None, after: Title) -> News | None:
    """None for changes that are corrections: what is posted already is edited then."""
    if before is None:
        return None if after.hoax else News("title", after.id)
    known = {way for route in before.routes for way in _ways(route)}
    fresh = {way for route in after.routes for way in _ways(route)} - known
    if not fresh or after.hoax:
        return None
    return News("route", after.id, tuple(sorted({region for _, region in fresh if region})))


def _ways(route: Route) -> set[tuple[str, str]]:
    return {(route.platform, region) for region in route.regions or ("",)}
