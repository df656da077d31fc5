"""The discord.py bot: no privileged intents, cogs found by discovery, one place where every failure ends."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import pkgutil
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

import cogs
from bot.app import App
from bot.config import Settings
from bot.domain.model import Language
from bot.domain.viewer import Viewer, language_of
from bot.errors import StartupError, UserError
from bot.i18n import texts
from bot.pacing import pace, watch
from bot.services.breaker import Breaker
from bot.store import records
from cogs._actions import ActionButton, ActionSelect
from cogs._drafts import Drafts

log = logging.getLogger(__name__)
_LONGEST_WAIT = 30.0  # seconds that discord.py itself waits when asked to; what waits longer is put off
Interaction = discord.Interaction["MicroDramaBot"]
# Clients in American or British English would otherwise fall back to each other, not to the default.
_SPOKEN = {
    discord.Locale.american_english: Language.EN,
    discord.Locale.british_english: Language.EN,
    discord.Locale.chinese: Language.ZH_CN,
    discord.Locale.taiwan_chinese: Language.ZH_TW,
}
# Discord has sent it twice or its answer was lost, so that it is answered; or its three seconds are over.
_OVER = frozenset({40060, 10062})
_BAD_TOKEN = "Discord does not accept the DISCORD_TOKEN: reset it in the developer portal and copy it again."

# What the invite asks for: read the channel, answer in it and in its threads, show cards; for announcements,
# make threads, and see whether a post whose answer was lost is there; for watch parties, create
# events; for talking points, polls.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,  # of messages that are hidden
    create_public_threads=True,
    read_message_history=True,
    create_events=True,
    send_polls=True,
)


@dataclass(frozen=True)
class Press:
    """A button pressed or a choice made: who, and what its custom_id carried."""

    interaction: Interaction
    viewer: Viewer
    args: list[str]
    values: list[str]

    def take(self, count: int) -> list[str]:
        """The arguments. Raises UserError when an older version of us made the button with fewer or more."""
        if len(self.args) != count:
            raise UserError("error-old-button")
        return self.args


Handler = Callable[[Press], Awaitable[None]]


class MicroDramaBot(commands.AutoShardedBot):
    """The bot of one App. Buttons and selects of any age are routed by the name in their custom_id."""

    def __init__(
        self, app: App, *, always_sync: bool = False, shard_count: int | None = None, paced: bool = True
    ) -> None:
        """paced: False where nobody counts requests, as in a simulation, whose clock stands still meanwhile."""
        self.breaker = Breaker()
        super().__init__(
            command_prefix=(),  # slash commands only
            # The second one for watch parties: moderators move and cancel their events in Discord itself.
            intents=discord.Intents(guilds=True, guild_scheduled_events=True),
            tree_cls=Tree,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_WAIT,
            http_trace=watch(self.breaker),
            shard_count=shard_count,
        )
        self.app = app
        self.actions: dict[str, Handler] = {}
        self.forms: Drafts[Any] = Drafts()  # that somebody has before them
        self._always_sync = always_sync
        self._paced = paced

    async def setup_hook(self) -> None:
        if self._paced:
            pace(self.http, self.breaker)
        await self.load_cogs()
        self.add_dynamic_items(ActionButton, ActionSelect)  # presses on messages from before this start
        await self._sync()

    async def load_cogs(self) -> None:
        await self.tree.set_translator(Translator())
        for module in pkgutil.iter_modules(cogs.__path__):
            if not module.name.startswith("_"):
                await self.load_extension(f"cogs.{module.name}")

    async def on_ready(self) -> None:
        log.info("Ready as %s in %d servers.", self.user, len(self.guilds))

    async def viewer(self, interaction: Interaction) -> Viewer:
        return await self.app.members.viewer(
            interaction.user.id, str(interaction.locale), interaction.guild_id or 0
        )

    async def press(self, interaction: Interaction, custom_id: str, values: list[str]) -> None:
        """Hand a press to whoever registered for it; never raises."""
        try:
            _, action, *args = custom_id.split(":")
            handler = self.actions.get(action)
            if handler is None:
                raise UserError("error-old-button")
            await handler(Press(interaction, await self.viewer(interaction), args, values))
        except Exception as error:  # the last line of defence for components
            await self.report(interaction, error)

    async def report(self, interaction: Interaction, error: Exception) -> None:
        """Tell the person in one sentence, visible to them alone; log what we did not foresee under a code."""
        if isinstance(error, app_commands.CommandInvokeError):
            error = error.original
        if isinstance(error, discord.HTTPException) and error.code in _OVER:
            log.info("Interaction %s is over: %s", interaction.id, error)
            return
        try:
            text = await self.explain(interaction, error)
            send = (
                interaction.followup.send
                if interaction.response.is_done()
                else interaction.response.send_message
            )
            await send(text, ephemeral=True)
        except discord.HTTPException as failure:
            log.warning("Could not answer interaction %s: %s", interaction.id, failure)

    async def explain(self, interaction: Interaction, error: Exception) -> str:
        """One sentence; what we did not foresee is logged under the code in it."""
        language = await self.language(interaction)
        if isinstance(error, UserError):
            return texts()(language, error.key, **error.params)
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            return texts()(language, "error-old-command")
        code = secrets.token_hex(3)
        log.error("Failure %s in interaction %s", code, interaction.id, exc_info=error)
        return texts()(language, "error-unknown", code=code)

    async def language(self, interaction: Interaction) -> Language:
        try:
            return (await self.viewer(interaction)).language
        except Exception:  # the database may be what failed
            log.exception("No settings for an error message")
            return language_of(str(interaction.locale))

    async def _sync(self) -> None:
        """Send the commands to Discord, only if they differ from what was sent last: there is a daily quota."""
        if self._always_sync:
            await self.tree.sync()
            return
        digest = await self.commands_digest(self.application_id)
        if await self.synced_digest() == digest:
            return
        await self.tree.sync()
        async with self.app.database.transaction() as db:
            await records.set_meta(db, "commands", digest)

    async def commands_digest(self, application_id: int | None) -> str:
        """Changes with any text or option of any command."""
        translator = self.tree.translator
        assert translator is not None
        payload = [await c.get_translated_payload(self.tree, translator) for c in self.tree.get_commands()]
        text = json.dumps([application_id, payload], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    async def has_sent_commands(self) -> bool:
        """Whether Discord has the commands of this program, as far as we know."""
        return self._always_sync or await self.synced_digest() == await self.commands_digest(
            self.application_id
        )

    async def synced_digest(self) -> str | None:
        """Of the commands that Discord was sent last."""
        async with self.app.database.read() as db:
            return await records.meta(db, "commands")


class Tree(app_commands.CommandTree[MicroDramaBot]):
    """Commands work in servers, in direct messages, and wherever a member has installed the bot for themselves."""

    def __init__(self, client: MicroDramaBot) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def interaction_check(self, interaction: Interaction) -> bool:  # type: ignore[override]
        """Commands ask at once who is a moderator; that is known as of the last reading of the settings."""
        try:
            await self.client.app.servers.refresh()
        except Exception:  # whatever it is: a command that needs the database will say so itself
            log.warning("Settings of servers may be old.", exc_info=True)
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        await self.client.report(interaction, error)


class Translator(app_commands.Translator):
    """Gives Discord our own texts for the names and descriptions that carry a key."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        language = _SPOKEN.get(locale)
        key = string.extras.get("key") if language else None
        return texts()(language, key) if language and key else None


def aim(settings: Settings) -> None:
    """Point discord.py at the configured Discord. It has no option for this: these are the two seams it has."""
    Route.BASE = settings.discord_api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)


async def run(app: App) -> None:
    """Be the bot on Discord until stopped. Raises StartupError when Discord does not want the token."""
    aim(app.settings)
    token = app.settings.token()
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
    try:
        async with MicroDramaBot(app) as bot:
            await _until_ended(bot.start(token))
    except discord.LoginFailure as error:
        raise StartupError(_BAD_TOKEN) from error
    except discord.ConnectionClosed as error:
        raise StartupError(_closed(error)) from error
    except discord.PrivilegedIntentsRequired as error:
        raise StartupError("Discord closed the connection for good: it refuses the bot's intents.") from error
    except discord.HTTPException as error:
        raise StartupError(
            f"Discord answered with an error at log-in: {error}. Try again in a few minutes."
        ) from error
    except OSError as error:
        raise StartupError(f"Discord cannot be reached: {error}.") from error


async def _until_ended(work: Coroutine[Any, Any, None]) -> None:
    # Awaited directly, a cancellation can get lost while the bot connects: before Python 3.12 asyncio.wait_for,
    # which discord.py uses there, swallows it. asyncio.wait hears it here; closing the bot then ends the work.
    task = asyncio.create_task(work)
    await asyncio.wait({task})
    task.result()


def _closed(error: discord.ConnectionClosed) -> str:
    """Why Discord ended the connection for good; codes from its list of gateway close events."""
    if error.code == 4004:
        return _BAD_TOKEN
    return f"Discord closed the connection for good, with code {error.code}."


def invite_url(application_id: int) -> str:
    """The link that adds the bot with the fewest permissions it needs."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS)
