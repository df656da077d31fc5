"""The nouns of the catalogue, as people write them down in data/catalogue and as the store keeps them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from bot.domain.markup import visible


def _in_the_calendar(text: str) -> str:
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("calendar", "is not in the calendar") from None
    return text


def _readable(text: str) -> str:
    if not visible(text).strip():
        raise PydanticCustomError("unseen", "has nothing that can be seen")
    return text


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REGION = r"^([A-Z]{2}|001)$"  # ISO 3166-1 alpha-2, or 001 for the world (UN M49)
LANGUAGE_CODE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"  # BCP 47: en, zh-Hans
PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"  # what a source gives: year, month or day

Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
Region = Annotated[str, Field(pattern=REGION)]
LanguageCode = Annotated[str, Field(pattern=LANGUAGE_CODE)]
PartialDate = Annotated[str, Field(pattern=PARTIAL_DATE), AfterValidator(_in_the_calendar)]
Count = Annotated[int, Field(ge=1, le=2000)]
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_readable)]
WORLD = "001"
MOST_NAMES, MOST_WAYS = 100, 20  # of one title, however it comes in


class Language(StrEnum):
    """The languages the bot speaks; values are Discord's locale codes."""

    EN = "en"
    ZH_CN = "zh-CN"
    ZH_TW = "zh-TW"


class Record(BaseModel):
    """Base of everything that is read from a file or the database: immutable, and no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)


class Text(Record):
    """One sentence in our languages. Where no human wrote Taiwan's, a derived one stands in; it is never exported."""

    en: str = Field(min_length=1, max_length=1000)
    zh_cn: str = Field(alias="zh-CN", min_length=1, max_length=1000)
    zh_tw: str | None = Field(default=None, alias="zh-TW", min_length=1, max_length=1000)
    zh_tw_derived: str | None = Field(default=None, alias="zh-TW-derived")

    def to(self, language: Language) -> str:
        match language:
            case Language.ZH_CN:
                return self.zh_cn
            case Language.ZH_TW:
                return self.zh_tw or self.zh_tw_derived or self.zh_cn
            case Language.EN:
                return self.en


NameKind = Literal["original", "official", "service", "alias", "gloss"]


class Name(Record):
    """One name of a title. A gloss is our own translation: searched, never shown as official."""

    text: Line
    language: LanguageCode
    kind: NameKind
    platform: Slug | None = None  # the service that uses this name, for kind "service"


Cost = Literal["free", "ads", "coins", "subscription", "pay-per-episode"]


class Route(Record):
    """One documented way to a title: a service, and how to get there."""

    platform: Slug
    url: str | None = None  # https, on a host of the platform
    search: tuple[Line, ...] = ()  # words to type; empty means the title itself
    regions: tuple[Region, ...] = ()  # where the source says it is; empty means not stated
    name: Line | None = None  # what the title is called there
    episodes: Count | None = None
    cost: tuple[Cost, ...] = ()
    audio: tuple[LanguageCode, ...] = ()
    subtitles: tuple[LanguageCode, ...] = ()
    as_of: PartialDate | None = None
    note: Text | None = None


class Character(Record):
    name: Line
    latin: Line | None = None


class BasedOn(Record):
    title: Line | None = None
    author: Line | None = None
    kind: Literal["novel", "webtoon", "series", "film", "story"] | None = None


ContentNote = Literal[
    "violence", "sexual-content", "coercion", "abuse", "bullying", "self-harm",
    "illness", "death", "drugs", "horror", "pregnancy-loss",
]  # fmt: skip


class Title(Record):
    """A micro-drama. Only what a source states; `sources` are addresses or plain citations."""

    id: Slug
    names: tuple[Name, ...] = Field(min_length=1, max_length=MOST_NAMES)
    hoax: bool = False  # widely reported, does not exist
    language: LanguageCode | None = None  # spoken
    country: Region | None = None  # of production
    year: int | None = Field(default=None, ge=1990, le=2100)
    first_aired: PartialDate | None = None
    last_aired: PartialDate | None = None  # of its last episode; none: it may go on
    episodes: Count | None = None
    minutes: float | None = Field(default=None, gt=0, le=60)  # of one episode
    tropes: tuple[Slug, ...] = ()
    cast: tuple[Line, ...] = ()
    characters: tuple[Character, ...] = ()
    director: Line | None = None
    company: Line | None = None
    based_on: BasedOn | None = None
    sequel_of: Line | None = None
    ai: Literal["assisted", "generated"] | None = None
    content: tuple[ContentNote, ...] = ()
    synopsis: Text | None = None
    setting: Text | None = None
    production: Text | None = None
    caution: Text | None = None
    routes: tuple[Route, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)
    confidence: Literal["high", "medium", "community"]


class Availability(Record):
    """What is documented about a service in one country, or in the world."""

    region: Region
    status: Literal["available", "limited", "blocked", "unconfirmed"]
    as_of: PartialDate | None = None
    note: Text | None = None


class Platform(Record):
    id: Slug
    name: Line
    native_name: Line | None = None
    traditional_name: Line | None = None  # the native one as Taiwan writes it, where that differs
    also: tuple[Line, ...] = ()
    owner: Line | None = None
    kind: Literal["social", "app", "video", "streaming", "mini-program"]
    website: str | None = None
    hosts: tuple[str, ...] = ()  # official hosts; their subdomains count
    search_url: str | None = None  # with {query}
    series_url: str | None = None  # pattern, for people
    cost: tuple[Cost, ...] = ()
    interface: tuple[LanguageCode, ...] = ()
    subtitles: tuple[LanguageCode, ...] = ()
    summary: Text
    price: Text | None = None
    language_note: Text | None = None
    sign_up: Text | None = None
    availability: tuple[Availability, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)


class Guide(Record):
    """Ordered steps on one platform; `{title}` stands for the words to type."""

    id: Slug  # <platform>, or <platform>-<region> for one country
    platform: Slug
    regions: tuple[Region, ...] = ()  # empty: wherever no guide is more specific
    steps: tuple[Text, ...] = Field(min_length=1, max_length=8)
    recognise: Text
    unknown: tuple[Text, ...] = ()  # what nobody has confirmed yet
    as_of: PartialDate | None = None
    sources: tuple[str, ...] = ()


class Trope(Record):
    """One entry of the controlled vocabulary: a trope, genre, setting or format."""

    id: Slug
    group: Literal["romance", "family", "power", "fantasy", "history", "setting", "genre", "format"]
    name: Text
    synonyms: tuple[Line, ...] = ()


class Organiser(Record):
    name: Text
    role: Text


class Collection(Record):
    """A programme, award or list that titles belong to."""

    id: Slug
    name: Text
    also: tuple[Line, ...] = ()
    since: PartialDate | None = None
    platform: Slug | None = None
    search_terms: tuple[Line, ...] = ()
    titles: tuple[Slug, ...] = ()
    summary: Text
    how_to_find: Text | None = None
    organisers: tuple[Organiser, ...] = ()
    sources: tuple[str, ...] = ()


class Term(Record):
    """A word of the glossary."""

    id: Slug
    term: Text
    pinyin: Line | None = None
    also: tuple[Line, ...] = ()
    meaning: Text
    sources: tuple[str, ...] = ()
