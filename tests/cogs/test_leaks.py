"""Nothing that one server's moderators or members wrote is ever in an answer to another server."""

from __future__ import annotations

import json
import time
from typing import Any

from bot.domain.announcing.event import Event
from bot.domain.announcing.subscription import Subscription, Wishes
from bot.domain.editing import version
from bot.domain.model import Name
from bot.domain.suggestion import Kind
from bot.domain.watchlist import WatchState
from tests.cogs.acting import elsewhere, find, moderator
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


async def test_no_command_tells_one_server_of_another(server: Server) -> None:
    own = await keep_secrets(server)
    assert SECRET in str((await find(server, TYPED)).components), "at home it is found"
    other = elsewhere(server)
    otto, began = moderator(other, "otto"), len(server.env.http_requests)
    stands_for = {CHANNEL: other.channel, MEMBER: other.guild.add_member(server.member.user)}
    for command, typed in EVERY:
        options: dict[str, Any] = {
            name: stands_for.get(text, text.format(own=own)) if isinstance(text, str) else text
            for name, text in typed.items()
        }
        if command == "progress" and typed:
            options["episode"] = 2
        if command == "catalogue import":
            options["file"] = ("titles.csv", csv_file({"id": own, "director": "Somebody"}))
        await otto.slash(other.channel, command, **options)
    for command in server.env.bot.tree.walk_commands():
        for parameter in getattr(command, "parameters", ()):
            if parameter.autocomplete:
                for typed in ("", TYPED):
                    name = command.qualified_name
                    offered = await otto.autocomplete(other.channel, name, parameter.name, typed)
                    assert SECRET not in str(offered), (name, parameter.name)
    for request in server.env.http_requests[began:]:
        sent = json.dumps(request.json, default=str, ensure_ascii=False)
        assert SECRET not in sent and own not in sent, request


async def test_every_command_is_walked(server: Server) -> None:
    real = {one.qualified_name for one in server.env.bot.tree.walk_commands() if not hasattr(one, "commands")}
    assert real == {command for command, _ in EVERY}
