"""What follows an approval: the post that it would make, and whether to send it."""

from __future__ import annotations

import discord

from bot.client import Interaction
from bot.domain.announcing.subscription import Wishes
from bot.domain.model import Title
from bot.domain.suggestion import Suggestion
from bot.i18n import texts
from cogs._actions import button
from cogs._card import below
from cogs._posts import render
from cogs._subscribed import language_here


async def preview(interaction: Interaction, one: Suggestion, title: Title) -> None:
    """As a second answer: the post as the first channel would get it, with the question whether to announce it."""
    bot, guild = interaction.client, one.guild
    viewer = await bot.viewer(interaction)
    t, language, scope = texts(), viewer.language, int(not guild)
    ours = await bot.app.announcing.subscriptions(guild) if guild else []
    wishes = ours[0].wishes if ours else Wishes(language=language_here(interaction))
    post = bot.app.announcing.preview(guild, ours[0].channel if ours else 0, title, wishes)
    view = render(post, bot.app.catalogue)
    if guild and not ours:
        note = t(language, "announce-preview-none")
    else:
        note = t(language, "review-announce" if guild else "review-announce-everybody")
        below(
            view,
            button(
                t(language, "button-announce"), "publish-approved", one.id, scope,
                style=discord.ButtonStyle.primary,
            ),
            button(t(language, "button-not-now"), "publish-not", scope),
        )  # fmt: skip
    await interaction.followup.send(note, ephemeral=True)
    await interaction.followup.send(view=view, ephemeral=True)
