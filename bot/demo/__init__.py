"""The same bot inside a simulated Discord, in a browser page: no token, no network."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import webbrowser
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import simcord
from aiohttp import web
from rich.console import Console
from simcord.backend.access import can_access_channel

from bot.app import open_app
from bot.config import Settings
from bot.demo.world import World, open_world
from bot.domain.model import Language
from bot.errors import StartupError
from bot.i18n import texts
from bot.progress import LoadingBar

_PAGE = Path(__file__).with_name("page.html")


class Stage:
    """Shows one channel at a time: simcord has one preview per world, so opening another closes the last."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.shown: tuple[int, str] | None = None  # channel, member
        self._port = port
        self._stack = contextlib.AsyncExitStack()
        self._moving = asyncio.Lock()

    async def show(self, channel: Any, member: str) -> str:
        """The address of the channel as this member sees it. Raises KeyError for a member who may not."""
        viewers = self.viewers(channel)
        first = viewers.pop(member)
        async with self._moving:
            await self._stack.aclose()
            preview = self.world.env.preview(
                channel, viewers=[first, *viewers.values()], layout="channel", port=self._port,
                presentation_time=datetime.now(UTC),  # what the bot says of dates is true
            )  # fmt: skip
            await self._stack.enter_async_context(preview)
            self.shown = (channel.id, member)
            return preview.url

    async def close(self) -> None:
        await self._stack.aclose()

    def channels(self) -> list[Any]:
        """Channels, each followed by its threads."""
        return [one for channel in self.world.guild.channels.values() for one in (channel, *channel.threads)]

    def viewers(self, channel: Any) -> dict[str, Any]:
        """The members who can read a channel."""
        env, members = self.world.env, self.world.members
        return {
            name: actor
            for name, actor in members.items()
            if can_access_channel(env, channel.id, actor, history=True)
        }


async def serve(
    settings: Settings, *, port: int, channel: str, member: str, database: Path | None, browser: bool
) -> None:
    """Serve the front page until cancelled. Raises StartupError for an unknown name or a port in use."""
    with tempfile.TemporaryDirectory(prefix="microdrama-demo-") as folder:
        path = database or Path(folder) / "demo.db"
        async with (
            open_app(replace(settings, database_path=path), LoadingBar()) as app,
            open_world(app) as world,
        ):
            stage = Stage(world, port + 1)
            _check_names(world, stage, channel, member)
            try:
                await stage.show(world.guild.channels[channel], member)
                runner = await _start(front_page(stage), port)
            except (simcord.SetupError, OSError) as error:
                raise StartupError(
                    f"Ports {port} and {port + 1} must be free: {error}. Choose others with --port."
                ) from error
            try:
                _announce(f"http://127.0.0.1:{port}/", browser)
                await asyncio.get_running_loop().create_future()  # until Ctrl-C or SIGTERM
            finally:
                await runner.cleanup()
                await stage.close()


def _check_names(world: World, stage: Stage, channel: str, member: str) -> None:
    if channel not in world.guild.channels:
        raise StartupError(f"There is no channel {channel!r}: it can be {', '.join(world.guild.channels)}.")
    if member not in (allowed := stage.viewers(world.guild.channels[channel])):
        raise StartupError(f"{member!r} cannot be shown in {channel}: it can be {', '.join(allowed)}.")


def _announce(address: str, browser: bool) -> None:
    Console().print(f"The demo is at {address}  (Ctrl-C ends it)", highlight=False, soft_wrap=True)
    if browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(address)


async def _start(page: web.Application, port: int) -> web.AppRunner:
    runner = web.AppRunner(page, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def front_page(stage: Stage) -> web.Application:
    """Lists channels, threads and members; a click moves the preview there."""

    async def index(request: web.Request) -> web.Response:
        language = _language(request)
        return web.Response(text=_render(stage, language), content_type="text/html")

    async def show(request: web.Request) -> web.StreamResponse:
        channel = next((c for c in stage.channels() if str(c.id) == request.match_info["channel"]), None)
        member = request.match_info["member"]
        if channel is None or member not in stage.viewers(channel):
            raise web.HTTPNotFound
        return web.HTTPFound(await stage.show(channel, member))

    page = web.Application()
    page.add_routes([web.get("/", index), web.get("/show/{channel}/{member}", show)])
    return page


def _language(request: web.Request) -> Language:
    """The browser's language, as far as we speak it."""
    wanted = request.headers.get("Accept-Language", "").lower()
    if wanted.startswith(("zh-tw", "zh-hk", "zh-hant")):
        return Language.ZH_TW
    return Language.ZH_CN if wanted.startswith("zh") else Language.EN


def _render(stage: Stage, language: Language) -> str:
    t = texts()
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        lang=language,
        heading=escape(t(language, "demo-heading")),
        intro=escape(t(language, "demo-intro")),
        hint=escape(t(language, "demo-try")),
        moderator=escape(t(language, "demo-try-moderator")),
        community=escape(t(language, "demo-try-community")),
        channels="".join(_section(stage, channel, language) for channel in stage.channels()),
        limits=escape(t(language, "demo-limits")),
    )


def _section(stage: Stage, channel: Any, language: Language) -> str:
    t = texts()
    viewers = stage.viewers(channel)
    hidden = len(viewers) < len(stage.world.members)
    note = t(language, "demo-thread") if channel.is_thread else t(language, "demo-hidden") if hidden else ""
    links = "".join(_link(stage, channel, name, actor, language) for name, actor in viewers.items())
    return (
        f"<section><h2># {escape(channel.name)} <small>{escape(note)}</small></h2>"
        f'<div class="members">{links}</div></section>'
    )


def _link(stage: Stage, channel: Any, name: str, actor: Any, language: Language) -> str:
    t, shown = texts(), stage.shown == (channel.id, name)
    label = t(language, "demo-shown" if shown else "demo-open-as", member=actor.user.global_name or name)
    current = ' aria-current="true"' if shown else ""
    # One named tab: the channel that was open there before is closed anyway.
    return f'<a href="/show/{channel.id}/{name}" target="channel"{current}>{escape(label)}</a>'
