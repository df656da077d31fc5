"""Conversation starters of servers: drafts, posts and their polls, and the weekly ones."""

from __future__ import annotations

import json
from typing import Any

from bot.domain.model import Language
from bot.domain.prompt import Asked, Week, Wish
from bot.domain.prompt_post import PostState, PromptPost
from bot.store.db import Connection

_ALL = (
    "SELECT id, guild, channel, audience, trope, title_id, language, prompt, body, state, reason, made_at, not_before,"
    " attempts, first_at, message, ends_at, counts FROM prompt_posts"
)
_WEEKS = "SELECT guild, channel, weekday, minute, zone, language, next_at FROM prompt_weeks"


async def add(db: Connection, post: PromptPost) -> None:
    await db.execute(
        "INSERT INTO prompt_posts (id, guild, channel, audience, trope, title_id, language, prompt, body, state,"
        " reason, made_at, not_before, until, attempts, first_at, message, ends_at, counts, told) VALUES (:id,"
        " :guild, :channel, :audience, :trope, :title, :language, :prompt, :body, :state, '', :made, :made,"
        " 0, 0, 0, 0, 0, '', 1)",
        {
            "id": post.id, "guild": post.guild, "channel": post.channel, "audience": post.wish.audience,
            "trope": post.wish.trope, "title": post.wish.title_id, "language": post.language, "prompt": post.prompt,
            "body": post.asked.model_dump_json(), "state": post.state, "made": post.made_at,
        },
    )  # fmt: skip


async def get(db: Connection, guild: int, post_id: str) -> PromptPost | None:
    found = await _posts(db, f"{_ALL} WHERE id = :id AND guild = :guild", id=post_id, guild=guild)
    return next(iter(found), None)


async def decide(db: Connection, post: PromptPost, now: int) -> bool:
    """Make a post of a draft; False when somebody has been quicker."""
    cursor = await db.execute(
        "UPDATE prompt_posts SET state = 'pending', prompt = :prompt, body = :body, title_id = :title,"
        " made_at = :now, not_before = :now WHERE id = :id AND guild = :guild AND state = 'draft'",
        {"id": post.id, "guild": post.guild, "prompt": post.prompt, "body": post.asked.model_dump_json(),
         "title": post.asked.title_id, "now": now},
    )  # fmt: skip
    return cursor.rowcount > 0


async def used(db: Connection, guild: int) -> dict[str, int]:
    """How often a server has had each prompt, or is about to."""
    rows = await db.execute_fetchall(
        "SELECT prompt, count(*) FROM prompt_posts WHERE guild = :guild"
        " AND state IN ('pending', 'sent', 'unknown') GROUP BY prompt",
        {"guild": guild},
    )
    return {prompt: count for prompt, count in rows}


async def page(db: Connection, guild: int, limit: int, offset: int) -> list[PromptPost]:
    """What was decided to be posted, the newest first."""
    sql = f"{_ALL} WHERE guild = :guild AND state <> 'draft' ORDER BY made_at DESC, id LIMIT :limit OFFSET :offset"
    return await _posts(db, sql, guild=guild, limit=limit, offset=offset)


async def count(db: Connection, guild: int) -> int:
    rows = await db.execute_fetchall(
        "SELECT count(*) FROM prompt_posts WHERE guild = :guild AND state <> 'draft'", {"guild": guild}
    )
    return next(iter(rows))[0]


# -- sending


async def due(db: Connection, now: int) -> list[PromptPost]:
    """Those that nobody is sending, the oldest first. A lease that is too long is of a clock that was set back."""
    return await _posts(
        db, f"{_ALL} WHERE state = 'pending' AND not_before <= :now ORDER BY not_before, id LIMIT 50", now=now
    )


async def claim(db: Connection, post_id: str, now: int, lease: int) -> PromptPost | None:
    """For who sends it now; None while somebody else does."""
    rows = await db.execute_fetchall(
        "UPDATE prompt_posts SET until = :now + :lease, attempts = attempts + 1,"
        " first_at = CASE first_at WHEN 0 THEN :now ELSE first_at END"
        " WHERE id = :id AND state = 'pending' AND not_before <= :now"
        " AND (until <= :now OR until > :now + :lease) RETURNING guild",
        {"id": post_id, "now": now, "lease": lease},
    )
    for (guild,) in rows:
        return await get(db, guild, post_id)
    return None


async def put_off(db: Connection, post: PromptPost, reason: str, not_before: int, *, untouched: bool) -> None:
    """untouched: this attempt made nothing for certain, so it does not count."""
    await db.execute(
        "UPDATE prompt_posts SET until = 0, reason = :reason, not_before = :then,"
        " attempts = attempts - :back, first_at = CASE WHEN attempts = :back THEN 0 ELSE first_at END"
        " WHERE id = :id AND state = 'pending'",
        {"id": post.id, "reason": reason, "then": not_before, "back": int(untouched)},
    )


async def settle(
    db: Connection, post: PromptPost, state: PostState, reason: str, *, message: int, ends_at: int
) -> None:
    """What is not sent is for the log channel."""
    await db.execute(
        "UPDATE prompt_posts SET state = :state, reason = :reason, until = 0, message = :message,"
        " ends_at = :ends, told = :told WHERE id = :id AND state = 'pending'",
        {"id": post.id, "state": state, "reason": reason, "message": message, "ends": ends_at,
         "told": int(state is PostState.SENT)},
    )  # fmt: skip


# -- polls


async def ended(db: Connection, now: int) -> list[PromptPost]:
    """Polls that are over and not counted."""
    return await _posts(
        db, f"{_ALL} WHERE ends_at <> 0 AND ends_at <= :now AND not_before <= :now LIMIT 20", now=now
    )


async def ask_later(db: Connection, post: PromptPost, then: int) -> None:
    await db.execute(
        "UPDATE prompt_posts SET not_before = :then WHERE id = :id", {"id": post.id, "then": then}
    )


async def counted(db: Connection, post: PromptPost, counts: tuple[int, ...], reason: str) -> None:
    """No counts: they cannot be had."""
    await db.execute(
        "UPDATE prompt_posts SET ends_at = 0, counts = :counts, reason = :reason, told = :told"
        " WHERE id = :id AND ends_at <> 0",
        {"id": post.id, "counts": json.dumps(counts) if counts else "", "reason": reason,
         "told": int(not counts)},
    )  # fmt: skip


async def untold(db: Connection) -> list[PromptPost]:
    """What log channels are to be told."""
    return await _posts(db, f"{_ALL} WHERE told = 0 ORDER BY made_at, id LIMIT 50")


async def told(db: Connection, post: PromptPost) -> None:
    await db.execute("UPDATE prompt_posts SET told = 1 WHERE id = :id", {"id": post.id})


# -- weekly ones


async def week(db: Connection, guild: int) -> Week | None:
    rows = await db.execute_fetchall(f"{_WEEKS} WHERE guild = :guild", {"guild": guild})
    return next((_week(*row) for row in rows), None)


async def put_week(db: Connection, one: Week) -> None:
    await db.execute(
        "INSERT INTO prompt_weeks (guild, channel, weekday, minute, zone, language, next_at)"
        " VALUES (:guild, :channel, :weekday, :minute, :zone, :language, :next_at)"
        " ON CONFLICT (guild) DO UPDATE SET channel = excluded.channel, weekday = excluded.weekday,"
        " minute = excluded.minute, zone = excluded.zone, language = excluded.language, next_at = excluded.next_at",
        vars(one),
    )


async def end_week(db: Connection, guild: int) -> bool:
    cursor = await db.execute("DELETE FROM prompt_weeks WHERE guild = :guild", {"guild": guild})
    return cursor.rowcount > 0


async def weeks_due(db: Connection, now: int) -> list[Week]:
    rows = await db.execute_fetchall(f"{_WEEKS} WHERE next_at <= :now ORDER BY next_at, guild", {"now": now})
    return [_week(*row) for row in rows]


# -- forgetting


async def delete_old(db: Connection, drafts_before: int, posts_before: int) -> None:
    await db.execute(
        "DELETE FROM prompt_posts WHERE (state = 'draft' AND made_at < :drafts)"
        " OR (state <> 'pending' AND ends_at = 0 AND made_at < :posts)",
        {"drafts": drafts_before, "posts": posts_before},
    )


# -- rows


async def _posts(db: Connection, sql: str, **values: Any) -> list[PromptPost]:
    return [_post(*row) for row in await db.execute_fetchall(sql, values)]


def _post(
    identity: str, guild: int, channel: int, audience: str, trope: str, title_id: str, language: str,
    prompt: str, body: str, state: str, reason: str, made_at: int, *rest: Any,
) -> PromptPost:  # fmt: skip
    *numbers, counts = rest
    return PromptPost(
        identity, guild, channel, Wish(audience, trope, title_id), Language(language), prompt,
        Asked.model_validate_json(body), PostState(state), reason, made_at, *numbers,
        counts=tuple(json.loads(counts or "[]")),
    )  # fmt: skip


def _week(
    guild: int, channel: int, weekday: int, minute: int, zone: str, language: str, next_at: int
) -> Week:
    return Week(guild, channel, weekday, minute, zone, Language(language), next_at)
