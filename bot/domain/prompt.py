"""Conversation starters: which of them fit, which comes next, what is asked, and when a weekly one is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2s
from typing import Annotated

from pydantic import Field

from bot.domain.announcing.timing import zone_of
from bot.domain.display import clip
from bot.domain.markup import visible
from bot.domain.model import Language, Record, Slug, Text

QUESTION, ANSWER, ANSWERS = 300, 55, 10  # Discord's limits of a poll: characters, characters, how many
HOURS = 168  # that a poll is open
_ROOM = 120  # characters that a title or a trope may take
TITLE, TROPE = "{title}", "{trope}"


class Audience(StrEnum):
    VIEWERS = "viewers"
    PRODUCERS = "producers"
    EDUCATORS = "educators"


class Prompt(Record):
    """One starter of the library. Its text may leave room for a title or a trope."""

    id: Annotated[Slug, Field(max_length=40)]  # it stands in buttons
    audience: Audience
    text: Text
    tropes: tuple[Slug, ...] = ()  # that it is about
    answers: tuple[Text, ...] = ()  # of a poll
    several: bool = False  # more than one answer may be chosen
    hint: Text | None = None
    misses: bool = False  # its results come with what members searched for in vain

    def wants(self, place: str) -> bool:
        return place in self.text.en


class Asked(Record):
    """What is posted: a prompt in one language, with its title or trope in it."""

    question: str
    answers: tuple[str, ...] = ()
    several: bool = False
    hint: str = ""
    misses: bool = False
    title_id: str = ""


@dataclass(frozen=True)
class Wish:
    """What a moderator wants to ask about; empty is anything."""

    audience: str = ""
    trope: str = ""
    title_id: str = ""


@dataclass(frozen=True)
class Week:
    """One prompt a week."""

    guild: int
    channel: int
    weekday: int  # 0 is Monday
    minute: int  # of the day
    zone: str
    language: Language
    next_at: int = 0  # UTC seconds


def problems(prompt: Prompt, tropes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Field and what is wrong with it."""
    for trope in (one for one in prompt.tropes if one not in tropes):
        yield "tropes", f"there is no {trope!r}"
    said = {"text": prompt.text, **{f"answers.{at}": text for at, text in enumerate(prompt.answers)}}
    for field, text in (said | ({"hint": prompt.hint} if prompt.hint else {})).items():
        if text.zh_tw is None:
            yield field, "has no zh-TW"
        if text.zh_tw and len({_places(text.to(language)) for language in Language}) > 1:
            yield field, "does not leave room for the same in all languages"
        most = ANSWER if field.startswith("answers") else QUESTION - _ROOM
        if any(len(text.to(language)) > most for language in Language):
            yield field, f"has more than {most} characters"
    if prompt.wants(TITLE) and prompt.wants(TROPE):
        yield "text", "leaves room for a title and for a trope"
    if len(prompt.answers) == 1 or len(prompt.answers) > ANSWERS:
        yield "answers", f"are none, or 2 to {ANSWERS}"


def _places(text: str) -> frozenset[str]:
    return frozenset(place for place in (TITLE, TROPE) if place in text)


def fitting(prompts: Iterable[Prompt], wish: Wish) -> list[Prompt]:
    return [one for one in prompts if wish.audience in ("", one.audience) and _is_about(one, wish)]


def _is_about(prompt: Prompt, wish: Wish) -> bool:
    if prompt.wants(TITLE):
        return bool(wish.title_id)
    if prompt.wants(TROPE):
        return bool(wish.trope)
    if wish.trope:
        return wish.trope in prompt.tropes
    return not wish.title_id


def ordered(prompts: Iterable[Prompt], used: Mapping[str, int], guild: int) -> list[Prompt]:
    """Those least used first; beyond that each server has an order of its own, and another one each time around."""

    def place(prompt: Prompt) -> tuple[int, bytes]:
        times = used.get(prompt.id, 0)
        return times, blake2s(f"{guild}|{prompt.id}|{times}".encode()).digest()

    return sorted(prompts, key=place)


def after(prompts: Sequence[Prompt], shown: str) -> Prompt:
    """The one that follows, and after the last the first."""
    ids = [one.id for one in prompts]
    return prompts[(ids.index(shown) + 1) % len(prompts) if shown in ids else 0]


def asked(prompt: Prompt, language: Language, title: str = "", trope: str = "", title_id: str = "") -> Asked:
    """`title` and `trope` are their names as they are to stand there."""

    def fill(text: Text | None) -> str:
        found = text.to(language) if text else ""
        return found.replace(TITLE, _name(title)).replace(TROPE, _name(trope))

    return Asked(
        question=clip(fill(prompt.text), QUESTION),
        answers=tuple(clip(fill(one), ANSWER) for one in prompt.answers),
        several=prompt.several,
        hint=fill(prompt.hint),
        misses=prompt.misses,
        title_id=title_id if prompt.wants(TITLE) else "",
    )


def _name(text: str) -> str:
    """In one line, as a poll shows it: nothing is live there."""
    return clip(" ".join(visible(text).split()), _ROOM)


def due(week: Week, now: int) -> int:
    """UTC seconds, later than `now`, when the clocks there show that time on that day of the week."""
    hour, minute = divmod(week.minute, 60)
    today = datetime.fromtimestamp(now, zone_of(week.zone)).replace(
        hour=hour, minute=minute, second=0, microsecond=0, fold=0
    )
    days = (today + timedelta(days=ahead) for ahead in range(9))
    moments = (int(day.astimezone(UTC).timestamp()) for day in days if day.weekday() == week.weekday)
    return next(moment for moment in moments if moment > now)
