"""The menus under the list of ways that did not work: mend one, or count its votes anew."""

from __future__ import annotations

from discord.ext import commands

from bot.app import App
from bot.client import MicroDramaBot, Press
from cogs._failing import way_of
from cogs._reviewing import failing_view, where
from cogs._ways import way_card, ways_card


class FailingWays(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.app = app
        bot.actions |= {"mend-way": self.mend, "reset-votes": self.reset}

    async def mend(self, press: Press) -> None:
        """The way with all that can be done about it; all ways when there are several there, or none any more."""
        guild, _ = await where(press.interaction, press.take(1)[0])
        way = way_of(press.values[0])
        title = await self.app.editing.seen(guild, way.title_id)
        routes = [route for route in title.routes if route.platform == way.platform]
        platforms = self.app.catalogue.platforms
        if len(routes) == 1:
            view = way_card(title, routes[0], guild, press.viewer, platforms)
        else:
            view = ways_card(title, guild, press.viewer, platforms)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def reset(self, press: Press) -> None:
        """What members of this server, or for curators of all, said of a way no longer counts: it was mended, or was
        not true."""
        scope = press.args[0] if press.args else "0"  # menus of an older version are a server's
        guild, _ = await where(press.interaction, scope)
        await self.app.evidence.reset(guild, way_of(press.values[0]))
        view = await failing_view(self.app, press.interaction, press.viewer, guild)
        await press.interaction.response.edit_message(view=view)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(FailingWays(bot, bot.app))
