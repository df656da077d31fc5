"""Deciding: once, also after an attempt that broke off; and nothing half-done when it cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app import App
from bot.domain.suggestion import Body, Kind, State, Suggestion
from bot.errors import NotFound, UserError
from bot.services.proposing import Proposer
from bot.services.reviewing import Decided
from bot.store import suggestions

OURS, THEIRS, MIA, SAM = 10, 20, 1, 2


async def sent(app: App, kind: Kind = Kind.TITLE, title_id: str = "", guild: int = OURS, **body: str) -> int:
    typed: Body = body or {"english": "Dragon one zzqx"}
    draft = await app.suggesting.draft(guild, MIA, kind, title_id, typed)
    return (await app.suggesting.send(MIA, draft.id)).id


async def test_an_attempt_that_broke_off_is_finished(app: App) -> None:
    """The title is in the catalogue, but the suggestion was not marked: the process had ended between the two."""
    number = await sent(app)
    one = await app.reviewing.get(OURS, number)
    made = await app.reviewing._carry_out(one, SAM, "x")  # type: ignore[reportPrivateUsage]
    decided, title = await app.reviewing.approve(OURS, number, SAM, "x")
    assert decided.state is State.APPROVED and title.id == made.id == decided.title_id
    assert len(await app.editing.history(OURS, "", 10, 0)) == 1


@pytest.mark.parametrize(("kind", "body"), [(Kind.NAME, {"name": "Serpent", "language": "en"}),
                                            (Kind.CORRECTION, {"what": "year", "value": "2025"})])  # fmt: skip
async def test_so_is_one_of_a_title_that_there_is(app: App, kind: Kind, body: Body) -> None:
    number = await sent(app, kind, "greedy-snake", **body)
    one = await app.reviewing.get(OURS, number)
    await app.reviewing._carry_out(one, SAM, "x")  # type: ignore[reportPrivateUsage]
    await app.reviewing.approve(OURS, number, SAM, "x")
    assert len(await app.editing.history(OURS, "", 10, 0)) == 1


async def test_nothing_is_half_done(app: App) -> None:
    number = await sent(app, Kind.CORRECTION, "greedy-snake", what="year", value="1800")
    with pytest.raises(UserError, match="error-suggest-value"):
        await app.reviewing.approve(OURS, number, SAM, "x")
    assert (await app.reviewing.undecided(OURS, number)).state is State.OPEN
    assert await app.editing.history(OURS, "", 10, 0) == []


async def test_every_decision_is_the_last(app: App) -> None:
    number = await sent(app)
    await app.reviewing.decline(OURS, number, SAM, "drama")
    for attempt in (
        app.reviewing.approve(OURS, number, 3, "x"),
        app.reviewing.merge(OURS, number, "greedy-snake", 3),
        app.reviewing.decline(OURS, number, 3, "unclear"),
        app.reviewing.ask(OURS, number, "why?"),
    ):
        with pytest.raises(Decided) as late:
            await attempt
        assert late.value.suggestion.decided_by == SAM
    assert await app.editing.history(OURS, "", 10, 0) == []


async def test_another_servers_queue_is_not_reached(app: App) -> None:
    number = await sent(app)
    attempts: list[Any] = [
        app.reviewing.approve(THEIRS, number, SAM, "x"),
        app.reviewing.merge(0, number, "greedy-snake", SAM),
        app.reviewing.decline(THEIRS, number, SAM, "drama"),
        app.reviewing.ask(0, number, "why?"),
        app.reviewing.announce(THEIRS, number),
        app.proposing.propose(THEIRS, number, Proposer(SAM, "us", "x")),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            await attempt
    assert (await app.reviewing.get(OURS, number)).state is State.OPEN


async def test_approving_is_undone_like_any_change(app: App) -> None:
    number = await sent(app)
    _, title = await app.reviewing.approve(OURS, number, SAM, "x")
    [change] = await app.editing.history(OURS, title.id, 1, 0)
    await app.editing.undo(OURS, change.id, SAM)
    with pytest.raises(NotFound):
        await app.editing.seen(OURS, title.id)


async def test_a_name_is_no_name_twice(app: App) -> None:
    """Two members suggest the same: the second changes nothing, and is approved."""
    for number in [await sent(app, Kind.NAME, "greedy-snake", name=name) for name in ("Serpent", "serpent")]:
        await app.reviewing.approve(OURS, number, SAM, "x")
    assert len(await app.editing.history(OURS, "", 10, 0)) == 1


async def test_the_quota_counts_what_is_proposed(app: App) -> None:
    made = Suggestion(
        0, 0, SAM, Kind.TITLE, "x", {"english": "x"}, State.OPEN, created_at=2**40, from_guild=OURS
    )
    async with app.database.transaction() as db:
        for _ in range(50):
            await suggestions.add(db, made)
    with pytest.raises(UserError, match="error-suggest-server"):
        await app.suggesting.check_quota(OURS, MIA)
    await app.suggesting.check_quota(THEIRS, SAM)  # a moderator's own are not counted against them
