"""What a server proposes to everybody: a title of its own, or what it says differently of a shared one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain.catalogue import is_official
from bot.domain.model import Route, Title
from bot.domain.patch import difference, merged
from bot.domain.suggestion import CHANGE, RECORD, Body
from bot.domain.texts import with_derived
from bot.errors import UserError

Official = Mapping[str, tuple[str, ...]]  # hosts by platform


def for_everybody(title: Title, official: Official, added: Iterable[str], cited: str) -> Title:
    """Without what leads to a place that only this server trusts; `cited` when no source is left.

    `added` are the hosts that the server has added to the official ones.
    """
    known = [host for hosts in official.values() for host in hosts]
    only_here = [host for host in added if not is_official(f"https://{host}/", known)]
    routes = tuple(_for_everybody(route, official) for route in title.routes)
    dropped = {old.url for old, new in zip(title.routes, routes, strict=True) if old.url != new.url}
    sources = tuple(
        source
        for source in title.sources
        if source not in dropped and not any(host in source.casefold() for host in only_here)
    )
    return title.model_copy(update={"routes": routes, "sources": sources or (cited,)})


def _for_everybody(route: Route, official: Official) -> Route:
    is_good = route.url and is_official(route.url, official.get(route.platform, ()))
    return route if is_good else route.model_copy(update={"url": None})


def record_of(title: Title) -> Body:
    return {RECORD: title.model_dump_json(exclude_defaults=True, by_alias=True)}


def change_of(shared: Title, ours: Title) -> Body:
    """Empty when both say the same."""
    patch = difference(_json(shared), _json(ours))
    return {CHANGE: json.dumps(patch, ensure_ascii=False)} if patch else {}


def changed(shared: Title, body: Body) -> Title:
    """What the shared title becomes, whatever has been changed of it since. Raises UserError when it cannot be so."""
    try:
        return Title.model_validate(merged(_json(shared), json.loads(body[CHANGE])))
    except ValidationError:
        raise UserError("error-suggest-value") from None


def _json(title: Title) -> dict[str, Any]:
    """What is derived by rule is derived anew."""
    return with_derived(title, {}).model_dump(mode="json", exclude_defaults=True, by_alias=True)
