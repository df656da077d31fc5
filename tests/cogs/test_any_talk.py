"""Whatever a title, a member or a message says: homes, bands, progress and hidden messages stay harmless."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import cast

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.domain.bands import END, Band, bands
from bot.domain.hiding import Spoiler
from bot.domain.home import HOME, Home
from bot.domain.model import Language, Title
from bot.domain.progress import Progress
from cogs._home_cards import (
    Talk,
    ask_card,
    band_view,
    found_card,
    gone_card,
    home_view,
    moved_view,
    public_line,
    thread_name,
)
from cogs._home_desk import controls
from cogs._home_merging import sure_card
from cogs._spoiler_cards import Marked, hidden, request_card, which_card
from cogs.progress import list_card, one_card
from tests.cogs.any_words import LIVE, LONGEST_SLUG, MUCH, TITLES, UNSEEN, WORDS, harmless, renamed
from tests.cogs.test_limits import checked, viewer_of


@dataclass(frozen=True)
class Thread:
    """What cards ask of one of Discord's."""

    id: int
    locked: bool = False

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def jump_url(self) -> str:
        return f"https://discord.com/channels/1/{self.id}"


LONGEST_ID = "-".join(["abcdefghi"] * 6)
MANY = tuple(Band(first, first + 9) for first in range(1, 300, 10))
LANGUAGES = st.sampled_from(list(Language))


@MUCH
@given(title=TITLES, language=LANGUAGES, name=WORDS, own=st.booleans())
async def test_homes(app: App, title: Title, language: Language, name: str, own: bool) -> None:
    viewer, title = viewer_of(language), title.model_copy(update={"id": LONGEST_ID})
    talk = Talk(title, Home(name=name if own else ""), (*bands(90, range(1, 90, 9)), *MANY))
    for view in (
        home_view(talk, viewer, app.catalogue),
        band_view(talk, Band(11, 30), viewer),
        ask_card(talk, Band(1989, 1999), 1988, viewer),
        gone_card(talk, Band(1989, END), 2**64 - 1, viewer),
    ):
        harmless(view)
    assert "<#5>" in checked(moved_view(title, "<#5>", viewer))
    thread = Thread(2**64 - 1)
    card = found_card(talk, cast(discord.Thread, thread), 12, viewer)
    controls(card, talk, [renamed(title, f"{LONGEST_ID[:-1]}{at}") for at in range(9)], viewer)
    said = checked(card.view())
    assert not LIVE.findall(said.replace(thread.mention, "")), said
    harmless(sure_card(title, renamed(title, LONGEST_SLUG), 20, viewer))
    for band in (HOME, Band(1, END), Band(1001, 1999)):
        said = thread_name(talk, band, viewer)
        assert 1 <= len(said) <= 100 and "\n" not in said and not UNSEEN.search(said)
        assert band == HOME or said.endswith(thread_name(talk, band, viewer)[-8:])


@MUCH
@given(title=TITLES, language=LANGUAGES, name=WORDS)
async def test_progress(title: Title, language: Language, name: str) -> None:
    viewer = viewer_of(language)
    now = Progress(title.id, 12, True, 0)
    harmless(one_card(title, now, viewer))
    harmless(list_card([now, Progress("gone", 1, False, 0)], {title.id: title}, 0, 30, viewer))
    assert not LIVE.findall(public_line(name, title, 12, viewer))


@MUCH
@given(title=TITLES, language=LANGUAGES, text=WORDS, name=WORDS)
async def test_marked_messages(title: Title, language: Language, text: str, name: str) -> None:
    viewer = viewer_of(language)
    attached = [discord.File(io.BytesIO(b"x"), "1_a.png", spoiler=True)]
    one = Spoiler(
        guild=1, channel=2, message=3, author=4, author_name=name, text=text * 40, asker=0,
        band=Band(31, 60), id=2**63 - 1,
    )  # fmt: skip
    marked = Marked(one, title, bands(90))
    view, files = hidden(marked, attached, viewer)
    said = checked(view)
    assert said.count("||") in (0, 2) and files[0] is attached[0]
    assert (len(files) == 1) == ("||" in said)
    for shown in (said, checked(which_card(marked, viewer))):
        assert not LIVE.findall(shown), shown
    asked = checked(request_card(marked, viewer, at_review=True))
    assert not LIVE.findall(asked.replace("<@4>", "").replace("<#2>", "").replace("<t:0:R>", "")), asked
