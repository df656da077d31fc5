"""What a moderator's choices make of the wishes of a channel; everything typed is checked before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.domain.announcing.subscription import Threads, Timing, Wishes
from bot.domain.markup import clean, quoted
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.services.catalogue import CatalogueService
from cogs._announce_options import KINDS
from cogs._choices import resolve_filters
from cogs._times import quiet_hours, zone_of

_FILTERS = ("trope", "platform", "collection", "spoken", "region")
_NOTHING: dict[str, Any] = {name: "" for name in _FILTERS} | {"role": 0, "threads": None, "tags": ()}
_MOST_TAGS = 5  # that Discord takes for a post


def changed(
    before: Wishes,
    given: Mapping[str, Any],
    viewer: Viewer,
    catalogue: CatalogueService,
    guild: discord.Guild,
) -> Wishes:
    """Old wishes with what was chosen now. Raises UserError for words that mean nothing, and for what cannot be."""
    place: app_commands.AppCommandChannel = given["channel"]
    kind = KINDS[place.type]
    changes: dict[str, Any] = {"kind": kind}
    without = given.get("without", "")
    if without in _NOTHING:
        changes[without] = _NOTHING[without]
    changes |= _filters(given, viewer, catalogue)
    changes |= {name: given[name] for name in ("origin", "language", "publish") if name in given}
    if "role" in given:
        changes["role"] = _mentioned(given["role"])
    if "thread" in given or "archive" in given:
        changes["threads"] = _threads(before.threads, given)
    if "tags" in given:
        changes["tags"] = _tags(given["tags"], guild.get_channel(place.id))
    changes["timing"] = _timing(before.timing, given)
    wishes = Wishes.model_validate(before.model_dump() | changes)
    if wishes.publish and kind != "news":
        raise UserError("error-announce-publish")
    return wishes


def _filters(given: Mapping[str, Any], viewer: Viewer, catalogue: CatalogueService) -> dict[str, str]:
    typed = {name: given.get(name, "") for name in _FILTERS}
    found = resolve_filters(
        catalogue,
        viewer,
        typed["trope"],
        typed["platform"],
        typed["collection"],
        typed["spoken"],
        typed["region"],
    )
    ids = {
        "trope": found.trope,
        "platform": found.platform,
        "collection": found.collection,
        "spoken": found.language,
        "region": found.region,
    }
    return {name: value for name, value in ids.items() if value}


def _mentioned(role: discord.Role) -> int:
    """Raises UserError for a role that a post must not mention."""
    if role.is_default() or role.id == role.guild.id:
        raise UserError("error-announce-everyone")
    if role.managed:
        raise UserError("error-announce-managed", role=quoted(role.name))
    return role.id


def _threads(before: Threads | None, given: Mapping[str, Any]) -> Threads:
    threads = before or Threads()
    name = clean(given.get("thread", threads.name).replace("\n", " "), 100) or threads.name
    return Threads(name=name, archive_minutes=given.get("archive", threads.archive_minutes))


def _tags(typed: str, channel: object) -> tuple[int, ...]:
    """Ids of a forum's tags. Raises UserError, which names the tags there are."""
    if not isinstance(channel, discord.ForumChannel):
        raise UserError("error-announce-tags-forum")
    known = {_plain(tag.name): tag.id for tag in channel.available_tags}
    wanted = [part for part in re.split(r"[,，、;；]", typed) if part.strip()]
    if unknown := [part for part in wanted if _plain(part) not in known]:
        names = " · ".join(quoted(tag.name) for tag in channel.available_tags) or "–"
        raise UserError("error-announce-tag", text=quoted(unknown[0]), list=names)
    if len(wanted) > _MOST_TAGS:
        raise UserError("error-announce-tags-many", most=_MOST_TAGS)
    return tuple(dict.fromkeys(known[_plain(part)] for part in wanted))


def _timing(before: Timing, given: Mapping[str, Any]) -> Timing:
    changes: dict[str, Any] = {name: given[name] for name in ("hour", "weekday") if name in given}
    if "when" in given:
        changes["mode"] = given["when"]
    if "zone" in given:
        changes["zone"] = zone_of(given["zone"])
    if given.get("without") == "quiet":
        changes |= {"quiet_from": None, "quiet_to": None}
    if "quiet" in given:
        changes["quiet_from"], changes["quiet_to"] = quiet_hours(given["quiet"])
    return Timing.model_validate(before.model_dump() | changes)


def _plain(name: str) -> str:
    return name.strip().casefold()
