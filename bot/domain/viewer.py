"""Who is looking: everything an answer depends on besides the question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.model import Language


class TitleOrder(StrEnum):
    """Which of a title's names comes first."""

    ENGLISH = "english"
    CHINESE = "chinese"


@dataclass(frozen=True)
class Preferences:
    """What a member chose; None is "not chosen", never a default country."""

    language: Language | None = None
    region: str | None = None  # ISO 3166 alpha-2
    order: TitleOrder | None = None
    zone: str | None = None  # of the IANA's

    @classmethod
    def from_columns(
        cls, language: str | None, region: str | None, order: str | None, zone: str | None
    ) -> Preferences:
        spoken = Language(language) if language else None
        return cls(spoken, region, TitleOrder(order) if order else None, zone)

    def to_columns(self) -> tuple[str | None, str | None, str | None, str | None]:
        return self.language, self.region, self.order, self.zone


@dataclass(frozen=True)
class Viewer:
    """One member asking in one place."""

    user_id: int
    language: Language
    region: str | None = None
    order: TitleOrder = TitleOrder.ENGLISH
    guild: int = 0  # the server they ask in; 0 in a direct message

    @classmethod
    def of(
        cls,
        user_id: int,
        locale: str,
        preferences: Preferences,
        guild: int = 0,
        region: str | None = None,
    ) -> Viewer:
        """Their own choices first, then what their Discord app speaks and the region of the server."""
        language = preferences.language or language_of(locale)
        default = TitleOrder.ENGLISH if language is Language.EN else TitleOrder.CHINESE
        return cls(user_id, language, preferences.region or region, preferences.order or default, guild)


def language_of(locale: str) -> Language:
    """The nearest of our languages to a Discord locale such as en-GB."""
    return next((language for language in Language if language.value == locale), Language.EN)
