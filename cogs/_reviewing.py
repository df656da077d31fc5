"""The lists that wait for somebody who may review: which ones, and the card of each."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.app import App
from bot.client import Interaction
from bot.domain.suggestion import Kind, Suggestion
from bot.domain.viewer import Viewer
from bot.errors import Forbidden, UserError
from cogs._actions import number
from cogs._curators import is_curator, scope_of
from cogs._failing import MOST
from cogs._moderators import is_moderator
from cogs._review_cards import Queued, Waiting, decided_card, empty_card, queue_card

LARGEST_ID = 2**63 - 1


async def where(interaction: Interaction, scope: str) -> tuple[int, bool]:
    """The queue that a button is about: its server, or 0 for everybody's. Raises UserError for who may not."""
    if scope not in ("0", "1"):
        raise UserError("error-old-button")
    everywhere = scope == "1"
    return await scope_of(interaction, everywhere), everywhere


def identity(text: str) -> int:
    return number(text, LARGEST_ID)


async def waiting(app: App, interaction: Interaction) -> Waiting:
    """Raises UserError for somebody who may review nothing."""
    ours = misses = everybody = failing = spoilers = None
    if is_moderator(interaction):
        guild = interaction.guild_id or 0
        (_, _, ours), (_, misses) = (
            await app.reviewing.queue(guild, 0),
            await app.curation.misses(guild, 0, 1),
        )
        failing = len(await app.evidence.failing(guild, MOST))
        _, spoilers = await app.hiding.queue(guild, 0)
    if await is_curator(interaction):
        _, _, everybody = await app.reviewing.queue(0, 0)
    if ours is None and everybody is None:
        raise Forbidden("error-moderators-only")
    return Waiting(ours, misses, failing, everybody, spoilers)


async def queue_view(
    app: App, interaction: Interaction, viewer: Viewer, guild: int, at: int
) -> discord.ui.LayoutView:
    """The suggestion at this place of a queue, or the last."""
    everywhere, lists = not guild, await waiting(app, interaction)
    one, at, total = await app.reviewing.queue(guild, at)
    if one is None:
        return empty_card(everywhere, lists, viewer)
    about = existing = None
    if one.kind is not Kind.TITLE:
        about = next(iter(await app.catalogue.titles([one.title_id], guild)), None)
    else:
        existing = await app.suggesting.existing(guild, one.body)
    return queue_card(
        Queued(one, at, total, about, existing), everywhere, lists, replace(viewer, guild=guild)
    )


async def decided_view(
    app: App, viewer: Viewer, one: Suggestion, everywhere: bool, at: int
) -> discord.ui.LayoutView:
    title = next(iter(await app.catalogue.titles([one.title_id], one.guild)), None)
    return decided_card(one, title, everywhere, at, viewer)
