"""What members ask in a benchmark: made from the shipped catalogue, the same for the same seed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.app import App
from tests.conftest import walk
from tests.wire.payloads import Json, click, message, slash, typing

KINDS = (
    "find: a name",
    "find: a misspelt name",
    "find: pinyin",
    "find: words of the plot",
    "find: nothing there",
    "find: browse a trope",
    "another page of a list",
    "autocomplete",
    "how-to-watch",
    "copy button",
)
LOCALES = ("en-US", "en-GB", "zh-CN", "zh-TW", "fr")
_REGIONS = ("GB", "US", "CN", "TW", "SG", "DE")
_CARDS = 60  # messages with buttons to press

Ask = Callable[[Json], Awaitable[Json]]  # a call, and what was answered


@dataclass
class Traffic:
    """Calls by kind; `call` is a new one each time."""

    kinds = KINDS
    random: Random
    names: list[str]
    pinyin: list[str]
    plots: list[list[str]]
    ids: list[str]
    tropes: list[str]
    pages: list[tuple[Json, str]]  # a message and the custom_id of one of its buttons
    copies: list[tuple[Json, str]]

    @classmethod
    async def prepare(cls, app: App, ask: Ask, random: Random) -> Traffic:
        """Reads the catalogue, and asks the bot for messages to press buttons on."""
        catalogue = app.catalogue
        titles = [title for title, _ in (await app.search.find("", limit=500)).titles]
        names = [name.text for title in titles for name in title.names]
        forms = [form for name in names if (form := await catalogue.forms(name)) and form.pinyin]
        plots = [title.synopsis.en.split() for title in titles if title.synopsis]
        traffic = cls(
            random=random,
            names=names,
            pinyin=[form.pinyin for form in forms if form.pinyin],
            plots=[plot for plot in plots if len(plot) > 8],
            ids=[title.id for title in titles],
            tropes=list(catalogue.tropes.entries),
            pages=[],
            copies=[],
        )
        browsed = await ask(slash("find"))
        traffic.pages = _buttons(browsed, "b:list:")
        for _ in range(_CARDS):
            recipe = await ask(traffic.call("how-to-watch"))
            traffic.copies += _buttons(recipe, "b:copy:")
        return traffic

    def mix(self, count: int) -> list[str]:
        """Kinds in random order, equally many of each."""
        return mixed(self.kinds, count, self.random)

    def call(self, kind: str) -> Json:
        return {**self._call(kind), "locale": self.random.choice(LOCALES)}

    def _call(self, kind: str) -> Json:
        pick = self.random.choice
        match kind:
            case "find: a name":
                return slash("find", query=pick(self.names))
            case "find: a misspelt name":
                return slash("find", query=self._misspelt(pick(self.names)))
            case "find: pinyin":
                return slash("find", query=pick(self.pinyin))
            case "find: words of the plot":
                return slash("find", query=" ".join(self.random.sample(pick(self.plots), 4)))
            case "find: nothing there":
                return slash("find", query="".join(self.random.choices("bcdfghjklmnpqrstvwxz", k=12)))
            case "find: browse a trope":
                return slash("find", trope=pick(self.tropes))
            case "another page of a list":
                return click(*pick(self.pages))
            case "autocomplete":
                name = pick(self.names)
                return typing("find", "query", name[: self.random.randint(1, len(name))])
            case "how-to-watch":
                return slash("how-to-watch", title=f"title:{pick(self.ids)}", region=pick(_REGIONS))
            case _:
                return click(*pick(self.copies))

    def _misspelt(self, name: str) -> str:
        at = self.random.randrange(len(name))
        return name[:at] + name[at + 1 :] if len(name) > 3 else name + "x"


def mixed(kinds: Sequence[str], count: int, random: Random) -> list[str]:
    """So many in random order, equally many of each."""
    chosen = [kinds[number % len(kinds)] for number in range(count)]
    random.shuffle(chosen)
    return chosen


def _buttons(answer: dict[str, Any], starts: str) -> list[tuple[Json, str]]:
    """The pressable buttons of a kind, each with the message it stands on."""
    sent = message(answer["data"])
    return [(sent, identity) for identity in _identities(sent, starts)]


def _identities(sent: Json, starts: str) -> Iterator[str]:
    for component in walk(sent["components"]):
        if component.get("custom_id", "").startswith(starts) and not component.get("disabled"):
            yield component["custom_id"]
