"""Everything that is kept of a member, as /me export tells it and /me forget removes it."""

from __future__ import annotations

from typing import Any

from bot.domain import hiding
from bot.domain.party import Party
from bot.domain.question import Question
from bot.domain.suggestion import Suggestion, exported
from bot.store import (
    answers,
    blocked,
    changes,
    follows,
    members,
    notices,
    parties,
    progress,
    questions,
    spoilers,
    suggestions,
    votes,
    watchlists,
)  # fmt: skip
from bot.store.db import Connection

_FORGETTING = (
    changes,
    votes,
    suggestions,
    blocked,
    progress,
    spoilers,
    follows,
    watchlists,
    answers,
    parties,
)


async def export(db: Connection, user: int) -> dict[str, Any]:
    """Ready for JSON."""
    language, region, order, zone = (await members.get(db, user)).to_columns()
    made = await changes.made_by(db, user)
    answered = await answers.of_member(db, user)
    agreed = await answers.agreed_by(db, user)
    return {
        "user_id": str(user), "language": language, "region": region, "title_order": order, "zone": zone,
        "changes": [{"title": title, "server": str(guild), "at": at} for title, guild, at in made],
        "votes": [
            {**way._asdict(), "worked": vote.worked, "at": vote.at}
            for way, vote in await votes.of_member(db, user)
        ],
        "decisions": [_decided(one) for one in await suggestions.decided_by(db, user)]
        + [_closed(one) for one in await questions.decided_by(db, user)],
        "suggestions": [exported(one) for one in await suggestions.all_of_member(db, user)],
        "blocked": [{"server": str(guild), "at": at} for guild, at in await blocked.of_member(db, user)],
        "progress": [one._asdict() for one in await progress.of_member(db, user)],
        "spoilers": [hiding.exported(one, user) for one in await spoilers.of_member(db, user)],
        **await _following(db, user),
        "questions": [_asked(one) for one in await questions.all_of_member(db, user)],
        "answers": [{"title": title, "server": str(guild), "at": at} for guild, title, at in answered],
        "agreed": [{"title": title, "server": str(guild), "at": at} for guild, title, at in agreed],
        "watch_parties": [_hosted(one) for one in await parties.of_member(db, user)],
    }  # fmt: skip


async def forget(db: Connection, user: int) -> bool:
    """Whether there was anything. What they changed, and suggestions and questions that were decided, stay without
    them."""
    found = [await store.forget_member(db, user) for store in _FORGETTING]
    return await members.delete(db, user) or any(found)


async def _following(db: Connection, user: int) -> dict[str, Any]:
    """What they follow, how they are told, what they were told, and their list."""
    noticed = await notices.of_member(db, user)
    return {
        "follows": [
            {"kind": one.kind, "what": one.target, "server": str(one.guild), "at": one.made_at}
            for one in await follows.of_member(db, user)
        ],
        "told": (await follows.telling(db, user)).model_dump(mode="json", exclude_defaults=True),
        "notices": [
            {
                "title": one.title_id,
                "what": one.reasons[0].what,
                "state": state,
                "server": str(one.guild),
                "at": at,
            }
            for one, state, at in noticed
        ],
        "watchlist": [one._asdict() for one in await watchlists.of_member(db, user)],
        "watchlist_shared": await watchlists.is_shared(db, user),
    }


def _decided(one: Suggestion) -> dict[str, object]:
    return {
        "suggestion": one.id, "server": str(one.guild), "title": one.title_id, "outcome": one.state,
        "at": one.decided_at,
    }  # fmt: skip


def _closed(one: Question) -> dict[str, object]:
    return {
        "question": one.id, "server": str(one.guild), "title": one.title_id, "outcome": one.state,
        "at": one.decided_at,
    }  # fmt: skip


def _asked(one: Question) -> dict[str, object]:
    """What a member is shown of a question of theirs; who decided is somebody else's."""
    words = {"description": one.description, "image": one.image, "link": one.link}
    outcome = {"state": one.state, "why": one.why, "title": one.title_id, "at": one.asked_at or one.made_at}
    return {"server": str(one.guild), **words, **outcome}


def _hosted(one: Party) -> dict[str, object]:
    episodes = [one.first, one.last]
    return {
        "title": one.title_id, "server": str(one.guild), "typed": one.typed, "at": one.at,
        "episodes": episodes, "state": one.state, "news": one.news,
    }  # fmt: skip
