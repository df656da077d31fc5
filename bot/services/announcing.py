"""Which channels are told what: subscriptions, publishing in the transaction of a change, schedules, and why not."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace as changed

from bot.domain.announcing.event import Event
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.matching import Facts, facts, mismatch
from bot.domain.announcing.post import Item, Post
from bot.domain.announcing.subscription import MAX_SUBSCRIPTIONS, State, Subscription, Wishes
from bot.domain.announcing.timing import due
from bot.domain.announcing.why import Case, Passage, passages
from bot.domain.model import Title
from bot.errors import UserError
from bot.services import happened
from bot.services.catalogue import CatalogueService
from bot.store import events, outbox, records, subscriptions
from bot.store.db import Connection, Database
from bot.store.outbox import Place
from bot.store.retention import forget_posts

log = logging.getLogger(__name__)
_KEPT = 366 * 24 * 3600  # seconds for which posts are corrected, logged and explained
_BITE = 500  # posts
Walk = tuple[int, list[Passage]]  # channel, or 0 for a server that has none
Lacks = Callable[[Subscription], str]  # the permission that is missing in a channel now, or ""


class AnnouncingService:
    """`news` is set whenever there may be something to deliver sooner than was known."""

    def __init__(self, database: Database, catalogue: CatalogueService) -> None:
        self._database = database
        self._catalogue = catalogue
        self.news = asyncio.Event()

    # -- channels

    async def subscriptions(self, guild: int) -> list[Subscription]:
        async with self._database.read() as db:
            return await subscriptions.of_guild(db, guild)

    async def subscribe(self, subscription: Subscription) -> None:
        """Add a channel or change what it wants. Raises UserError when a server has too many."""
        now = _now()
        async with self._database.transaction() as db:
            others = [
                one
                for one in await subscriptions.of_guild(db, subscription.guild)
                if one.channel != subscription.channel
            ]
            if len(others) >= MAX_SUBSCRIPTIONS:
                raise UserError("error-announce-many", most=MAX_SUBSCRIPTIONS)
            await subscriptions.put(db, subscription.model_copy(update={"changed_at": now}))
            if subscription.state is State.ACTIVE:
                await outbox.unblock(db, subscription.channel, now)
        self.news.set()

    async def unsubscribe(self, guild: int, channel: int) -> bool:
        """Whether there was one. What it had not been sent yet is cancelled."""
        async with self._database.transaction() as db:
            found = await subscriptions.delete(db, guild, channel)
            if found:
                await outbox.cancel_channel(db, channel, _now(), "removed")
        return found

    async def pause(self, guild: int, channel: int) -> bool:
        """What comes meanwhile is not told later. Whether there is such a channel."""
        return await self._switch(guild, channel, State.PAUSED, "paused")

    async def resume(self, guild: int, channel: int) -> bool:
        found = await self._switch(guild, channel, State.ACTIVE, "")
        self.news.set()
        return found

    async def _switch(self, guild: int, channel: int, state: State, reason: str) -> bool:
        now = _now()
        async with self._database.transaction() as db:
            if await subscriptions.get(db, guild, channel) is None:
                return False
            await subscriptions.set_state(db, channel, state, reason, now)
            if state is State.PAUSED:
                await outbox.block(db, channel, reason, now)
            else:
                await outbox.unblock(db, channel, now)
        return True

    async def problems(self, guild: int) -> list[Subscription]:
        """Channels of a server that have stopped since a moderator was last told."""
        async with self._database.read() as db:
            return await subscriptions.untold(db, guild)

    async def stopped(self) -> list[Subscription]:
        """Channels of all servers that have stopped and whose moderators do not know, each server's together."""
        async with self._database.read() as db:
            return await subscriptions.untold_anywhere(db)

    async def told(self, stopped: Iterable[Subscription]) -> None:
        """Moderators have been told of these."""
        now = _now()
        async with self._database.transaction() as db:
            for one in stopped:
                await subscriptions.told_of(db, one, now)

    # -- events

    async def publish(self, db: Connection, event: Event) -> int:
        """Tell every channel that wants it, in the caller's transaction; in how many it was new.

        Doing so twice tells nobody twice. Set `news` after the commit.
        """
        now = _now()
        await events.put(db, event)
        await happened.announced(db, event)
        wanting = await subscriptions.wanting(db, event.guild)
        if event.channels:
            wanting = [one for one in wanting if one.channel in event.channels]
        if event.kind != "post":
            about = await self._facts(db, event, wanting)
            wanting = [one for one in wanting if about and not mismatch(one.wishes, about, one.guild)]
        places = [Place(one, due(one.wishes.timing, now), uuid.uuid4().hex) for one in wanting]
        return await outbox.gather_all(db, event, places)

    async def _facts(self, db: Connection, event: Event, wanting: Iterable[Subscription]) -> Facts | None:
        """As the transaction sees the title; None when it is gone."""
        rows = await records.get_many(db, "titles", [event.title_id], event.guild)
        if not rows:
            return None
        [row] = rows
        title = Title.model_validate_json(row.body)
        regions = {one.wishes.region for one in wanting}
        collections = [one.id for one in self._catalogue.collections_of(title.id)]
        platforms = self._catalogue.platforms.entries.values()
        return facts(title, row.guild, collections, platforms, regions, event.regions)

    async def announce(self, event: Event) -> int:
        """Publish it now; in how many channels."""
        async with self._database.transaction() as db:
            count = await self.publish(db, event.model_copy(update={"state": "published", "at": _now()}))
        self.news.set()
        return count

    async def schedule(self, event: Event) -> None:
        """Publish it at its time, whoever runs then."""
        async with self._database.transaction() as db:
            await events.put(db, event.model_copy(update={"state": "scheduled"}))
        self.news.set()

    async def scheduled(self, guild: int) -> list[Event]:
        async with self._database.read() as db:
            return await events.scheduled(db, guild)

    async def cancel(self, guild: int, event_id: str) -> Event | None:
        """One of this server's own schedule; None when it is not, or is told already."""
        async with self._database.transaction() as db:
            event = await events.get(db, event_id)
            if event is None or event.guild != guild or event.state != "scheduled":
                return None
            await events.set_state(db, event_id, "cancelled")
        return event

    async def tick(self, now: int) -> int:
        """Publish what is scheduled for now or earlier; how many that were."""
        async with self._database.read() as db:
            waiting = await events.due(db, now)
        for event in waiting:
            async with self._database.transaction() as db:
                again = await events.get(db, event.id)  # another moderator may have been quicker
                if again and again.state == "scheduled":
                    await self._publish_or_stop(db, again)
        return len(waiting)

    async def _publish_or_stop(self, db: Connection, event: Event) -> None:
        """What cannot be read, of a damaged title, must not hold up everything else each time."""
        try:
            await self.publish(db, event.model_copy(update={"state": "published"}))
        except ValueError:
            log.exception("Announcement %s cannot be published.", event.id)
            await events.set_state(db, event.id, "stopped")

    async def refresh(self, db: Connection, title_ids: Iterable[str]) -> None:
        """Facts of these titles have changed, in the caller's transaction: what is posted of them is written anew."""
        for title_id in title_ids:
            await outbox.edit(db, title_id, _now())

    async def forget(self, now: int) -> None:
        """What is over for a year, a little at a time: members are answered in between."""
        more = True
        while more:
            async with self._database.transaction() as db:
                more = await forget_posts(db, now - _KEPT, _BITE) == _BITE

    # -- what was, and what would be

    def preview(self, guild: int, channel: int, title: Title, wishes: Wishes) -> Post:
        """What a channel with these wishes would be sent; nothing is."""
        event = Event(id="preview", kind="title", guild=guild, title_id=title.id)
        return Post("preview", channel, guild, wishes, (Item(event, title),))

    async def post(self, post_id: str, subscription: Subscription) -> Post:
        """What a post tells today, in the manner that its channel wants today."""
        async with self._database.read() as db:
            told = await events.of_post(db, post_id)
        ids = list(dict.fromkeys(event.title_id for event in told if event.title_id))
        titles = {title.id: title for title in await self._catalogue.titles(ids, subscription.guild)}
        items = tuple(Item(event, titles.get(event.title_id)) for event in told)
        return Post(post_id, subscription.channel, subscription.guild, subscription.wishes, items)

    async def log(self, guild: int, channel: int | None, limit: int, offset: int) -> list[Logged]:
        """The newest first."""
        async with self._database.read() as db:
            return await outbox.log(db, guild, channel, limit, offset)

    async def why(self, guild: int, title: Title, lacks: Lacks) -> list[Walk]:
        """For each channel of a server the stages that a title's latest announcement has passed there."""
        async with self._database.read() as db:
            event = await events.latest(db, title.id, guild)
            known = await subscriptions.of_guild(db, guild)
            logged = (
                {one.channel: await outbox.of_event(db, event.id, one.channel) for one in known}
                if event
                else {}
            )
            about = await self._facts(db, event or _never(title), known)
        case = Case(_now(), event)
        if not known:
            return [(0, passages(case))]
        return [
            (
                one.channel,
                passages(
                    changed(
                        case,
                        subscription=one,
                        mismatch=mismatch(one.wishes, about, guild) if about else None,
                        lacks=lacks(one),
                        logged=logged.get(one.channel),
                    )
                ),
            )
            for one in known
        ]


def new_event(kind: str, made_by: int, **fields: object) -> Event:
    """With an id of its own, made now."""
    return Event.model_validate(
        {"id": uuid.uuid4().hex, "kind": kind, "made_by": made_by, "made_at": _now(), **fields}
    )


def _never(title: Title) -> Event:
    return Event(id="", kind="title", title_id=title.id)


def _now() -> int:
    return int(time.time())
