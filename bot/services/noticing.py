"""Tells followers: from what has happened to the messages that name them, for whoever delivers."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain import notice
from bot.domain.announcing.delivery import Delivery
from bot.domain.announcing.post import Post, Told
from bot.domain.announcing.subscription import Subscription, Wishes
from bot.domain.following import (
    Follower,
    FollowKind,
    Happening,
    Reason,
    Way,
    What,
    opens,
    reaches,
    reasons,
    speaks,
)
from bot.domain.guides import documented_ways
from bot.domain.model import Language, Title
from bot.domain.notice import Noticed, Place
from bot.services.catalogue import CatalogueService
from bot.services.servers import ServerService
from bot.store import follows, happenings, members, notices
from bot.store.db import Database
from bot.store.happenings import Target

log = logging.getLogger(__name__)
_FOLLOWERS = 400  # of one bite: others write in between
_HAPPENINGS = 50
_KEPT = 90 * 24 * 3600  # seconds for which a notice can be taken back, or waits for a command


class NoticingService:
    def __init__(self, database: Database, catalogue: CatalogueService, servers: ServerService) -> None:
        self._database = database
        self._catalogue = catalogue
        self._servers = servers
        self._documented: dict[str, frozenset[str]] = {}  # by country, of one version of the catalogue
        self._version: str | None = None

    # -- from happenings to posts

    async def spread(self, now: int) -> bool:
        """Look at the next followers of what has happened; whether there are more. A kill loses and repeats nothing."""
        async with self._database.read() as db:
            waiting = await happenings.waiting(db, _HAPPENINGS)
        if not waiting:
            return False
        await self._ready()
        targets = [await self._targets(one) for one in waiting]
        room = _FOLLOWERS
        async with self._database.transaction() as db:
            for one, concerned in zip(waiting, targets, strict=True):
                if room > 0:
                    room -= await happenings.spread(db, one, concerned, self._choose(now), room, now)
        return True

    async def _ready(self) -> None:
        await self._catalogue.refresh(force=True)
        await self._servers.refresh()
        if self._version != self._catalogue.version:
            self._documented, self._version = {}, self._catalogue.version

    async def _targets(self, one: Happening) -> list[Target]:
        """What can be followed that it concerns, the most telling first; nothing when the title is gone."""
        try:
            titles = await self._catalogue.titles([one.title_id], one.guild)
        except ValueError:  # a damaged title must not hold up everything else each time
            log.exception("Followers are not told of %s: the title cannot be read.", one.title_id)
            return []
        return [target for title in titles for target in self._of_title(title)]

    def _of_title(self, title: Title) -> list[Target]:
        platforms = dict.fromkeys(route.platform for route in title.routes)
        collections = [collection.id for collection in self._catalogue.collections_of(title.id)]
        return [
            (FollowKind.TITLE.value, title.id),
            (FollowKind.LIST.value, ""),
            *((FollowKind.COLLECTION.value, one) for one in collections),
            *((FollowKind.PLATFORM.value, one) for one in platforms),
            *((FollowKind.TROPE.value, one) for one in title.tropes),
        ]

    def _choose(self, now: int) -> happenings.Choose:
        def choose(
            one: Happening, places: Sequence[Follower]
        ) -> tuple[Follower, Sequence[Reason], Place | None] | None:
            told = [
                (follower, why, self._place(follower, now))
                for follower in places
                if (why := self._reasons(one, follower))
            ]
            return next((found for found in told if found[-1]), next(iter(told), None))

        return choose

    def _reasons(self, one: Happening, follower: Follower) -> Sequence[Reason]:
        region = follower.region or self._servers.get(follower.follow.guild).region
        return reasons(one, follower.follow.kind, region, follower.language, self._leads)

    def _leads(self, region: str) -> frozenset[str]:
        if region not in self._documented:
            platforms = self._catalogue.platforms.entries.values()
            self._documented[region] = documented_ways(platforms, region)
        return self._documented[region]

    def _place(self, follower: Follower, now: int) -> Place | None:
        telling, guild = follower.telling, follower.follow.guild
        if telling.way is Way.DM and telling.channel:
            return Place(telling.channel, 0, notice.due(now, telling))
        channel = self._servers.get(guild).follow_channel if telling.way is Way.SERVER else 0
        return Place(channel, guild, notice.due(now)) if guild and channel else None

    # -- from posts to messages

    async def subscription(self, delivery: Delivery) -> Subscription | None:
        """As if the channel had asked for it; None when its server, or its member, wants nothing there any more."""
        if delivery.guild:
            await self._servers.refresh()
            settings = self._servers.get(delivery.guild)
            if settings.follow_channel != delivery.channel:
                return None
            wishes = Wishes(language=settings.language or Language.EN)
            return Subscription(channel=delivery.channel, guild=delivery.guild, wishes=wishes)
        async with self._database.read() as db:
            found = await follows.telling_in(db, delivery.channel)
            chosen = await members.get(db, found[0]) if found else None
        if found is None or chosen is None or found[1].way is not Way.DM:
            return None
        telling = found[1]
        wishes = Wishes(language=chosen.language or telling.language, timing=notice.timing(telling))
        return Subscription(channel=delivery.channel, guild=0, wishes=wishes)

    async def post(self, post_id: str, subscription: Subscription) -> Post:
        """What is so today."""
        async with self._database.read() as db:
            noticed = await notices.of_post(db, post_id)
        told = await self.told(noticed)
        return Post(post_id, subscription.channel, subscription.guild, subscription.wishes, (), tuple(told))

    async def told(self, noticed: Iterable[Noticed]) -> list[Told]:
        """Without what has been changed back meanwhile. Each in the words of the server it is followed in."""
        await self._ready()
        by_guild: dict[int, list[Noticed]] = {}
        for one in noticed:
            by_guild.setdefault(one.guild, []).append(one)
        told: list[Told] = []
        for guild, ours in by_guild.items():
            ids = list(dict.fromkeys(one.title_id for one in ours))
            titles = {title.id: title for title in await self._catalogue.titles(ids, guild)}
            told += [
                Told(titles[title_id], why, users)
                for title_id, why, users in notice.lines(self._true(ours, titles))
            ]
        return told

    def _true(self, noticed: Iterable[Noticed], titles: Mapping[str, Title]) -> Iterator[Noticed]:
        """What is so today."""
        known: dict[tuple[str, Reason], bool] = {}
        for one in noticed:
            for why in one.reasons:
                if (one.title_id, why) not in known:
                    title = titles.get(one.title_id)
                    known[one.title_id, why] = title is not None and self._is_so(title, why)
            if still := tuple(why for why in one.reasons if known[one.title_id, why]):
                yield one._replace(reasons=still)

    async def free_at(self, channel: int) -> int:
        """From when on another message may be sent there, UTC seconds."""
        async with self._database.read() as db:
            return await notices.told_at(db, channel) + notice.PACE

    def _is_so(self, title: Title, why: Reason) -> bool:
        match why.what:
            case What.WATCHABLE:
                return opens(reaches(title), why.mark, self._leads)
            case What.SUBTITLED:
                codes = (code for way in reaches(title) for code in way.languages)
                return any(speaks(code, Language(why.mark)) for code in codes)
            case What.COMPLETED:
                return bool(title.last_aired)
            case What.ANNOUNCED | What.BAND:
                return not title.hoax

    async def forget(self, now: int) -> None:
        """What is over for long, a little at a time."""
        more = True
        while more:
            async with self._database.transaction() as db:
                more = await happenings.forget_old(db, now - _KEPT, _FOLLOWERS) == _FOLLOWERS
