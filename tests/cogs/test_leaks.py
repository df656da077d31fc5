"""Nothing that one server's moderators or members wrote is ever in an answer to another server."""

from __future__ import annotations

import json
import time
from typing import Any

from bot.domain.announcing.event import Event
from bot.domain.announcing.subscription import Subscription, Wishes
from bot.domain.editing import version
from bot.domain.evidence import Way
from bot.domain.following import Follow, FollowKind
from bot.domain.home import HOME
from bot.domain.model import Language, Name
from bot.domain.party import Party
from bot.domain.prompt import Week, Wish
from bot.domain.suggestion import Kind
from bot.domain.watchlist import WatchState
from bot.services.homes import Claim
from tests.cogs.acting import elsewhere, find, moderator
from tests.cogs.walking import Press, pressed, walked
from tests.conftest import Server
from tests.exchange import csv_file
from tests.made_up import title

SECRET, TYPED = "zqxsecret", "zqx"  # what is typed elsewhere is repeated to whoever typed it
SNAKE, OURS = "title:greedy-snake", "title:{own}"
CHANNEL = "handle"  # in place of a channel of the server
MEMBER = "member"  # in place of the member who shares a list with the own title on it

# Every command with what is typed into it; some more than once.
EVERY: list[tuple[str, dict[str, Any]]] = [
    ("find", {}),
    ("find", {"query": TYPED}),
    ("find", {"query": OURS}),
    ("find", {"query": SNAKE}),
    ("how-to-watch", {"title": TYPED, "region": "GB"}),
    ("how-to-watch", {"title": OURS, "region": "GB"}),
    ("how-to-watch", {"title": SNAKE, "region": "GB"}),
    ("glossary", {"term": TYPED}),
    ("help", {}),
    ("discuss", {"title": OURS}),
    ("discuss", {"title": SNAKE}),
    ("progress", {}),
    ("progress", {"title": OURS}),
    ("setup", {}),
    ("doctor", {}),
    ("privacy", {}),
    ("me settings", {}),
    ("me export", {}),
    ("me forget", {}),
    ("review", {}),
    ("review", {"propose": OURS}),
    ("identify", {"description": TYPED}),
    ("identify", {"description": "a delivery rider"}),
    ("watch-party", {"title": OURS, "starts": "in 2 hours"}),
    ("watch-party", {"title": SNAKE, "starts": "<t:99999999999:F>"}),
    ("suggest title", {}),
    ("suggest correction", {"title": OURS}),
    ("suggest correction", {"title": SNAKE}),
    ("suggest name", {"title": OURS}),
    ("follow add", {"title": OURS}),
    ("follow add", {"title": SNAKE}),
    ("follow add", {"member": MEMBER}),
    ("follow list", {}),
    ("follow remove", {"what": OURS}),
    ("watchlist add", {"title": OURS}),
    ("watchlist add", {"title": SNAKE}),
    ("watchlist list", {}),
    ("watchlist list", {"member": MEMBER}),
    ("watchlist remove", {"title": OURS}),
    ("catalogue synonyms", {}),
    ("catalogue import", {}),
    ("catalogue export", {}),
    ("catalogue export", {"format": "json"}),
    ("catalogue add", {}),
    ("catalogue edit", {"title": OURS}),
    ("catalogue edit", {"title": SNAKE}),
    ("catalogue names", {"title": OURS}),
    ("catalogue names", {"title": SNAKE}),
    ("catalogue watch", {"title": OURS}),
    ("catalogue watch", {"title": SNAKE}),
    ("catalogue watch", {"title": SNAKE, "platform": "reelshort"}),
    ("catalogue host", {}),
    ("catalogue publish", {"title": OURS}),
    ("catalogue publish", {"title": SNAKE}),
    ("catalogue history", {}),
    ("catalogue history", {"title": OURS}),
    ("catalogue history", {"title": SNAKE}),
    ("catalogue undo", {}),
    ("catalogue remove", {"title": OURS}),
    ("catalogue remove", {"title": SNAKE}),
    ("announce channel list", {}),
    ("announce title", {"title": OURS}),
    ("announce preview", {"title": OURS}),
    ("announce preview", {"title": SNAKE}),
    ("announce why", {"title": OURS}),
    ("announce why", {"title": SNAKE}),
    ("announce schedule", {"title": OURS, "at": "2099-12-24 20:00"}),
    ("announce post", {"text": "Hello"}),
    ("announce cancel", {"announcement": "secret-event"}),
    ("announce log", {}),
    ("announce log", {"channel": TYPED}),
    ("prompt post", {}),
    ("prompt post", {"title": OURS}),
    ("prompt post", {"title": SNAKE}),
    ("prompt weekly", {"channel": CHANNEL, "weekday": 4, "time": "20:30"}),
    ("prompt results", {}),
    ("prompt stop", {}),
    ("announce channel add", {"channel": CHANNEL}),
    ("announce channel edit", {"channel": CHANNEL}),
    ("announce channel pause", {"channel": TYPED}),
    ("announce channel resume", {"channel": TYPED}),
    ("announce channel remove", {"channel": TYPED}),
]


async def keep_secrets(server: Server) -> str:
    """A server in which everything that can be written has been; the id of its own title."""
    app, guild = server.app, server.guild.id
    own = await app.editing.add(guild, title("secret", f"{SECRET} one", synopsis=f"{SECRET} plot"), 1)
    seen = await app.editing.seen(guild, "greedy-snake")
    alias = Name(text=f"{SECRET} snake", language="en", kind="alias")
    changed = seen.model_copy(update={"names": (*seen.names, alias), "director": SECRET})
    await app.editing.save(guild, changed, version(seen), 1)
    await app.curation.add_synonyms(guild, f"{SECRET}, courier")
    await app.editing.add_host(guild, "reelshort", f"{SECRET}.example")
    await app.curation.miss(guild, SECRET)
    draft = await app.suggesting.draft(guild, 2, Kind.TITLE, "", {"english": f"{SECRET} suggestion"})
    await app.suggesting.send(2, draft.id)
    await app.watchlists.put(server.member.id, own.title_id, WatchState.WANT)
    await app.watchlists.share(server.member.id, shared=True)
    channel = server.guild.create_text_channel(SECRET)
    wishes = Wishes(trope="revenge")
    await app.announcing.subscribe(Subscription(channel=channel.id, guild=guild, wishes=wishes))
    event = Event(id="secret-event", kind="post", guild=guild, text=SECRET, at=int(time.time()) + 10_000)
    await app.announcing.schedule(event)
    return own.title_id


async def keep_what_members_do(server: Server, own: str) -> set[str]:
    """All else that a server and its members leave behind; what must not be seen elsewhere, besides the words."""
    app, guild, mia, ida = server.app, server.guild.id, server.member, server.join("ida")
    channel, role = server.guild.create_text_channel("places"), server.guild.create_role("helpers")
    places = dict.fromkeys(("log_channel", "talk_channel", "follow_channel", "desk_channel"), channel.id)
    await app.servers.change(guild, region="TW", zone="Asia/Taipei", role=role.id, talk="thread", **places)
    await app.prompts.set_week(Week(guild, channel.id, 0, 0, "UTC", Language.EN))
    await app.prompts.draft(guild, channel.id, Wish(title_id=own), Language.EN)
    question = await app.desk.draft(guild, ida.id, f"{SECRET} question", "", "")
    await app.desk.ask(ida.id, question.id, channel.id)
    await app.desk.answer(guild, question.id, mia.id, own)
    begins = int(time.time()) + 7200
    await app.parties.draft(Party("", guild, channel.id, ida.id, own, typed=SECRET, at=begins))
    party = await app.parties.draft(
        Party("", guild, channel.id, ida.id, "greedy-snake", typed=SECRET, at=begins)
    )
    await app.parties.begin(guild, ida.id, party.id, moderates=False)
    for title_id in (own, "greedy-snake"):
        await app.homes.change(guild, title_id, name=f"{SECRET} home")
        claim = await app.homes.claim(guild, title_id, HOME, channel.id)
        assert isinstance(claim, Claim)
        await app.homes.opened(claim, channel.id + 1, channel.id + 2)
        for member in (mia, ida):
            way = Way(title_id, "reelshort", "GB")
            await app.evidence.vote(member.id, guild, way, worked=False, account_made_at=0)
    await app.following.follow(ida.id, Follow(FollowKind.TITLE, own, guild), Language.EN)
    await app.watchlists.put(ida.id, own, WatchState.WANT)
    await app.watchlists.put(ida.id, "greedy-snake", WatchState.WANT)
    await server.env.settle()
    return {own, str(role.id), str(ida.id), *(str(one.id) for one in await places_of(server))}


async def places_of(server: Server) -> list[Any]:
    return list(server.env.bot.get_guild(server.guild.id).channels)


async def test_no_command_tells_one_server_of_another(server: Server) -> None:
    own = await keep_secrets(server)
    assert SECRET in str((await find(server, TYPED)).components), "at home it is found"
    marks = {SECRET, *await keep_what_members_do(server, own)}
    other = elsewhere(server)
    otto, began = moderator(other, "otto"), len(server.env.http_requests)
    stands_for = {CHANNEL: other.channel, MEMBER: other.guild.add_member(server.member.user)}
    presses: dict[str, Press] = {}
    for command, typed in EVERY:
        options: dict[str, Any] = {
            name: stands_for.get(text, text.format(own=own)) if isinstance(text, str) else text
            for name, text in typed.items()
        }
        if command == "progress" and typed:
            options["episode"] = 2
        if command == "catalogue import":
            options["file"] = ("titles.csv", csv_file({"id": own, "director": "Somebody"}))
        answer = await otto.slash(other.channel, command, **options)
        await no_file_tells(answer.response, marks)
        await walked(other, otto, answer.response, presses, {})
    assert len(presses) > 50, sorted(presses)
    forgeries: list[str] = []
    for message, identity, values in list(presses.values()):
        await no_file_tells(message, marks)
        forged = identity.replace("greedy-snake", own)  # a button of a title that is not theirs
        if identity != forged and len(forged) <= 100:
            forgeries.append(forged)
            await pressed(other, otto, (message, forged, values))
    await nothing_is_offered(other, otto, marks)
    for request in server.env.http_requests[began:]:
        told = json.dumps(request.json, default=str, ensure_ascii=False)
        for forged in forgeries:
            told = told.replace(forged, "")
        assert is_at_home(server, request.path) or not any(mark in told for mark in marks), request


async def nothing_is_offered(other: Server, member: Any, marks: set[str]) -> None:
    """While somebody types."""
    for command in other.env.bot.tree.walk_commands():
        name = command.qualified_name
        for parameter in getattr(command, "parameters", ()):
            for typed in ("", TYPED) if parameter.autocomplete else ():
                offered = await member.autocomplete(other.channel, name, parameter.name, typed)
                assert not any(mark in str(offered) for mark in marks), (name, parameter.name)


def is_at_home(server: Server, path: str) -> bool:
    """What the bot posts by itself in the server whose secrets they are."""
    guild = server.env.bot.get_guild(server.guild.id)
    return any(str(one.id) in path for one in (guild, *guild.channels, *guild.threads))


async def no_file_tells(message: Any, marks: set[str]) -> None:
    """What is attached to an answer, read as its reader would."""
    for file in message.attachments if message else ():
        data = (await file.read()).decode("utf-8-sig")
        assert not any(mark in data for mark in marks), file.filename


async def test_every_command_is_walked(server: Server) -> None:
    real = {one.qualified_name for one in server.env.bot.tree.walk_commands() if not hasattr(one, "commands")}
    assert real == {command for command, _ in EVERY}
