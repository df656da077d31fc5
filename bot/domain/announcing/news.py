"""What a change of a title is worth telling: that it is new, complete, or can be watched in a new way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.announcing.event import Kind
from bot.domain.model import Route, Title


class News(NamedTuple):
    kind: Kind
    title_id: str
    regions: tuple[str, ...] = ()  # of new ways; none where a source names no country


def news(before: Title | None, after: Title) -> Iterator[News]:
    """Nothing for changes that are corrections: what is posted already is edited then."""
    if after.hoax:
        return
    if before is None:
        yield News("title", after.id)
        return
    known = {way for route in before.routes for way in _ways(route)}
    if fresh := {way for route in after.routes for way in _ways(route)} - known:
        yield News("route", after.id, tuple(sorted({region for _, region in fresh if region})))
    if after.last_aired and not before.last_aired:
        yield News("completed", after.id)


def _ways(route: Route) -> set[tuple[str, str]]:
    return {(route.platform, region) for region in route.regions or ("",)}
