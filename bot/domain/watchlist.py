"""A member's own list of titles: what they want to watch, are watching, have watched or given up."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

MOST_WATCHED = 500  # titles of one member


class WatchState(StrEnum):
    WANT = "want"
    WATCHING = "watching"
    DONE = "done"
    DROPPED = "dropped"


class Sort(StrEnum):
    CHANGED = "changed"  # the latest first
    ADDED = "added"  # the latest first
    NAME = "name"
    STATE = "state"  # what they are watching first


class Entry(NamedTuple):
    title_id: str
    state: WatchState
    added_at: int  # UTC seconds
    changed_at: int


_ORDER = (WatchState.WATCHING, WatchState.WANT, WatchState.DONE, WatchState.DROPPED)


def sorted_by(entries: list[tuple[Entry, str]], sort: Sort) -> list[Entry]:
    """Each comes with the name by which it is known."""
    match sort:
        case Sort.CHANGED:
            found = sorted(entries, key=lambda pair: (-pair[0].changed_at, pair[1]))
        case Sort.ADDED:
            found = sorted(entries, key=lambda pair: (-pair[0].added_at, pair[1]))
        case Sort.NAME:
            found = sorted(entries, key=lambda pair: pair[1])
        case Sort.STATE:
            found = sorted(entries, key=lambda pair: (_ORDER.index(pair[0].state), -pair[0].changed_at))
    return [entry for entry, _ in found]
