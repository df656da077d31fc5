"""A title that is new, and its names: what their forms ask for, and what is made of what was typed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from typing import Any, get_args

from bot.domain import forms
from bot.domain.exchange.cells import language_of
from bot.domain.forms import Input, Reader, Reading, Values, aired_on
from bot.domain.model import MOST_NAMES, Name, NameKind, Title
from bot.domain.names import fold
from bot.errors import UserError

NAME_LONGEST = 100  # characters
NEW = (
    Input("chinese", "form-chinese", NAME_LONGEST),
    Input("english", "form-english-name", NAME_LONGEST),
    Input("aired", "form-aired", 10, hint="form-aired-hint"),
    Input("tropes", "form-tropes", 200, hint="form-tropes-hint"),
    Input("about", "form-about", 1000, lines=True),
)
KINDS: dict[str, str] = {
    "official": "names-kind-official",
    "original": "names-kind-original",
    "alias": "names-kind-alias",
    "service": "names-kind-service",
    "gloss": "names-kind-gloss",
}
assert set(KINDS) == set(get_args(NameKind))
NAME_LANGUAGES = (
    "zh-Hans", "zh-Hant", "zh-Latn", "en", "ko", "ja", "th", "vi", "id", "ms", "hi", "ar", "es", "pt", "fr",
    "de", "it", "ru", "tr", "pl", "fil",
)  # fmt: skip


# -- a new title


def new_title(values: Values, source: str, mark: str, reader: Reader) -> Title:
    """`source` is what is cited; `mark` makes the id of this one form. Raises Mistaken."""
    reading = Reading(values)
    names = [name for name in (_named(values, "chinese"), _named(values, "english")) if name]
    if not names:
        reading.wrong("form-chinese", UserError("error-form-no-name"))
    aired = reading.of("aired", "form-aired", forms.partial_date, "")
    read_tropes = partial(forms.tropes, known=reader.tropes, language=reader.language)
    tropes = reading.of("tropes", "form-tropes", read_tropes, ())
    about = forms.sentence(values.get("about", ""), reader.language)
    reading.done()
    first, *others = names
    kinds = [Name(text=first, language=language_of(first), kind="original")]
    kinds += [
        Name(text=name, language=language_of(name), kind="official") for name in others if name != first
    ]
    return Title(
        id=slug(values.get("english", ""), mark), names=tuple(kinds), tropes=tropes, synopsis=about,
        language="zh" if language_of(first).startswith("zh") else None,
        sources=(source,), confidence="community", **aired_on(aired),
    )  # fmt: skip


def _named(values: Values, name: str) -> str | None:
    text = forms.line(values.get(name, ""), NAME_LONGEST)
    return text if text and fold(text) else None  # signs alone nobody can search for


def slug(name: str, mark: str) -> str:
    """An id that says a little and is like no other."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "title"
    return f"{words}-{hashlib.sha256(mark.encode()).hexdigest()[:6]}"


# -- names


def name_inputs(languages: Mapping[str, str]) -> tuple[Input, ...]:
    """`languages`: codes and what to call them; "" for whatever the script says."""
    return (
        Input("text", "form-name", 200, required=True),
        Input("language", "form-language", choices=languages),
        Input("kind", "form-kind", choices=KINDS),
    )


def new_name(values: Values) -> Name:
    """Raises Mistaken."""
    reading = Reading(values)
    text = forms.line(values.get("text", ""))
    if not text or not fold(text):
        reading.wrong("form-name", UserError("error-form-name-signs"))
    reading.done()
    text = text or ""
    kind: Any = values.get("kind") or "alias"
    return Name(text=text, language=values.get("language") or language_of(text), kind=kind)


def with_name(title: Title, name: Name) -> Title:
    """The same name once more takes the place of what was said of it. Raises UserError when there are too many."""
    names = (*(one for one in title.names if one.text != name.text), name)
    return _named_so(title, names)


def without_name(title: Title, digest: str) -> Title:
    """Raises UserError for the last name that is not our own translation."""
    return _named_so(title, tuple(one for one in title.names if name_digest(one) != digest))


def _named_so(title: Title, names: tuple[Name, ...]) -> Title:
    if len(names) > MOST_NAMES:
        raise UserError("error-names-many", most=MOST_NAMES)
    if all(name.kind == "gloss" for name in names):
        raise UserError("error-names-last")
    return title.model_copy(update={"names": names})


def name_digest(name: Name) -> str:
    return hashlib.sha256(name.model_dump_json().encode()).hexdigest()[:8]
