"""A whole catalogue as one value, and what must be true of it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.domain import prompt, regions
from bot.domain.model import MOST_WAYS, Collection, Guide, Platform, Record, Route, Term, Title, Trope
from bot.domain.prompt import Prompt

Params = Mapping[str, str | int | list[str]]
_NONE: Params = {}


class Problem(NamedTuple):
    """One thing that is wrong; bot.mistakes says it in a language."""

    place: str  # a file, or a row of one
    field: str
    key: str  # of the locale files
    params: Params = _NONE
    value: str = ""  # what stands in the field, where it helps to see it


@dataclass(frozen=True)
class Catalogue:
    """Every record by its id."""

    titles: Mapping[str, Title] = field(default_factory=dict[str, Title])
    platforms: Mapping[str, Platform] = field(default_factory=dict[str, Platform])
    guides: Mapping[str, Guide] = field(default_factory=dict[str, Guide])
    tropes: Mapping[str, Trope] = field(default_factory=dict[str, Trope])
    collections: Mapping[str, Collection] = field(default_factory=dict[str, Collection])
    terms: Mapping[str, Term] = field(default_factory=dict[str, Term])
    prompts: Mapping[str, Prompt] = field(default_factory=dict[str, Prompt])


KINDS: dict[str, type[Record]] = {
    "titles": Title,
    "platforms": Platform,
    "guides": Guide,
    "tropes": Trope,
    "collections": Collection,
    "terms": Term,
    "prompts": Prompt,
}


def is_official(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address is plain https on one of the hosts or below one: no port, no user, no odd letters."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    # A link button takes 512 characters at most, and urlsplit drops what a browser may not: spaces, backslashes.
    if not plain or not url.isascii() or len(url) > 512 or any(mark in url for mark in " \\\t\r\n"):
        return False
    return any(host == known or host.endswith("." + known) for known in hosts)


def problems(catalogue: Catalogue) -> list[Problem]:
    """Every broken reference, foreign link and unknown code, each with the record it is in."""
    found = [
        *_platform_problems(catalogue),
        *_guide_problems(catalogue),
        *_collection_problems(catalogue),
        *_prompt_problems(catalogue),
    ]
    for title in catalogue.titles.values():
        found += title_problems(title, catalogue)
    return found


def title_problems(title: Title, catalogue: Catalogue) -> Iterator[Problem]:
    place = f"titles/{title.id}"
    yield from _unknown(place, "tropes", title.tropes, catalogue.tropes)
    yield from _unknown_regions(place, "country", [title.country] if title.country else [])
    for at, name in enumerate(title.names):
        if name.platform:
            yield from _unknown(place, f"names.{at}.platform", [name.platform], catalogue.platforms)
    if not any(name.kind != "gloss" for name in title.names):
        yield Problem(place, "names", "mistake-only-gloss")
    if len(title.routes) > MOST_WAYS:  # not of the model: what is stored already stays readable
        yield Problem(place, "routes", "mistake-many", {"most": str(MOST_WAYS)})
    for at, route in enumerate(title.routes):
        yield from _route_problems(place, f"routes.{at}", route, catalogue)


def _route_problems(place: str, field: str, route: Route, catalogue: Catalogue) -> Iterator[Problem]:
    yield from _unknown_regions(place, f"{field}.regions", route.regions)
    platform = catalogue.platforms.get(route.platform)
    if platform is None:
        yield Problem(place, f"{field}.platform", "mistake-platform", {"id": route.platform})
    elif route.url and not is_official(route.url, platform.hosts):
        params: Params = {"url": route.url, "platform": platform.id}
        yield Problem(place, f"{field}.url", "mistake-link", params)


def _platform_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for platform in catalogue.platforms.values():
        place = f"platforms/{platform.id}"
        yield from _unknown_regions(place, "availability", [a.region for a in platform.availability])
        for field_name in ("website", "search_url"):
            url: str | None = getattr(platform, field_name)
            if url and not is_official(url.replace("{query}", "x"), platform.hosts):
                yield Problem(place, field_name, "mistake-site", {"url": url})
        if platform.search_url and "{query}" not in platform.search_url:
            yield Problem(place, "search_url", "mistake-without", {"mark": "{query}"})


def _guide_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for guide in catalogue.guides.values():
        place = f"guides/{guide.id}"
        yield from _unknown(place, "platform", [guide.platform], catalogue.platforms)
        yield from _unknown_regions(place, "regions", guide.regions)
        for language in ("en", "zh_cn", "zh_tw"):
            if not any("{title}" in (getattr(step, language) or "{title}") for step in guide.steps):
                params: Params = {"mark": "{title}", "language": language}
                yield Problem(place, "steps", "mistake-steps", params)


def _collection_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for collection in catalogue.collections.values():
        place = f"collections/{collection.id}"
        yield from _unknown(place, "titles", collection.titles, catalogue.titles)
        yield from _unknown(
            place, "platform", [collection.platform] if collection.platform else [], catalogue.platforms
        )


def _prompt_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for one in catalogue.prompts.values():
        for field_name, what in prompt.problems(one, catalogue.tropes):
            yield Problem(f"prompts/{one.id}", field_name, what)


def _unknown(place: str, field: str, ids: Iterable[str], known: Mapping[str, Record]) -> Iterator[Problem]:
    for missing in (i for i in ids if i not in known):
        yield Problem(place, field, "mistake-unknown", {"id": missing})


def _unknown_regions(place: str, field: str, codes: Iterable[str]) -> Iterator[Problem]:
    for code in (c for c in codes if not regions.is_region(c)):
        yield Problem(place, field, "mistake-country", {"code": code})
