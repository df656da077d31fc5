"""One made-up drama with all that is known to be true of it, and its shape for each kind of engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.model import NameKind, Title

NO_CHINESE = "这部短剧暂时没有中文简介。"


@dataclass(frozen=True, slots=True)
class Name:
    """`text` is `stem` and `suffix`; the suffix says the season.

    `reading` is the true one of a Chinese stem, a syllable with its tone's digit for each hanzi; `words` are the
    words the stem was made of.
    """

    stem: str
    language: str
    kind: NameKind
    suffix: str = ""
    season: int = 1
    platform: str | None = None
    reading: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.stem + self.suffix

    @property
    def chinese(self) -> bool:
        return self.language.startswith("zh")


@dataclass(frozen=True, slots=True)
class Drama:
    """`tropes` are (slug, English name); people are (hanzi, Latin)."""

    id: str
    names: tuple[Name, ...]
    language: str
    year: int
    platform: str
    tropes: tuple[tuple[str, str], ...]
    cast: tuple[str, ...]
    characters: tuple[tuple[str, str], ...]
    synopsis: str
    synopsis_zh: str = ""

    def name(self, *languages: str, kinds: tuple[str, ...] = ("original", "official")) -> Name | None:
        return next((one for one in self.names if one.language in languages and one.kind in kinds), None)

    def plot(self) -> str:
        """What the drama is about, for engines that take one field of text."""
        people = " ".join([*self.cast, *(f"{hanzi} {latin}" for hanzi, latin in self.characters)])
        tropes = " ".join(name for _, name in self.tropes)
        return f"{self.synopsis} {self.synopsis_zh} {tropes} {people}"

    def to_title(self) -> Title:
        """The drama as the bot's own record."""
        from bot.domain import model

        return model.Title(
            id=self.id,
            names=tuple(
                model.Name(text=one.text, language=one.language, kind=one.kind, platform=one.platform)
                for one in self.names
            ),
            language=self.language,
            year=self.year,
            tropes=tuple(slug for slug, _ in self.tropes),
            cast=self.cast,
            characters=tuple(model.Character(name=hanzi, latin=latin) for hanzi, latin in self.characters),
            synopsis=model.Text.model_validate(
                {"en": self.synopsis, "zh-CN": self.synopsis_zh or NO_CHINESE}
            ),
            routes=(model.Route(platform=self.platform),),
            sources=("made up for the benchmark",),
            confidence="medium",
        )
