"""What becomes of a title when a suggestion is approved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain.catalogue import is_official
from bot.domain.display import is_chinese
from bot.domain.editing import MAX_ID
from bot.domain.markup import quoted
from bot.domain.model import Name, Route, Text, Title
from bot.domain.names import fold
from bot.domain.suggestion import OTHER, RECORD, Body, Suggestion, names_of
from bot.errors import UserError

Hosts = Mapping[str, tuple[str, ...]]  # official ones by platform
CHINESE = "zh"
LANGUAGES = ("zh", "en", "zh-Latn", "ko", "ja", "th", "vi", "id", "hi", "ar", "es", "pt", "de", "fr", "ru")
_IN_CHINESE = (CHINESE, "zh-Hans", "zh-Hant")
_SHOWN = ("original", "official")  # kinds of names
_SEPARATORS = re.compile(r"[,，、;；]")


def platform_of(link: str, hosts: Hosts) -> str:
    """The service that an address belongs to. Raises UserError for any other address, with the reason."""
    if not link.casefold().startswith("https://"):
        raise UserError("error-suggest-https")
    for platform, official in hosts.items():
        if is_official(link, official):
            return platform
    raise UserError("error-suggest-host", host=quoted(link[len("https://") :].split("/")[0]))


def title_of(suggestion: Suggestion, platform: str, source: str) -> Title:
    """A new title; approving twice makes one, as its id is made of the suggestion's. Raises UserError.

    `platform` is empty when nobody said where it is; `source` is what is cited when there is no link.
    """
    body = suggestion.body
    if RECORD in body:
        return Title.model_validate_json(body[RECORD])  # keeps its id, to which follows and lists point
    names = names_of(body)
    if not names:
        raise UserError("error-suggest-no-name")
    link, about = body.get("link"), body.get("about")
    return Title(
        id=_slug(body.get("english", ""), suggestion.id),
        names=tuple(_first_name(body, text) for text in names),
        language=CHINESE if body.get("chinese") else None,
        synopsis=_text(about, about) if about else None,
        routes=(Route(platform=platform, url=link),) if platform else (),
        sources=(link or source,),
        confidence="community",
    )


def all_names(body: Body) -> list[str]:
    """Also those of a whole title; our own translations are not its names."""
    if RECORD not in body:
        return names_of(body)
    return [name.text for name in Title.model_validate_json(body[RECORD]).names if name.kind != "gloss"]


def _first_name(body: Body, text: str) -> Name:
    """The Chinese name is what it was made under; an English one beside it is what it is called abroad."""
    is_original = text == body.get("chinese") or not body.get("chinese")
    return Name(
        text=text,
        language=CHINESE if is_chinese(text) else "en",
        kind="original" if is_original else "official",
    )


def _slug(name: str, number: int) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    tail = f"s{number}"
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: MAX_ID - 8 - len(tail)].strip("-")
    return f"{words}-{tail}" if words else tail


def with_names(title: Title, names: list[Name]) -> Title:
    """The same title with those names that it does not have yet."""
    known = {fold(name.text) for name in title.names}
    new = {fold(name.text): name for name in names if fold(name.text) not in known}
    return _valid(title, {"names": (*title.names, *new.values())})


def alias(text: str, language: str = "") -> Name:
    return Name(text=text, language=language or (CHINESE if is_chinese(text) else "en"), kind="alias")


# -- corrections


def corrected(title: Title, body: Body, platform: str = "") -> Title:
    """The title with what a member says is right. Raises UserError when that cannot be so.

    What concerns anything else than one of our fields leaves it as it is: that is for a moderator to put right.
    """
    change = _CORRECTIONS.get(body.get("what", ""))
    if change is None:
        return title
    return _valid(title, change(title, body.get("value", ""), platform))


def _chinese(title: Title, value: str, _: str) -> dict[str, Any]:
    return {"names": _renamed(title, value, _IN_CHINESE)}


def _english(title: Title, value: str, _: str) -> dict[str, Any]:
    return {"names": _renamed(title, value, ("en",))}


def _renamed(title: Title, value: str, languages: tuple[str, ...]) -> tuple[Name, ...]:
    """The name that is shown gives way to this one and is an alias from then on, so that it is still found."""
    shown = next((n for n in title.names if n.language in languages and n.kind in _SHOWN), None)
    made = Name(
        text=value,
        language=shown.language if shown else languages[0],
        kind=shown.kind if shown else "official",
    )
    others = [name for name in title.names if fold(name.text) != fold(value)]
    return (made, *(n.model_copy(update={"kind": "alias"}) if n is shown else n for n in others))


def _number(name: str) -> Callable[[Title, str, str], dict[str, Any]]:
    def change(_: Title, value: str, __: str) -> dict[str, Any]:
        found = re.search(r"\d+", unicodedata.normalize("NFKC", value))
        if not found:
            raise UserError("error-suggest-number")
        return {name: int(found[0][:9])}

    return change


def _line(name: str) -> Callable[[Title, str, str], dict[str, Any]]:
    return lambda _, value, __: {name: value}


def _cast(_: Title, value: str, __: str) -> dict[str, Any]:
    return {"cast": tuple(part.strip() for part in _SEPARATORS.split(value) if part.strip())}


def _about(title: Title, value: str, _: str) -> dict[str, Any]:
    """In the language it is written in; for readers of another too, as long as there is nothing else."""
    old = title.synopsis
    if is_chinese(value):
        return {"synopsis": _text(old.en if old else value, value)}
    if old:
        return {"synopsis": old.model_copy(update={"en": value})}
    return {"synopsis": _text(value, value)}


def _text(english: str, chinese: str) -> Text:
    return Text.model_validate({"en": english, "zh_cn": chinese})


def _link(title: Title, value: str, platform: str) -> dict[str, Any]:
    """In the place of the one we have of that service, or besides."""
    others = [route for route in title.routes if route.platform != platform]
    old = next((route for route in title.routes if route.platform == platform), Route(platform=platform))
    return {"routes": (old.model_copy(update={"url": value}), *others)}


_CORRECTIONS: dict[str, Callable[[Title, str, str], dict[str, Any]]] = {
    "chinese": _chinese,
    "english": _english,
    "year": _number("year"),
    "episodes": _number("episodes"),
    "director": _line("director"),
    "company": _line("company"),
    "cast": _cast,
    "about": _about,
    "link": _link,
}
CORRECTABLE = (*_CORRECTIONS, OTHER)


def current(title: Title, what: str) -> str:
    """What the catalogue says of it now; empty for nothing."""
    names = [name for name in title.names if name.kind in _SHOWN]
    match what:
        case "chinese":
            return next((name.text for name in names if name.language in _IN_CHINESE), "")
        case "english":
            return next((name.text for name in names if name.language == "en"), "")
        case "cast":
            return ", ".join(title.cast)
        case "year" | "episodes" | "director" | "company":
            return str(getattr(title, what) or "")
        case _:
            return ""


def _valid(title: Title, changes: dict[str, Any]) -> Title:
    """Raises UserError when the changed title cannot be one."""
    fields = {name: getattr(title, name) for name in Title.model_fields}
    try:
        return Title.model_validate({**fields, **changes})
    except ValidationError:
        raise UserError("error-suggest-value") from None
