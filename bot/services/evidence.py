"""Whether ways to watch work: members say so, the cards and the order of the ways follow, moderators see what fails."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from dataclasses import replace

from bot.domain.evidence import COUNTED, RECENT, YOUNG, Evidence, Failing, Vote, Way, weigh
from bot.errors import UserError
from bot.services.catalogue import Watch
from bot.store import votes
from bot.store.db import Database

log = logging.getLogger(__name__)
_REPORTED_FROM = 2  # members for whom a way failed before moderators are shown it


class EvidenceService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def vote(self, user: int, guild: int, way: Way, *, worked: bool, account_made_at: float) -> None:
        """One a member and way; another takes its place. Raises UserError for an account that is too new."""
        now = int(time.time())
        if now - account_made_at < YOUNG:
            raise UserError("error-vote-young", days=YOUNG // (24 * 3600))
        async with self._database.transaction() as db:
            await votes.put(db, user, way, Vote(worked, guild, now))
            await votes.forget_before(db, now - COUNTED)

    async def weighed(self, watch: Watch, guild: int) -> Watch:
        """With what members say of each way; among ways of which sources say the same, what works comes first."""
        try:
            said = await self._said(watch.title.id, watch.region, guild)
        except Exception:  # a recipe without it is better than none
            log.exception("What members say of %s cannot be read.", watch.title.id)
            return watch
        unknown = Evidence()

        def order(position: int) -> tuple[int, int, int]:
            recipe = watch.recipes[position]
            return recipe.standing, said.get(recipe.platform.id, unknown).trust, position

        ways = [watch.recipes[position] for position in sorted(range(len(watch.recipes)), key=order)]
        return replace(watch, recipes=ways, evidence=said)

    async def _said(self, title_id: str, region: str, guild: int) -> dict[str, Evidence]:
        """By platform."""
        by_platform: defaultdict[str, list[Vote]] = defaultdict(list)
        async with self._database.read() as db:
            for platform, vote in await votes.of_title(db, title_id, region):
                by_platform[platform].append(vote)
        now = int(time.time())
        return {platform: weigh(cast, now, guild) for platform, cast in by_platform.items()}

    async def failing(self, guild: int, limit: int) -> list[Failing]:
        """What failed lately for several members of a server, or of all for 0."""
        async with self._database.read() as db:
            return await votes.failing(db, guild, int(time.time()) - RECENT, _REPORTED_FROM, limit)

    async def reset(self, guild: int, way: Way) -> int:
        """Forget what a server's members said of a way, or what all did for 0: it was repaired, or they had agreed
        to say so. How many votes."""
        async with self._database.transaction() as db:
            return await votes.reset(db, guild, way)
