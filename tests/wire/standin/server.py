"""The parts of the stand-in on one port, and what a test does with it."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from tests.wire import payloads
from tests.wire.payloads import Json
from tests.wire.standin import interactions
from tests.wire.standin.faults import Faults
from tests.wire.standin.gateway import Gateway
from tests.wire.standin.interactions import Interactions, always
from tests.wire.standin.limits import Limits
from tests.wire.standin.messages import Messages
from tests.wire.standin.rest import Refused, Request, Rest
from tests.wire.standin.threads import Threads
from tests.wire.standin.world import Channel, Guild, Role, World

_PATIENCE = 30  # seconds; what hangs must fail
API = "/api/v10"
_CHANNEL = f"{API}/channels/{{channel}}"
_MESSAGE = f"{_CHANNEL}/messages/{{message}}"


class StandIn:
    """`async with StandIn(token) as discord`; then start the bot with `discord.environment()`."""

    def __init__(self, token: str, world: World | None = None) -> None:
        self.token = token
        self.port = 0
        self.world = world or World()
        self.faults = Faults()
        self.limits = Limits()
        self.messages = Messages(self.world, self.limits)
        self.gateway = Gateway(self._accepts, self.world, lambda: self.gateway_url)
        self.rest = Rest(self._accepts, self.faults, self.limits)
        self._threads = Threads(self.world, self.messages, self.gateway.dispatch)
        self._interactions = Interactions(self.requests)

    async def __aenter__(self) -> StandIn:
        app = web.Application()
        app.add_routes(self._routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.close()
        await self._runner.cleanup()

    def environment(self) -> dict[str, str]:
        """The settings that bring a bot here."""
        return {
            "DISCORD_TOKEN": self.token,
            "DISCORD_API_URL": f"http://127.0.0.1:{self.port}{API}",
            "DISCORD_GATEWAY_URL": self.gateway_url,
        }

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway/"

    # -- what is recorded

    @property
    def requests(self) -> list[Request]:
        return self.rest.requests

    @property
    def identifies(self) -> list[Json]:
        return self.gateway.identifies

    @property
    def resumes(self) -> list[Json]:
        return self.gateway.resumes

    @property
    def ready_at(self) -> float:
        return self.gateway.ready_at

    def asked_for(self, method: str, ending: str) -> list[Request]:
        return [r for r in self.requests if r.method == method and r.path.endswith(ending)]

    # -- what a test does

    async def ready(self) -> None:
        """Wait until a bot has identified itself and was sent its servers."""
        async with asyncio.timeout(_PATIENCE):
            await self.gateway.is_ready.wait()

    def expect_another(self) -> None:
        """From here on `ready` waits for the next process."""
        self.gateway.is_ready.clear()

    async def ask(self, interaction: Json) -> Request:
        """Send an interaction to the bot and wait for its callback."""
        answer = self._interactions.expect(interaction)
        await self.dispatch("INTERACTION_CREATE", interaction)
        async with asyncio.timeout(_PATIENCE):
            return await answer

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event; it is kept for a RESUME."""
        await self.gateway.dispatch(event, data)

    async def drop(self, code: int = 4000) -> None:
        """Close the connection, as Discord does when it moves a session. The bot is expected to come back."""
        await self.gateway.close(code)

    async def create_channel(self, channel: Channel) -> Channel:
        """Tell of one that the test has added."""
        await self.dispatch("CHANNEL_CREATE", channel.payload())
        return channel

    async def delete_channel(self, channel: Channel) -> None:
        del channel.guild.channels[channel.id]
        await self.dispatch("CHANNEL_DELETE", channel.payload())

    async def update_channel(self, channel: Channel) -> None:
        """Its permissions, for example, which the test has changed."""
        await self.dispatch("CHANNEL_UPDATE", channel.payload())

    async def update_role(self, guild: Guild, role: Role) -> None:
        await self.dispatch("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role.payload()})

    async def update_member(self, guild: Guild) -> None:
        """The bot's own roles."""
        await self.dispatch("GUILD_MEMBER_UPDATE", {"guild_id": guild.id, **guild.member()})

    async def remove_guild(self, guild: Guild) -> None:
        """The bot is thrown out."""
        del self.world.guilds[guild.id]
        await self.dispatch("GUILD_DELETE", {"id": guild.id})

    async def lose_guild(self, guild: Guild) -> None:
        """An outage."""
        guild.unavailable = True
        await self.dispatch("GUILD_DELETE", {"id": guild.id, "unavailable": True})

    async def restore_guild(self, guild: Guild) -> None:
        """After an outage; or the bot has come to a new one."""
        guild.unavailable = False
        await self.dispatch("GUILD_CREATE", guild.payload())

    # -- REST

    def _accepts(self, authorization: str) -> bool:
        return authorization == f"Bot {self.token}"

    def _routes(self) -> list[web.RouteDef]:
        serve, messages, threads = self.rest.serve, self.messages, self._threads
        return [
            web.get("/gateway/", self.gateway.serve),
            web.get(f"{API}/gateway/bot", serve(self._gateway_bot)),
            web.get(f"{API}/users/@me", serve(always(payloads.BOT_USER))),
            web.get(f"{API}/oauth2/applications/@me", serve(always(payloads.APPLICATION_INFO))),
            web.put(f"{API}/applications/{{id}}/commands", serve(interactions.commands)),
            web.post(f"{API}/applications/{{id}}/commands", serve(interactions.command)),
            web.get(_CHANNEL, serve(lambda request, _: messages.channel(request).payload())),
            web.get(f"{_CHANNEL}/messages", serve(messages.many, route="messages-read")),
            web.post(f"{_CHANNEL}/messages", serve(messages.create, route="messages-create")),
            web.get(_MESSAGE, serve(messages.one, route="message-read")),
            web.patch(_MESSAGE, serve(messages.edit, route="message-edit")),
            web.delete(_MESSAGE, serve(messages.delete, route="message-delete")),
            web.post(f"{_MESSAGE}/crosspost", serve(messages.crosspost, route="message-crosspost")),
            web.post(f"{_MESSAGE}/threads", serve(threads.of_message, route="threads-create")),
            web.post(f"{_CHANNEL}/threads", serve(threads.of_forum, route="threads-create")),
            web.get(f"{_CHANNEL}/threads/archived/public", serve(threads.archived, route="threads-read")),
            web.get(f"{API}/guilds/{{guild}}/threads/active", serve(threads.active)),
            *(
                web.post(f"{API}{path}", serve(answer, public=True))
                for path, answer in (
                    ("/interactions/{id}/{token}/callback", self._interactions.callback),
                    ("/webhooks/{id}/{token}", self._interactions.follow_up),
                )
            ),
            web.route("*", "/{rest:.*}", serve(_nothing, public=True)),
        ]

    def _gateway_bot(self, *_: Any) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}


def _nothing(request: web.Request, _: Any) -> None:
    raise Refused(404, 0, f"The stand-in does not know {request.method} {request.path}")
