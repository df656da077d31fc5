"""The lists that wait for somebody who may review: which ones, and the card of each."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.app import App
from bot.client import Interaction
from bot.domain.forms import Reader
from bot.domain.model import Title
from bot.domain.suggestion import Kind, Suggestion
from bot.domain.viewer import Viewer
from bot.errors import Forbidden, UserError
from cogs._actions import number
from cogs._curators import is_curator, scope_of
from cogs._failing import MOST, failing_card
from cogs._moderators import is_moderator
from cogs._proposed import is_whole, on_card
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
    ours = misses = everybody = failing = spoilers = anywhere = blocked = None
    if is_moderator(interaction):
        guild = interaction.guild_id or 0
        (_, _, ours), (_, misses) = (
            await app.reviewing.queue(guild, 0),
            await app.curation.misses(guild, 0, 1),
        )
        failing = len(await app.evidence.failing(guild, MOST))
        _, spoilers = await app.hiding.queue(guild, 0)
        blocked = len(await app.suggesting.blocked(guild))
    if await is_curator(interaction):
        _, _, everybody = await app.reviewing.queue(0, 0)
        anywhere = len(await app.evidence.failing(0, MOST))
    if ours is None and everybody is None:
        raise Forbidden("error-moderators-only")
    return Waiting(ours, misses, failing, everybody, spoilers, anywhere, blocked)


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
    proposed = _proposed(one, about, viewer, app)
    queued = Queued(one, at, total, about, existing, proposed)
    return queue_card(queued, everywhere, lists, replace(viewer, guild=guild))


def _proposed(one: Suggestion, about: Title | None, viewer: Viewer, app: App) -> str:
    """Nothing of a shared title that is gone."""
    if not is_whole(one) or (about is None and one.kind is not Kind.TITLE):
        return ""
    return on_card(one, about, viewer, Reader(viewer.language, app.catalogue.tropes))


async def failing_view(
    app: App, interaction: Interaction, viewer: Viewer, guild: int
) -> discord.ui.LayoutView:
    """Ways that did not work for members of a server, or of all for 0."""
    failing = await app.evidence.failing(guild, MOST)
    ids = list(dict.fromkeys(one.way.title_id for one in failing))
    titles = {title.id: title for title in await app.catalogue.titles(ids, guild)}
    lists = await waiting(app, interaction)
    return failing_card(failing, titles, app.catalogue.platforms, guild, lists, viewer)


async def decided_view(
    app: App, viewer: Viewer, one: Suggestion, everywhere: bool, at: int
) -> discord.ui.LayoutView:
    title = next(iter(await app.catalogue.titles([one.title_id], one.guild)), None)
    return decided_card(one, title, everywhere, at, viewer)
