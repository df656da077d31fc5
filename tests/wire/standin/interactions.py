"""What members do with the bot, and how it answers: callbacks, follow-ups, and the commands it has registered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.wire import payloads
from tests.wire.payloads import Json
from tests.wire.standin.rest import Refused, Request


class Interactions:
    def __init__(self, requests: list[Request]) -> None:
        self._requests = requests
        self._asked: dict[str, tuple[Json, asyncio.Future[Request]]] = {}  # by id

    def expect(self, interaction: Json) -> asyncio.Future[Request]:
        """Its callback."""
        answer: asyncio.Future[Request] = asyncio.get_running_loop().create_future()
        self._asked[interaction["id"]] = interaction, answer
        return answer

    def callback(self, request: web.Request, body: Json) -> Json:
        interaction, answer = self._asked.get(request.match_info["id"], ({}, None))
        if answer is None or interaction["token"] != request.match_info["token"]:
            raise Refused(404, 10062, "Unknown interaction")
        if answer.done():
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        answer.set_result(self._requests[-1])
        return payloads.acknowledged(interaction, body)

    def follow_up(self, _: web.Request, body: Json) -> Json:
        return payloads.message(body)


def commands(_: web.Request, given: list[Json]) -> list[Json]:
    """All at once, in place of those before."""
    return [_command(command) for command in given]


def command(_: web.Request, given: Json) -> Json:
    return _command(given)


def _command(given: Json) -> Json:
    made = {"application_id": payloads.APPLICATION, "version": "1", "description": ""}
    return {**made, "id": payloads.snowflake(), **given}


def always(body: Any) -> Callable[[web.Request, Any], Any]:
    return lambda *_: body
