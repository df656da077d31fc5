"""Everything kept about a member is in /me export, and /me forget leaves none of it: table by table."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

from bot.app import App
from bot.domain.evidence import Way
from bot.domain.following import Follow, FollowKind, Happening
from bot.domain.following import Way as TellingWay
from bot.domain.hiding import Spoiler
from bot.domain.model import Language
from bot.domain.party import Party
from bot.domain.suggestion import Kind
from bot.domain.watchlist import WatchState
from bot.services.leaving import LeavingService
from bot.store import happenings, leavers
from bot.store.leavers import LEFT
from tests.cogs.acting import stored
from tests.made_up import title
from tests.store.test_purging import MEMBERS

MIA, NOAH, HERE = 123_456_789_012_345_678, 223_456_789_012_345_679, 7_000_007
OTHER = 323_456_789_012_345_670
NEVER = "never a member: who announces is not kept"
# Where a member's id stands, and the part of the export that has what stands there; or why it never does.
COLUMNS = {
    ("members", "user_id"): "region",
    ("changes", "made_by"): "changes",
    ("votes", "user_id"): "votes",
    ("suggestions", "user_id"): "suggestions",
    ("suggestions", "decided_by"): "decisions",
    ("announcements", "made_by"): NEVER,
    ("blocked", "user_id"): "blocked",
    ("progress", "user_id"): "progress",
    ("spoilers", "author"): "spoilers",
    ("spoilers", "asker"): "spoilers",
    ("follows", "user_id"): "follows",
    ("tellings", "user_id"): "told",
    ("notices", "user_id"): "notices",
    ("watched", "user_id"): "watchlist",
    ("watchlists", "user_id"): "watchlist_shared",
    ("questions", "user_id"): "questions",
    ("questions", "decided_by"): "decisions",
    ("answers", "user_id"): "answers",
    ("agreements", "user_id"): "agreed",
    ("parties", "host"): "watch_parties",
}


async def live(app: App, user: int) -> None:
    """Do everything that leaves something of a member."""
    await app.members.choose_region(user, "GB")
    await app.editing.add(HERE, title(f"of-{user}", f"Drama {user % 10}"), user)
    await app.evidence.vote(
        user, HERE, Way("greedy-snake", "xiaohongshu", "GB"), worked=True, account_made_at=0
    )
    for number in range(3):
        made = await app.suggesting.draft(
            HERE, user, Kind.TITLE, "", {"english": f"Wish {number} {user % 10}"}
        )
        if number < 2:  # and one stays a draft
            await app.suggesting.send(user, made.id)
            if number == 0:
                await app.reviewing.decline(HERE, made.id, user, "", "no")
    await app.suggesting.block(HERE, user)
    await app.progress.set(user, "greedy-snake", 12)
    await follow(app, user)
    await ask(app, user)
    for author, asker in ((user, OTHER), (OTHER, user)):
        await app.hiding.draft(
            Spoiler(HERE, 1, author + user % 10, author, "Somebody", "The end", asker=asker)
        )
    await app.parties.draft(Party("", HERE, 1, user, "greedy-snake", typed="fri 8pm"))


async def follow(app: App, user: int) -> None:
    """A drama, about which there is news; and somebody follows their list."""
    await app.following.follow(user, Follow(FollowKind.TITLE, "greedy-snake", HERE), Language.EN)
    await app.following.choose(user, way=TellingWay.DM)
    await app.following.opened(user, messages_of(user))
    await app.watchlists.put(user, "greedy-snake", WatchState.WANT)
    await app.watchlists.share(user, shared=True)
    await app.following.follow(OTHER, Follow(FollowKind.LIST, str(user), HERE), Language.EN)
    news = Happening(id=f"band-{user % 10}", kind="band", guild=HERE, title_id="greedy-snake", band="1–10")
    async with app.database.transaction() as db:
        await happenings.add(db, [news.model_copy(update={"made_at": int(time.time()) + 1})])
    while await app.noticing.spread(int(time.time()) + 1):
        pass


def messages_of(user: int) -> int:
    """The channel of their direct messages, which says who it is as their id does."""
    return user + 1_000_000_007


async def ask(app: App, user: int) -> None:
    """Something at the desk, answer somebody, agree, and accept the answer."""
    mine = await app.desk.draft(HERE, user, "a snake in a palace", "", "")
    await app.desk.ask(user, mine.id, 1)
    asker = OTHER + user % 10
    question = await app.desk.draft(HERE, asker, "a wife who comes back", "", "")
    await app.desk.ask(asker, question.id, 1)
    await app.desk.answer(HERE, question.id, user, "greedy-snake")
    await app.desk.answer(HERE, question.id, OTHER, "first-love")
    board = await app.desk.board(HERE, question.id)
    await app.desk.agree(HERE, question.id, user, board.answers[-1].id)
    await app.desk.accept(HERE, question.id, board.answers[-1].id, user)


def rows(app: App, table: str, column: str, user: int) -> int:
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        asked = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608
        return database.execute(asked, (user,)).fetchone()[0]


def test_every_column_of_a_member_is_named(app: App) -> None:
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            (table, column)
            for table in tables
            for _, column, kind, *_ in database.execute(f"PRAGMA table_info('{table}')")
            if column in MEMBERS and kind == "INTEGER"
        }
    assert found == COLUMNS.keys()


async def test_the_export_has_all_of_it(app: App) -> None:
    await live(app, MIA)
    exported: Any = await app.members.export(MIA)
    found = {place: rows(app, *place, MIA) for place in COLUMNS}
    assert [place for place in COLUMNS if (found[place] > 0) == (COLUMNS[place] == NEVER)] == []
    for part in set(COLUMNS.values()) - {NEVER}:
        written = sum(count for place, count in found.items() if COLUMNS[place] == part)
        assert written == (len(exported[part]) if isinstance(exported[part], list) else 1), part


async def test_forgetting_leaves_none(app: App) -> None:
    for user in (MIA, NOAH):
        await live(app, user)
    others = await app.members.export(NOAH)
    assert await app.members.forget(MIA)
    assert str(MIA) not in stored(app).replace(f"of-{MIA}", ""), "in no table at all"
    assert str(messages_of(MIA)) not in stored(app) and str(messages_of(NOAH)) in stored(app)
    assert await app.members.export(NOAH) == others, "nobody else's"
    assert await app.members.forget(MIA) is False


def test_every_column_that_tells_of_a_server_says_what_becomes_of_who_left_it(app: App) -> None:
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        places = {
            (table, column)
            for table, column in COLUMNS
            for _, place, *_ in database.execute(f"PRAGMA table_info('{table}')")
            if place in ("guild", "question") and COLUMNS[table, column] != NEVER
        }
    places.remove(("blocked", "user_id"))  # else a moderator's word would end with one step out of the door
    assert places == {(one.table, one.member) for one in LEFT}


async def test_who_left_a_server_is_in_nothing_of_it_and_keeps_what_is_theirs(app: App) -> None:
    there = HERE + 1
    for user in (MIA, NOAH):
        await live(app, user)
    await app.following.follow(MIA, Follow(FollowKind.TITLE, "first-love", there), Language.EN)
    before, others = await app.members.export(MIA), await app.members.export(NOAH)
    leaving = LeavingService(app.database)
    await leaving.left(HERE, MIA)
    async with app.database.read() as db:
        assert {guild for guild, user in await leavers.after(db, 0, 0, 1000) if user == MIA} == {there}
    now = await app.members.export(MIA)
    empty = {"changes", "decisions", "suggestions", "spoilers", "notices", "questions", "answers", "agreed"}
    assert all(before[part] and not now[part] for part in (*empty, "watch_parties"))
    assert [one["what"] for one in now["follows"]] == ["first-love"]
    for part in ("region", "votes", "progress", "watchlist", "watchlist_shared", "told"):
        assert now[part] == before[part]
    assert await app.members.export(NOAH) == others, "nobody else's"


async def test_direct_messages_that_open_too_late_bring_nobody_back(app: App) -> None:
    """Discord was asked for the channel before the member was forgotten, and answers after it."""
    await live(app, MIA)
    await app.members.forget(MIA)
    await app.following.opened(MIA, messages_of(MIA))
    await app.following.closed(MIA)
    assert not {str(MIA), str(messages_of(MIA))} & set(
        stored(app).replace("(", " ").replace(",", " ").split()
    )
    assert await app.members.forget(MIA) is False


async def test_an_id_is_in_no_other_column(app: App) -> None:
    """Not in one that is not named above."""
    await live(app, MIA)
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table.startswith(("search_", "building_", "sqlite_")):
                continue
            cursor = database.execute(f"SELECT * FROM {table}")  # noqa: S608
            for row in cursor:
                for (column, *_), value in zip(cursor.description, row, strict=True):
                    if value == MIA:
                        assert (table, column) in COLUMNS
