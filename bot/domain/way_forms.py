"""The form of a way to watch: a service, its link, what to type there, where it works, and what else to know."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial

from bot.domain import forms, regions
from bot.domain.catalogue import is_official
from bot.domain.forms import Input, Reader, Reading, Values
from bot.domain.links import official_link
from bot.domain.markup import quoted
from bot.domain.model import MOST_WAYS, WORLD, Language, Platform, Route, Title
from bot.domain.names import fold
from bot.domain.texts import with_derived
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.errors import UserError

_MOST_WORDS = 5
_WORLD = frozenset(map(fold, (WORLD, "world", "worldwide", "everywhere", "all", "全球", "全世界", "各地")))
Hosts = Mapping[str, Sequence[str]]  # by platform: official ones, and those that a server has added

WAY = (
    Input("service", "form-service", 60, hint="form-service-hint"),
    Input("link", "form-link", 512, hint="form-link-hint"),
    Input("words", "form-words", 400, lines=True, hint="form-words-hint"),
    Input("regions", "form-regions", 300, hint="form-regions-hint"),
    Input("note", "form-note", 1000, lines=True),
)


def hosts_of(platforms: Vocabulary[Platform], added: Hosts) -> dict[str, tuple[str, ...]]:
    return {one.id: (*one.hosts, *added.get(one.id, ())) for one in platforms.entries.values()}


def shown_way(route: Route, platforms: Vocabulary[Platform], reader: Reader) -> Values:
    """What the form of a way begins with."""
    platform = platforms.entries.get(route.platform)
    return {
        "service": entry_name(platform, reader.language) if platform else route.platform,
        "link": route.url or "",
        "words": "\n".join(route.search),
        "regions": ", ".join(region_name(code, reader.language) for code in route.regions),
        "note": route.note.to(reader.language) if route.note else "",
    }


def region_name(code: str, language: Language) -> str:
    worldwide = {Language.EN: "everywhere", Language.ZH_CN: "全球", Language.ZH_TW: "全球"}
    return worldwide[language] if code == WORLD else regions.name(code, language)


def way(
    values: Values,
    old: Route | None,
    platforms: Vocabulary[Platform],
    hosts: Hosts,
    reader: Reader,
    today: str,
) -> Route:
    """What has no input of its own (price, subtitles …) stays as it was. Raises Mistaken."""
    reading = Reading(values)
    platform = reading.of("service", "form-service", partial(_service, platforms=platforms), None)
    if platform is None and not values.get("service", "").strip():
        platform = _by_link(values.get("link", ""), platforms, hosts)
        if platform is None:
            reading.wrong("form-service", UserError("error-form-no-service"))
    link = None
    if platform:
        read_link = partial(official_link, hosts=hosts.get(platform.id, ()))
        link = reading.of("link", "form-link", read_link, None)
    words = reading.of("words", "form-words", partial(_words, kept=old.search if old else ()), ())
    where = reading.of("regions", "form-regions", _regions, ())
    note = forms.sentence(values.get("note", ""), reader.language, old.note if old else None)
    reading.done()
    said = {"url": link, "search": words, "regions": where, "note": note, "as_of": today}
    made = (
        old
        if old and platform and old.platform == platform.id
        else Route(platform=platform.id if platform else "")
    )
    return made.model_copy(update=said)


def _service(typed: str, platforms: Vocabulary[Platform]) -> Platform:
    found = platforms.exactly(typed) or platforms.resolve(typed)
    if found is None:
        raise UserError("error-form-service", text=quoted(typed))
    return found


def _by_link(typed: str, platforms: Vocabulary[Platform], hosts: Hosts) -> Platform | None:
    found = (one for one in platforms.entries.values() if is_official(typed.strip(), hosts.get(one.id, ())))
    return next(found, None)


def _words(typed: str, kept: tuple[str, ...]) -> tuple[str, ...]:
    words = forms.parts(typed, kept=kept)
    if len(words) > _MOST_WORDS:
        raise UserError("error-form-words", most=_MOST_WORDS)
    return words


def _regions(typed: str) -> tuple[str, ...]:
    """Country codes, or the world alone, which has all of them."""
    codes = [WORLD if fold(part) in _WORLD else forms.country(part) for part in forms.parts(typed)]
    return (WORLD,) if WORLD in codes else tuple(dict.fromkeys(codes))


# -- in a title


def way_digest(route: Route) -> str:
    """Tells the ways of a title apart, however they are ordered. What is derived by rule does not count."""
    plain = with_derived(route, {})
    return hashlib.sha256(plain.model_dump_json().encode()).hexdigest()[:8]


def has_way(title: Title, digest: str) -> bool:
    return any(way_digest(route) == digest for route in title.routes)


def successor(before: Title, now: Title, old: Route | None) -> Route | None:
    """What somebody made of a way, as far as one can tell; none when they removed it."""
    made = (route for route in now.routes if route not in before.routes)
    return next((route for route in made if old and route.platform == old.platform), None)


def find_way(title: Title, digest: str) -> Route:
    """Raises UserError when it was changed or removed meanwhile."""
    for route in title.routes:
        if way_digest(route) == digest:
            return route
    raise UserError("error-way-gone")


def with_way(title: Title, new: Route | None, digest: str = "") -> Title:
    """The title with a way more, or with another (None: nothing) in the place of one. Raises UserError."""
    old = find_way(title, digest) if digest else None
    others = [route for route in title.routes if route is not old]
    at = title.routes.index(old) if old else len(others)
    routes = (*others[:at], *([new] if new and new not in others else []), *others[at:])
    if len(routes) > MOST_WAYS:
        raise UserError("error-ways-many", most=MOST_WAYS)
    return title.model_copy(update={"routes": routes})
