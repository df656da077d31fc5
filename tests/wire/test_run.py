"""`bot run` over a real wire: a process of its own that talks HTTP and WebSocket to a stand-in for Discord."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.conformity import violations
from tests.conftest import texts_of, walk
from tests.wire.payloads import Json, click, message, slash, typing
from tests.wire.process import BotProcess, Ended, until
from tests.wire.standin import StandIn

TOKEN = "MTMwMDAwMDAwMDAwMDAwMDAwMA.secret.of-the-tests_0123456789"
Start = Callable[..., Awaitable[BotProcess]]


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    async with StandIn(TOKEN) as running:
        yield running


@pytest.fixture
def database(loaded_database: Path, tmp_path: Path) -> Path:
    """The shipped catalogue, loaded; without this fixture a bot starts with no database at all."""
    return Path(shutil.copy(loaded_database, tmp_path / "bot.db"))


@pytest.fixture
async def start(discord: StandIn, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the bot against the stand-in; variables change its settings."""
    started: list[BotProcess] = []

    async def go(**variables: str) -> BotProcess:
        environment = {**discord.environment(), **variables}
        started.append(await BotProcess.start(environment, tmp_path))
        return started[-1]

    yield go
    for process in started:
        await process.kill()


@pytest.fixture
async def bot(database: Path, start: Start, discord: StandIn) -> BotProcess:
    """Ready."""
    process = await start()
    await process.meanwhile(discord.ready())
    return process


def ended_quietly(ended: Ended) -> None:
    """Nothing but log lines, and no failure among them."""
    assert not sentences(ended) and " ERROR " not in ended.stderr, ended.stderr
    assert ended.stdout == ""


def sentences(ended: Ended) -> list[str]:
    """What was said to the host beside the log; a traceback would be many."""
    return [line for line in ended.stderr.splitlines() if not re.match(r"\d{4}-\d\d-\d\d ", line)]


async def test_it_asks_for_no_privileged_intents_and_takes_its_one_shard(
    bot: BotProcess, discord: StandIn
) -> None:
    (identify,) = discord.identifies
    assert identify["intents"] == 1 | 1 << 16  # guilds, and their scheduled events: none is privileged
    assert identify["shard"] == [0, 1]
    await bot.until_said("Ready as micro-drama-bot in 1 servers.")


async def test_find_is_answered_with_one_callback_that_discord_allows(
    bot: BotProcess, discord: StandIn
) -> None:
    answer = await discord.ask(slash("find", query="tan chi she"))
    assert answer.json["type"] == 4, "a message at once, no waiting state"
    assert "Greedy Snake 《贪吃蛇》" in texts_of(answer.json["data"]["components"])
    await bot.terminate()
    assert len(discord.asked_for("POST", "/callback")) == 1
    assert not violations(discord.requests)


async def test_typing_and_a_button_are_answered(bot: BotProcess, discord: StandIn) -> None:
    offered = await discord.ask(typing("how-to-watch", "title", "greedy snek"))
    assert offered.json["data"]["choices"][0]["value"] == "title:greedy-snake"
    card = await discord.ask(slash("find", query="title:greedy-snake"))
    recipe = await discord.ask(press(card.json["data"], "b:watch:"))
    assert "In which country" in texts_of(recipe.json["data"]["components"])
    assert not violations(discord.requests)


async def test_an_old_button_works_before_the_new_process_has_sent_any(
    bot: BotProcess, discord: StandIn, start: Start
) -> None:
    card = await discord.ask(slash("find", query="title:greedy-snake"))
    await restart(bot, discord, start)
    recipe = await discord.ask(press(card.json["data"], "b:watch:"))
    assert "In which country" in texts_of(recipe.json["data"]["components"])


async def test_commands_are_sent_to_discord_once(bot: BotProcess, discord: StandIn, start: Start) -> None:
    (sent,) = discord.asked_for("PUT", "/commands")
    assert {"find", "how-to-watch"} <= {command["name"] for command in sent.json}
    await restart(bot, discord, start)
    assert discord.asked_for("PUT", "/commands") == [sent]


async def test_a_lost_connection_is_resumed_and_what_was_missed_is_answered(
    bot: BotProcess, discord: StandIn
) -> None:
    await discord.drop()
    answer = await discord.ask(slash("find", query="贪吃蛇"))
    assert "Greedy Snake" in texts_of(answer.json["data"]["components"])
    assert len(discord.identifies) == 1 and len(discord.resumes) == 1


async def test_sigterm_ends_it_in_order(bot: BotProcess) -> None:
    ended = await bot.terminate()
    assert ended.code == 0 and ended.seconds < 5
    ended_quietly(ended)


async def test_ctrl_c_ends_it_quietly(bot: BotProcess) -> None:
    ended = await bot.ctrl_c()
    assert ended.code in (0, 130) and ended.seconds < 5
    ended_quietly(ended)


@pytest.mark.parametrize("how", [BotProcess.terminate, BotProcess.ctrl_c])
async def test_it_can_be_stopped_while_it_loads_the_catalogue_for_the_first_time(
    start: Start, tmp_path: Path, how: Callable[[BotProcess], Awaitable[Ended]]
) -> None:
    process = await start()
    await until((tmp_path / "bot.db-wal").exists)
    await asyncio.sleep(0.3)  # a second process is at work now
    ended = await how(process)
    assert ended.code in (0, 130) and ended.seconds < 5
    ended_quietly(ended)


async def test_a_wrong_token_is_one_sentence(database: Path, start: Start) -> None:
    ended = await (await start(DISCORD_TOKEN="wrong" + TOKEN)).ended()
    refused_in_one_sentence(ended, "Discord does not accept the DISCORD_TOKEN")


async def test_a_token_that_is_reset_while_the_bot_runs_is_one_sentence(
    bot: BotProcess, discord: StandIn
) -> None:
    discord.token = "reset" + TOKEN
    await discord.drop()
    refused_in_one_sentence(await bot.ended(), "Discord does not accept the DISCORD_TOKEN")


@pytest.mark.parametrize("code", [4010, 4013, 4014])
async def test_a_connection_that_is_closed_for_good_is_one_sentence(
    bot: BotProcess, discord: StandIn, code: int
) -> None:
    await bot.until_said("Ready as")  # while it still writes, the code may not be read
    await discord.drop(code)
    refused_in_one_sentence(await bot.ended(), "Discord closed the connection for good")
    assert len(discord.identifies) == 1


async def test_a_discord_that_cannot_be_reached_is_one_sentence(database: Path, start: Start) -> None:
    ended = await (await start(DISCORD_API_URL="http://127.0.0.1:9/api/v10")).ended()
    refused_in_one_sentence(ended, "Discord cannot be reached")


async def test_no_token_ever_stands_in_what_it_says(database: Path, discord: StandIn, start: Start) -> None:
    process = await start(LOG_LEVEL="DEBUG")
    await process.meanwhile(discord.ready())
    interactions = [slash("find", query="tan chi she"), slash("find", trope="no such"), slash("gone")]
    for interaction in interactions:
        await discord.ask(interaction)
    await discord.drop()
    await process.meanwhile(discord.ready())
    ended = await process.terminate()
    for secret in (TOKEN, *(interaction["token"] for interaction in interactions)):
        assert secret not in ended.stdout + ended.stderr
    assert "DEBUG" in ended.stderr, "the level was set"


async def restart(bot: BotProcess, discord: StandIn, start: Start) -> None:
    ended = await bot.terminate()
    assert ended.code == 0, ended.stderr
    discord.expect_another()
    await (await start()).meanwhile(discord.ready())


def press(sent: Json, starts: str) -> Json:
    """A click on the button of what was sent whose custom_id starts so."""
    found = (str(component.get("custom_id", "")) for component in walk(sent["components"]))
    return click(message(sent), next(identity for identity in found if identity.startswith(starts)))


def refused_in_one_sentence(ended: Ended, start: str) -> None:
    (sentence,) = sentences(ended)
    assert sentence.startswith(start)
    assert ended.code == 1 and ended.stdout == "" and TOKEN not in ended.stderr
