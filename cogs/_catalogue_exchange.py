"""/catalogue import and export: many titles at once by a file, first what it would change, then all or nothing."""

from __future__ import annotations

import asyncio
import io

import discord
from discord import app_commands

from bot import mistakes
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.catalogue import Problem
from bot.domain.markup import code, quoted
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.exchanging import BUSY, MOST_BYTES, DryRun, ExchangingService
from cogs._actions import ActionButton, button
from cogs._card import Card, bullets, small
from cogs._commands import said
from cogs._curators import scope_of
from cogs._moderators import server_of
from cogs._progress import show, told, working

FIRST = 10  # mistakes that are shown at once
_MISTAKE = 300  # characters of one

_FORMATS = [
    app_commands.Choice(name=said("command-catalogue-export-csv"), value="csv"),
    app_commands.Choice(name=said("command-catalogue-export-json"), value="json"),
]


def add_exchange(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """Two more commands of a group, and what their buttons do."""
    exchange = Exchange(bot.app.exchanging)
    bot.actions |= {"exchange-apply": exchange.apply, "exchange-cancel": exchange.cancel}

    @group.command(name="import", description=said("command-catalogue-import"))
    @app_commands.describe(
        file=said("command-catalogue-import-file"), everywhere=said("command-catalogue-import-everywhere")
    )
    async def read(interaction: Interaction, file: discord.Attachment, everywhere: bool = False) -> None:
        await exchange.read(interaction, file, everywhere)

    @group.command(name="export", description=said("command-catalogue-export"))
    @app_commands.choices(format=_FORMATS)
    @app_commands.describe(
        format=said("command-catalogue-export-format"), everywhere=said("command-catalogue-export-everywhere")
    )
    async def write(interaction: Interaction, format: str = "csv", everywhere: bool = False) -> None:
        await exchange.write(interaction, format, everywhere)


class Exchange:
    """A button carries whether it is about everybody's catalogue, and the token of what was read."""

    def __init__(self, exchanging: ExchangingService) -> None:
        self._exchanging = exchanging

    async def read(self, interaction: Interaction, file: discord.Attachment, everywhere: bool) -> None:
        guild = await scope_of(interaction, everywhere)
        if file.size > MOST_BYTES:
            raise UserError("error-import-large", most=MOST_BYTES // 2**20)
        await interaction.response.defer(ephemeral=True, thinking=True)
        viewer = await interaction.client.viewer(interaction)
        try:
            data = await file.read()
        except discord.HTTPException:
            raise UserError("error-import-download") from None
        found = await self._exchanging.read(guild, data, interaction.user.id)
        await interaction.edit_original_response(view=dry_run_card(found, guild, viewer))
        if found.mistakes > FIRST:
            written = await asyncio.to_thread(_all_mistakes, found, viewer)
            said = texts()(viewer.language, "import-mistakes-all", count=found.mistakes)
            report = discord.File(io.BytesIO(written), filename="mistakes.txt")
            await interaction.followup.send(said, file=report, ephemeral=True)

    async def apply(self, press: Press) -> None:
        """Writes what was shown. The message tells how far it is."""
        (everywhere, token), interaction = press.take(2), press.interaction
        guild = await scope_of(interaction, everywhere == "1")
        t, language = texts(), press.viewer.language
        await interaction.response.edit_message(view=working(press.viewer, "import-working"))
        try:
            async with told(interaction, press.viewer, "import-working") as note:
                count = await self._exchanging.apply(token, guild, interaction.user.id, note)
            card = Card().text(t(language, "import-done", count=count))
        except Exception as error:  # else the message would say for ever how far it is
            card = Card().text(await interaction.client.explain(interaction, error))
            if isinstance(error, UserError) and error.key in BUSY:
                card.row(*_choices(guild, token, press.viewer))
        await show(interaction, card.view())

    async def cancel(self, press: Press) -> None:
        everywhere, token = press.take(2)
        guild = await scope_of(press.interaction, everywhere == "1")
        self._exchanging.forget(token, guild, press.interaction.user.id)
        view = Card().text(texts()(press.viewer.language, "import-cancelled")).view()
        await press.interaction.response.edit_message(view=view)

    async def write(self, interaction: Interaction, format: str, everywhere: bool) -> None:
        """What all share, everybody may have who may use the command: they can look it up title by title anyway."""
        guild = 0 if everywhere else server_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        viewer = await interaction.client.viewer(interaction)
        data, count = await self._exchanging.export(guild, format)
        if not count:
            raise UserError("error-export-empty")
        file = discord.File(io.BytesIO(data), filename=f"titles.{format}")
        key = "export-shared" if everywhere else "export-own"
        await interaction.followup.send(texts()(viewer.language, key, count=count), file=file, ephemeral=True)


def dry_run_card(found: DryRun, guild: int, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    heading = t(language, "import-heading") if guild else t(language, "import-heading-shared")
    card = Card().text(f"## {heading}")
    counts = [
        t(language, "import-added", count=found.added),
        t(language, "import-changed", count=found.changed),
        t(language, "import-unchanged", count=found.unchanged),
    ]
    card.text(bullets(counts))
    if found.mistakes:
        card.line().text(t(language, "import-mistakes", count=found.mistakes))
        return card.text(bullets(_mistake(problem, viewer) for problem in found.problems[:FIRST])).view()
    if not found.token:
        return card.line().text(t(language, "import-nothing")).view()
    card.row(*_choices(guild, found.token, viewer))
    return card.text(small(t(language, "import-rules"))).view()


def _choices(guild: int, token: str, viewer: Viewer) -> list[ActionButton]:
    t, language, args = texts(), viewer.language, (int(not guild), token)
    green, apply = discord.ButtonStyle.success, t(language, "button-import-apply")
    return [
        button(apply, "exchange-apply", *args, style=green),
        button(t(language, "button-import-cancel"), "exchange-cancel", *args),
    ]


def _mistake(problem: Problem, viewer: Viewer) -> str:
    """A place in JSON is written as a program would."""
    t, language = texts(), viewer.language
    place = mistakes.place(problem, language)
    if place and not mistakes.is_line(problem):
        place = code(place)
    field = code(mistakes.field(problem, language))
    what = quoted(mistakes.what(problem, language), _MISTAKE)
    return t(language, "mistake-after", before=" · ".join(filter(None, [place, field])), after=what)


def _all_mistakes(found: DryRun, viewer: Viewer) -> bytes:
    lines = [mistakes.line(problem, viewer.language) for problem in found.problems]
    if left := found.mistakes - len(lines):
        lines.append(texts()(viewer.language, "mistake-more", count=left))
    return "\n".join(lines).encode()
