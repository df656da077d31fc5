"""What members follow, what can happen to it, and who of them wants to hear of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Literal, NamedTuple

from bot.domain.model import Language, Record, Title
from bot.domain.search.entries import way_facet

MOST_FOLLOWS = 200  # of one member


class FollowKind(StrEnum):
    """The most telling first: a title that is followed in several ways is told of as the first of them."""

    TITLE = "title"
    LIST = "list"  # what another member shares
    COLLECTION = "collection"
    PLATFORM = "platform"
    TROPE = "trope"


class What(StrEnum):
    """What a follower is told."""

    ANNOUNCED = "announced"
    WATCHABLE = "watchable"  # in their country
    SUBTITLED = "subtitled"  # or spoken, in their language
    COMPLETED = "completed"
    BAND = "band"  # a place to talk about some of its episodes has been opened


class Way(StrEnum):
    """How a member is told."""

    SERVER = "server"  # mentioned in the channel of the server they followed it in
    DM = "dm"
    COMMAND = "command"  # at their next command


class Follow(NamedTuple):
    kind: FollowKind
    target: str  # an id; of a list, whose it is
    guild: int = 0  # where it was followed; 0: in a direct message
    made_at: int = 0  # UTC seconds


class Telling(Record):
    """How and when a member wants to be told."""

    way: Way = Way.SERVER
    channel: int = 0  # of direct messages; 0: none
    closed: bool = False  # Discord has refused a direct message
    language: Language = Language.EN  # that their Discord app spoke when they last followed something
    zone: str = ""  # of the IANA's
    quiet_from: int | None = None  # hours of the day
    quiet_to: int | None = None


class Reach(Record):
    """A way to a title, as far as it decides who can watch it."""

    platform: str
    regions: tuple[str, ...] = ()  # none: a source names no country
    languages: tuple[str, ...] = ()  # of sound and subtitles


Kind = Literal["announced", "changed", "band"]


class Happening(Record):
    id: str
    kind: Kind
    guild: int = 0  # whose own it is; 0: everybody's
    title_id: str
    before: tuple[Reach, ...] = ()
    after: tuple[Reach, ...] = ()
    completed: bool = False
    band: str = ""  # "11–30"
    made_at: int = 0


class Follower(NamedTuple):
    """A member who follows something, with what decides whether and how they are told."""

    user: int
    follow: Follow
    language: Language
    region: str  # their own; empty: not chosen
    telling: Telling


class Reason(NamedTuple):
    what: What
    mark: str = ""  # a country, a language, or a band


Documented = Callable[[str], frozenset[str]]  # the ways that lead to titles from a country


def reaches(title: Title) -> tuple[Reach, ...]:
    return tuple(
        Reach(platform=one.platform, regions=one.regions, languages=(*one.audio, *one.subtitles))
        for one in title.routes
    )


def changed(before: Title | None, after: Title | None) -> bool:
    """Whether there may be somebody who wants to hear of it: a title has gained something.

    A new one has not: it is announced.
    """
    if before is None or after is None or after.hoax:
        return False
    return bool(set(reaches(after)) - set(reaches(before))) or is_completed(before, after)


def is_completed(before: Title, after: Title) -> bool:
    return bool(after.last_aired and not before.last_aired)


def opens(ways: Iterable[Reach], region: str, documented: Documented) -> bool:
    """Whether a source leads there from a country."""
    leads = documented(region)
    return any(way_facet(way.platform, place) in leads for way in ways for place in way.regions or ("",))


def speaks(code: str, language: Language) -> bool:
    """Whether a language of a way, as BCP 47 has it, is the one that a member reads."""
    primary, *rest = code.split("-")
    if language is Language.EN or primary != "zh":
        return primary == language.value
    old, new = {"Hant", "TW", "HK", "MO"}, {"Hans", "CN", "SG"}
    return not (new if language is Language.ZH_TW else old).intersection(rest)


def reasons(
    one: Happening, kind: FollowKind, region: str, language: Language, documented: Documented
) -> tuple[Reason, ...]:
    """All that a follower of this kind is told of a happening; empty: nothing.

    Of a title they chose everything; of what merely fits, that there is one and that they can watch it.
    """
    is_chosen = kind in (FollowKind.TITLE, FollowKind.LIST)
    if one.kind == "announced":
        return (Reason(What.ANNOUNCED),)
    if one.kind == "band":
        return (Reason(What.BAND, one.band),) if is_chosen else ()
    found: list[Reason] = []
    if region and _gained(one, lambda ways: opens(ways, region, documented)):
        found.append(Reason(What.WATCHABLE, region))
    if is_chosen and _gained(one, lambda ways: _understood(ways, region, language, documented)):
        found.append(Reason(What.SUBTITLED, language.value))
    if is_chosen and one.completed:
        found.append(Reason(What.COMPLETED))
    return tuple(found)


def _gained(one: Happening, holds: Callable[[Iterable[Reach]], bool]) -> bool:
    return holds(one.after) and not holds(one.before)


def _understood(ways: Iterable[Reach], region: str, language: Language, documented: Documented) -> bool:
    fitting = [way for way in ways if any(speaks(code, language) for code in way.languages)]
    return opens(fitting, region, documented) if region else bool(fitting)
