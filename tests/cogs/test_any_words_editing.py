"""What moderators see while they change the catalogue shows every field letter by letter, in cards and in forms."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.domain.catalogue import Problem
from bot.domain.editing import Change
from bot.domain.forms import Mistaken, Reader
from bot.domain.model import Language, Name, Route, Title
from bot.domain.new_title import NEW, name_inputs
from bot.domain.synonyms import Group
from bot.domain.title_forms import FIELDS, changed, shown
from bot.domain.way_forms import WAY, hosts_of, shown_way, way
from bot.errors import UserError
from bot.services.exchanging import DryRun
from cogs._actions import button
from cogs._added import alike_card, saved_card
from cogs._catalogue_exchange import dry_run_card
from cogs._catalogue_history import history_card
from cogs._catalogue_hosts import hosts_card
from cogs._catalogue_names import names_card
from cogs._conflict import conflict_card
from cogs._fields import fields_card, label_of
from cogs._forms import Form, FormModal
from cogs._ways import way_card, ways_card
from cogs.catalogue import synonyms_card
from cogs.forms import correct_card, mistakes, which_card
from tests.cogs.any_words import (
    LINES,
    LONGEST_SLUG,
    NAMES,
    SOME,
    TEXTS,
    TITLES,
    WORDS,
    form_kept,
    harmless,
    renamed,
)
from tests.cogs.test_limits import viewer_of

LANGUAGES = st.sampled_from(list(Language))
WAYS = st.builds(
    Route,
    platform=st.sampled_from(["xiaohongshu", "reelshort", LONGEST_SLUG]),
    url=WORDS.map(lambda text: f"https://www.reelshort.com/{text}"),
    search=st.lists(LINES, max_size=5),
    regions=st.sampled_from([(), ("GB", "US"), ("001",)]),
    note=TEXTS,
    as_of=st.sampled_from([None, "2026", "2026-01-12"]),
)


def _much(title: Title, ways: list[Route], names: list[Name]) -> Title:
    """As many ways and names as there may be, no two of them the same."""
    routes = [
        one.model_copy(update={"cost": ("ads",), "episodes": at + 1}) for at in range(7) for one in ways
    ]
    called = [one.model_copy(update={"text": f"{one.text[:195]} {at}"}) for at in range(20) for one in names]
    changes = {"id": LONGEST_SLUG, "routes": tuple(routes[:20]), "names": (*title.names, *called[:90])}
    return title.model_copy(update=changes)


MANY = st.builds(_much, TITLES, st.lists(WAYS, max_size=3), st.lists(NAMES, max_size=4))
TOKEN, BY, AT = "f" * 16, 2**64 - 7, 1_900_000_000
OURS = (f"<@{BY}>", f"<t:{AT}:f>")


async def nothing(*_: Any) -> None:
    """What a form does once it is sent is no matter here."""


@SOME
@given(title=MANY, other=MANY, language=LANGUAGES, guild=st.sampled_from([0, 1]))
async def test_cards_of_one_title(
    app: App, title: Title, other: Title, language: Language, guild: int
) -> None:
    viewer, platforms = viewer_of(language), app.catalogue.platforms
    reader = Reader(language, app.catalogue.tropes)
    harmless(fields_card(title, guild, viewer, reader, saved=True))
    for page in range(4):
        harmless(names_card(title, guild, page, viewer))
    harmless(ways_card(title, guild, viewer, platforms))
    for route in title.routes[:3]:
        harmless(way_card(title, route, guild, viewer, platforms))
    harmless(saved_card(title, guild, viewer, "adding-done"))
    alike = [renamed(other, f"{number}{LONGEST_SLUG[1:]}") for number in range(5)]
    harmless(which_card([title, *alike], "line", TOKEN, viewer, app.catalogue.platforms))
    harmless(alike_card(title, alike, guild, TOKEN, viewer, app.catalogue))
    mine = title.model_copy(
        update={field: getattr(other, field) for field in ("names", "routes", "synopsis")}
    )
    harmless(conflict_card(title, other, mine, OURS[0], viewer, button("Save", "edit-mine", TOKEN)), *OURS)


@SOME
@given(titles=st.lists(MANY, min_size=2, max_size=3), language=LANGUAGES, guild=st.sampled_from([0, 1]))
async def test_history(titles: list[Title], language: Language, guild: int) -> None:
    pairs = [(None, titles[0]), *itertools.pairwise(titles), (titles[-1], None)][:5]
    changes = [
        Change(2**62 + number, guild, LONGEST_SLUG, before, after, BY, AT, "batch", number, number == 1)
        for number, (before, after) in enumerate(pairs)
    ]
    viewer = viewer_of(language)
    harmless(history_card(changes, guild, LONGEST_SLUG, 2, True, viewer), *OURS)


@SOME
@given(title=MANY, language=LANGUAGES, typed=st.lists(WORDS, min_size=3, max_size=3))
async def test_forms(app: App, title: Title, language: Language, typed: list[str]) -> None:
    """Begun with what is there, and with what was typed; and what is said of what cannot be read."""
    viewer, platforms = viewer_of(language), app.catalogue.platforms
    reader = Reader(language, app.catalogue.tropes)

    def opened(inputs: Any, values: Any, words: Any = None, heading: str = "form") -> None:
        form = Form(heading, inputs, nothing, words or {})
        if all(len(values.get(one.name, "")) <= one.longest for one in inputs):  # else it is not opened
            modal = FormModal(viewer, form)
            modal.fill(values)
            form_kept(modal.to_dict())

    def tried(read: Any, *args: Any) -> None:
        try:
            read(*args)
        except Mistaken as mistaken:
            harmless(correct_card(mistakes(mistaken, viewer), TOKEN, viewer))
        except UserError:
            pass

    for field, known in FIELDS.items():
        if field == "language":
            continue
        opened(known.inputs, shown(title, field, reader), heading=label_of(field, viewer))
        values = dict(zip([one.name for one in known.inputs if not one.choices], typed, strict=False))
        tried(changed, title, field, values, reader)
    for route in title.routes[:3]:
        opened(WAY, shown_way(route, platforms, reader))
    values = {one.name: typed[at % 3][: one.longest] for at, one in enumerate(WAY)}
    opened(WAY, values)
    tried(way, values, None, platforms, hosts_of(platforms, {}), reader, "2026-01-01")
    opened(NEW, {one.name: typed[at % 3][: one.longest] for at, one in enumerate(NEW)})
    codes = {"": "by its script", "en": "English"}
    opened(name_inputs(codes), {"text": typed[0][:200], "kind": "alias"}, {"language": codes})


@SOME
@given(texts=st.lists(WORDS, min_size=1, max_size=10), language=LANGUAGES, guild=st.sampled_from([0, 1]))
async def test_files_synonyms_and_hosts(app: App, texts: list[str], language: Language, guild: int) -> None:
    viewer, count = viewer_of(language), len(texts)
    first = [Problem(text, text, "mistake-country", {"code": text}, value=text) for text in texts]
    harmless(dry_run_card(DryRun(1, 2, 3, 10_000, first, ""), guild, viewer))
    groups = [Group(2**62 + at, (text[:60], *texts[:5])) for at, text in enumerate(texts)]
    harmless(synonyms_card(groups, count, viewer, groups[0]))
    platforms = app.catalogue.platforms
    hosts = {"reelshort": [f"{at}.example" for at in range(10)], texts[0]: ["evil.example"]}
    harmless(hosts_card(hosts, viewer, platforms, texts[-1]))
