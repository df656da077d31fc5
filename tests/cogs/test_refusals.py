"""Whatever moderators can use is refused to everybody else: every command, button and menu there is, walked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from tests.cogs.acting import give_command, left_behind, say, shown
from tests.cogs.test_leaks import CHANNEL, EVERY
from tests.conftest import Server

# What a member may press. Whatever else a button or menu does is for moderators, and so is whatever is new.
MEMBERS = {
    "open", "list", "similar", "sources", "term",  # dramas and words
    "watch", "region", "ask-region", "route", "copy", "vote",
    "my-language", "my-order", "my-region", "my-zone",
    "send-anyway", "draft-again", "tell-me", "answer-question",  # suggestions of their own
    "discuss", "band", "go-in", "further", "anew", "mark-band", "mark-title",  # talk
    "my-progress", "progress", "note-episode", "show-progress", "drop-one", "drop-progress",
    "follow", "hear-set", "hear-drop", "following", "following-page", "hear-way", "hear-quiet", "hear-loud",
    "more-news", "notice-mine",
    "unfollow", "watchlist", "mine-sort", "mine-share", "mine-export", "mine-add",
    "it-was", "ask-others", "this-is", "answer-is", "agree", "accept", "not-here", "close-question", "shut-question",
    "post", "notice", "still-open", "why-hidden",
    "meet-zone", "meet-zones", "meet-when", "meet-make", "meet-move", "meet-cancel", "meet-cancelled",
}  # fmt: skip
# Only whoever typed a draft has it, and saving it is checked again: so nobody else gets as far as being refused.
DRAFTS = {
    "add-anyway",
    "add-as-name",
    "add-again",
    "edit-mine",
    "way-mine",
    "fill-again",
    "fill-which",
    "exchange-apply",
    "exchange-cancel",
}
REFUSALS = ("error-moderators-only", "error-curators-only", "error-managers-only")
TOO_FEW_ARGUMENTS = "error-old-button"
# What they carry where a number says nothing.
WORDS = {
    "make-findable": "plot",
    "section": "ours",
    "set-clear": "log",
    "set-language": "en",
    "set-talk": "thread",
}


async def test_no_button_of_moderators_works_for_a_member(server: Server) -> None:
    before, refused = everything(server), {say(key) for key in REFUSALS}
    wrong: dict[str, str] = {}
    for action in sorted(server.env.bot.actions.keys() - MEMBERS - DRAFTS):
        answer = await pressed(server, action)
        if answer not in refused:
            wrong[action] = answer
    assert wrong == {} and everything(server) == before


async def test_no_command_of_moderators_works_for_a_member(server: Server) -> None:
    """Whom the server has let use it under Integrations."""
    before, refused = everything(server), {say(key) for key in REFUSALS}
    walked: set[str] = set()
    for command, typed in EVERY:
        found = server.env.bot.tree.get_command(command.split()[0])
        if found is None or found.default_permissions is None or command in walked:
            continue
        walked.add(command)
        give_command(server, command.split()[0], server.member)
        options: dict[str, Any] = {
            name: server.channel if text == CHANNEL else text for name, text in typed.items()
        }
        if command == "catalogue import":
            options["file"] = ("titles.csv", b"id")
        answer = await server.member.slash(server.channel, command, **options)
        assert shown(answer.response) in refused, command
    assert len(walked) > 20 and everything(server) == before


async def pressed(server: Server, action: str) -> str:
    """What a member reads who presses such a button or chooses from such a menu, with as many arguments as it takes."""
    word = WORDS.get(action, "1")
    for count in range(6):
        custom_id = ":".join(["s", action, *["1"] * (count - 1), *[word][:count]])
        message = await left_behind(server, custom_id, [word])
        answer = shown((await server.member.select(message, [word], custom_id=custom_id)).response)
        if answer != say(TOO_FEW_ARGUMENTS):
            return answer
    return say(TOO_FEW_ARGUMENTS)


def everything(server: Server) -> list[Any]:
    """All rows of the database, but for what the leader of deliveries renews."""
    with closing(sqlite3.connect(server.app.settings.database_path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            (table, db.execute(f'SELECT * FROM "{table}"').fetchall())  # noqa: S608
            for table in sorted(tables)
            if table != "leases" and not table.startswith(("sqlite_", "search_"))
        ]
