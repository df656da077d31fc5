"""Which titles the rows of a server's file mean: those that all servers share, or its own."""

from __future__ import annotations

import re
from collections.abc import Container

from bot.domain.editing import MAX_ID, own_id
from bot.domain.exchange.document import Document

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def ids(document: Document) -> list[str]:
    """As they stand in the file."""
    found = (entry.raw.get("id") for entry in document.entries)
    return [identity.strip() for identity in found if isinstance(identity, str)]


def mark_own(document: Document, guild: int, shared: Container[str]) -> None:
    """Give every id that no shared title has the mark of the server's own.

    What is no id stays as it is, to be complained about.
    """
    for entry in document.entries:
        identity = entry.raw.get("id")
        if not isinstance(identity, str) or (identity := identity.strip()) in shared:
            continue
        if _SLUG.fullmatch(identity) and len(identity) <= MAX_ID:
            entry.raw["id"] = own_id(identity, guild)
