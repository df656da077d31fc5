"""What members answer to a question of another, who agrees, and the weekly lists of questions without an answer."""

from __future__ import annotations

from typing import Any

from aiosqlite import Connection

from bot.domain.question import Answer, WeekList


async def of(db: Connection, question: int) -> tuple[Answer, ...]:
    """The first one first."""
    rows = await db.execute_fetchall(
        "SELECT a.id, a.title_id, a.user_id, COUNT(g.user_id) FROM answers a"
        " LEFT JOIN agreements g ON g.answer = a.id WHERE a.question = :question"
        " GROUP BY a.id, a.title_id, a.user_id ORDER BY a.id",
        {"question": question},
    )
    return tuple(Answer(*row) for row in rows)


async def add(db: Connection, question: int, title_id: str, user: int, now: int) -> None:
    await db.execute(
        "INSERT INTO answers (question, title_id, user_id, at) VALUES (:question, :title, :user, :now)",
        {"question": question, "title": title_id, "user": user, "now": now},
    )


async def agree(db: Connection, question: int, user: int, answer: int, now: int) -> bool:
    """In place of what the member said before; whether anything changed."""
    cursor = await db.execute(
        "INSERT INTO agreements (question, user_id, answer, at) VALUES (:question, :user, :answer, :now)"
        " ON CONFLICT (question, user_id) DO UPDATE SET answer = excluded.answer, at = excluded.at"
        " WHERE agreements.answer <> excluded.answer",
        {"question": question, "user": user, "answer": answer, "now": now},
    )
    return cursor.rowcount > 0


async def of_member(db: Connection, user: int) -> list[tuple[int, str, int]]:
    """Server, title and time of what a member answered."""
    rows = await db.execute_fetchall(
        "SELECT q.guild, a.title_id, a.at FROM answers a JOIN questions q ON q.id = a.question"
        " WHERE a.user_id = :user AND a.user_id <> 0 ORDER BY a.id",
        {"user": user},
    )
    return [(guild, title, at) for guild, title, at in rows]


async def agreed_by(db: Connection, user: int) -> list[tuple[int, str, int]]:
    """Server, title and time of what a member agreed with."""
    rows = await db.execute_fetchall(
        "SELECT q.guild, a.title_id, g.at FROM agreements g JOIN answers a ON a.id = g.answer"
        " JOIN questions q ON q.id = g.question WHERE g.user_id = :user ORDER BY g.at",
        {"user": user},
    )
    return [(guild, title, at) for guild, title, at in rows]


async def forget_member(db: Connection, user: int) -> bool:
    """Questions lose the member: what was open its words too, what is decided the name alone. Whether there was
    anything. Posts that named or counted them are to be drawn anew."""
    values = {"user": user}
    touched = await db.execute(
        "UPDATE questions SET revision = revision + 1 WHERE id IN"
        " (SELECT question FROM answers WHERE user_id = :user"
        " UNION SELECT question FROM agreements WHERE user_id = :user)",
        values,
    )
    await db.execute("UPDATE answers SET user_id = 0 WHERE user_id = :user", values)
    await db.execute("DELETE FROM agreements WHERE user_id = :user", values)
    decided = await db.execute("UPDATE questions SET decided_by = 0 WHERE decided_by = :user", values)
    drafts = await db.execute("DELETE FROM questions WHERE user_id = :user AND state = 'draft'", values)
    await db.execute(
        "UPDATE questions SET state = 'closed', why = 'forgotten', description = '', link = '',"
        " decided_at = asked_at"
        " WHERE user_id = :user AND state = 'open'",
        values,
    )
    asked = await db.execute(
        "UPDATE questions SET user_id = 0, image = '', told = 1, revision = revision + 1 WHERE user_id = :user",
        values,
    )
    return touched.rowcount + decided.rowcount + drafts.rowcount + asked.rowcount > 0


# -- weekly lists


async def due_lists(db: Connection, week_ago: int) -> list[int]:
    """Servers in which a question has been open for a week, and that had no list for as long."""
    rows = await db.execute_fetchall(
        "SELECT guild FROM questions WHERE state = 'open' AND message <> 0 GROUP BY guild"
        " HAVING MIN(asked_at) <= :ago"
        " AND NOT EXISTS (SELECT 1 FROM desk_lists l WHERE l.guild = questions.guild AND l.at > :ago)",
        {"ago": week_ago},
    )
    return [guild for (guild,) in rows]


async def add_list(db: Connection, one: WeekList, until: int) -> None:
    await db.execute(
        "INSERT INTO desk_lists (guild, at, channel, message, until) VALUES (:guild, :at, :channel, 0, :until)",
        {**vars(one), "until": until},
    )


async def claim_lists(db: Connection, now: int, until: int) -> list[WeekList]:
    """Those that somebody has begun to post and not finished."""
    rows = await db.execute_fetchall(
        "UPDATE desk_lists SET until = :until WHERE until <> 0 AND until < :now RETURNING guild, at, channel",
        {"now": now, "until": until},
    )
    return [WeekList(*row) for row in rows]


async def unposted_lists(db: Connection, now: int) -> bool:
    rows = await db.execute_fetchall(
        "SELECT 1 FROM desk_lists WHERE until <> 0 AND until < :now LIMIT 1", {"now": now}
    )
    return bool(list(rows))


async def end_list(db: Connection, one: WeekList, message: int) -> None:
    """0: it could not be posted, and another comes next week."""
    values: dict[str, Any] = {"guild": one.guild, "at": one.at, "message": message}
    await db.execute(
        "UPDATE desk_lists SET message = :message, until = 0 WHERE guild = :guild AND at = :at", values
    )


async def delete_lists(db: Connection, before: int) -> None:
    await db.execute("DELETE FROM desk_lists WHERE at < :before AND until = 0", {"before": before})
