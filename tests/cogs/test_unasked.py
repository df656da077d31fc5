"""Nobody is shown a way beyond what they have seen before they were asked, whatever bands a server has chosen."""

from __future__ import annotations

import json
import random
import re
from typing import Any, cast

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.domain.bands import Band, bands
from bot.domain.home import Home
from bot.domain.model import Language
from bot.domain.party import Party, State
from cogs._home_cards import Talk, ask_card, found_card, home_view
from cogs._party_cards import party_card
from tests.cogs.any_words import MUCH
from tests.cogs.discussing import ID, discuss, drama, ids, press
from tests.cogs.test_any_talk import Thread
from tests.cogs.test_limits import viewer_of
from tests.conftest import Server
from tests.made_up import title

HOME_THREAD, EVENT = Thread(1000), 7000
WAYS = re.compile(r"https?://[^\s\"<>)]+|<#\d+>")
COUNTS, STARTS = st.integers(0, 300), st.lists(st.integers(-10, 400), max_size=12).map(tuple)


def ways(view: discord.ui.LayoutView) -> set[str]:
    """Every address and every mention of a channel that stands anywhere in it."""
    return set(WAYS.findall(json.dumps(view.to_components())))


@MUCH
@given(
    count=COUNTS, starts=STARTS, before=STARTS, progress=st.integers(0, 300), wanted=st.integers(0, 40)
)  # fmt: skip
async def test_no_card_leads_into_a_band_but_by_a_button_that_asks(
    app: App, count: int, starts: tuple[int, ...], before: tuple[int, ...], progress: int, wanted: int
) -> None:
    """`before`: bands of earlier, in which somebody has talked. Each band has a thread, and no card a way to it."""
    viewer, it = viewer_of(Language.EN), title("it", "It", episodes=count or None)
    listed = tuple(dict.fromkeys((*bands(count, starts), *bands(count, before))))
    talk, band = Talk(it, Home(starts=starts), listed), listed[wanted % len(listed)]
    party = Party("p", 1, 5, 6, "it", count, count, state=State.MADE, event=EVENT, thread=2000 + wanted)
    found = found_card(talk, cast(discord.Thread, HOME_THREAD), progress, viewer).view()
    assert ways(found) == {HOME_THREAD.mention, HOME_THREAD.jump_url}
    assert ways(home_view(talk, viewer, app.catalogue)) == set()
    assert ways(ask_card(talk, band, progress, viewer)) == set()
    assert ways(party_card(party, it, None, band, viewer)) == {party.url}
    hidden = {one.custom_id for one in buttons(found) if one.label.startswith("🙈")}
    unseen = [one for one in listed[:15] if all(seen not in range(one.first, 2001) for seen in (1, progress))]
    assert hidden == {f"b:band:it:{one.first}:{one.last}" for one in unseen}


def buttons(view: discord.ui.LayoutView) -> list[Any]:
    return [item.item for item in view.walk_children() if hasattr(item, "item")]


@pytest.mark.parametrize("seed", range(3))
async def test_whoever_presses_every_button_is_asked_before_each_later_band(
    server: Server, seed: int
) -> None:
    chance = random.Random(seed)
    await drama(server, episodes=chance.choice((0, chance.randint(1, 300))) or None)
    it = await server.app.catalogue.title(ID)
    for _ in range(3):
        starts = tuple(sorted({1, *chance.sample(range(1, 301), chance.randint(0, 6))}))
        await server.app.homes.change(server.guild.id, ID, starts=starts)
        progress = chance.randint(1, 300)
        await server.app.progress.set(server.member.id, ID, progress)
        card = await discuss(server)
        for custom_id in ids(card, "b:band:"):
            first, last = map(int, custom_id.split(":")[3:])
            answer = await press(server.member, card, custom_id)
            place = await server.app.homes.place(server.guild.id, ID, Band(first, last))
            if first > max(progress, 1):
                assert not WAYS.findall(json.dumps(answer.components)) and ids(answer, "b:go-in:"), custom_id
            else:
                assert place and f"<#{place.thread}>" in json.dumps(answer.components), custom_id
        assert {band.first for band in await server.app.homes.bands(server.guild.id, it)} <= {1, *starts}
