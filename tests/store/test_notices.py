"""Notices: walked through in bites, packed into posts, and apart from announcements."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from bot.domain.announcing.delivery import Step
from bot.domain.following import Follow, Follower, FollowKind, Happening, Reason, What
from bot.domain.notice import MOST_MEMBERS, Place
from bot.store import follows, happenings, notices, outbox
from bot.store.db import Connection
from tests.store.outboxes import GUILD, announce, opened, states

ONE = Happening(id="one", kind="changed", title_id="snake", made_at=100)
CHANNEL = 7


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


async def fill(db: Connection, count: int, made_at: int = 0) -> None:
    for user in range(1, count + 1):
        await follows.put(db, user, Follow(FollowKind.TITLE, "snake", GUILD, made_at))


def everybody(_: Happening, places: Sequence[Follower]) -> tuple[Follower, list[Reason], Place | None]:
    return places[0], [Reason(What.COMPLETED)], Place(CHANNEL, GUILD, 200)


async def spread(db: Connection, most: int, one: Happening = ONE) -> int:
    return await happenings.spread(db, one, [("title", "snake")], everybody, most, 150)


async def told(db: Connection) -> list[tuple[int, str]]:
    rows = await db.execute_fetchall("SELECT user_id, post FROM notices ORDER BY user_id")
    return [(user, post) for user, post in rows]


async def test_bites_tell_each_follower_once(db: Connection) -> None:
    await fill(db, 10)
    await happenings.add(db, [ONE, ONE])
    looked = [await spread(db, 3) for _ in range(5)]
    assert looked == [3, 3, 3, 1, 0]
    assert [user for user, _ in await told(db)] == list(range(1, 11))
    assert await happenings.waiting(db, 9) == []


async def test_what_is_concerned_stays_as_it_was_when_the_walk_began(db: Connection) -> None:
    await fill(db, 4)
    await happenings.add(db, [ONE])
    await spread(db, 2)
    await happenings.spread(db, ONE, [], everybody, 9, 150)
    assert len(await told(db)) == 4


async def test_who_followed_later_is_not_told(db: Connection) -> None:
    await fill(db, 1, made_at=101)
    await happenings.add(db, [ONE])
    await spread(db, 9)
    assert await told(db) == []


async def test_the_same_again_within_a_day_is_not_told(db: Connection) -> None:
    await fill(db, 1)
    again = ONE.model_copy(update={"id": "two"})
    await happenings.add(db, [ONE, again])
    await spread(db, 9)
    await spread(db, 9, again)
    assert len(await told(db)) == 1


async def test_posts_are_filled_one_after_another(db: Connection) -> None:
    await fill(db, 200)
    await happenings.add(db, [ONE])
    while await spread(db, 30):
        pass
    sizes: dict[str, int] = {}
    for _, post in await told(db):
        sizes[post] = sizes.get(post, 0) + 1
    *full, last = sizes.values()
    assert len(set(full)) == 1 and last <= full[0] <= MOST_MEMBERS


async def test_a_member_is_named_in_one_post_whatever_happens(db: Connection) -> None:
    await fill(db, MOST_MEMBERS + 10)
    for number in range(30):
        one = ONE.model_copy(update={"id": f"{number}", "title_id": f"snake-{number}"})
        await happenings.add(db, [one])
        while await spread(db, 40, one):
            pass
    posts: dict[int, set[str]] = {}
    for user, post in await told(db):
        posts.setdefault(user, set()).add(post)
    assert len(posts) == MOST_MEMBERS + 10 and {len(each) for each in posts.values()} == {1}
    assert len(set.union(*posts.values())) == 2


async def test_a_post_that_is_under_way_takes_nobody_else(db: Connection) -> None:
    await fill(db, 2)
    await happenings.add(db, [ONE])
    await spread(db, 1)
    [claimed] = await outbox.claim(db, "a", 200, 9)
    assert claimed.step is Step.NOTICE
    await spread(db, 9)
    assert len({post for _, post in await told(db)}) == 2


async def test_announcements_and_notices_of_a_channel_are_apart(db: Connection) -> None:
    await fill(db, 1)
    await happenings.add(db, [ONE])
    await spread(db, 9)
    for event in ("a", "b"):
        await announce(db, event, CHANNEL, 190)
    [(_, post)] = await told(db)
    assert await outbox.block(db, CHANNEL, "paused", 195) == 1
    assert await outbox.cancel_channel(db, CHANNEL, 196, "removed") == 1
    assert (await states(db))[post, "notice"] == "pending"
    await announce(db, "c", CHANNEL, 190)
    claimed = await outbox.claim(db, "a", 200, 9)
    assert [one.step for one in claimed] == [Step.MESSAGE], "one request of a channel at a time"


async def test_what_cannot_be_sent_waits_for_the_next_command(db: Connection) -> None:
    await fill(db, 2)
    await happenings.add(db, [ONE])
    await spread(db, 9)
    [(_, post), _] = await told(db)
    await notices.fall_back(db, post, 0)
    assert [await notices.count_waiting(db, 1, guild) for guild in (GUILD, GUILD + 1, 0)] == [1, 0, 1]
    [noticed] = await notices.take_waiting(db, 1, GUILD, 9, "answer")
    assert noticed.user == 1 and await notices.take_waiting(db, 1, GUILD, 9, "another") == []
    await notices.wait_again(db, "answer")
    assert len(await notices.take_waiting(db, 1, 0, 9, "third")) == 1


async def test_old_ones_are_forgotten_in_bites(db: Connection) -> None:
    await fill(db, 5)
    await happenings.add(db, [ONE])
    await spread(db, 9)
    assert await happenings.forget_old(db, 100, 3) == 0
    assert await happenings.forget_old(db, 151, 3) == 3
    assert await happenings.forget_old(db, 151, 3) == 2
    assert await told(db) == []
