"""A search that found nothing: what there is to keep of it, which is never who it was."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.markup import clean
from bot.domain.names import clip, fold


@dataclass(frozen=True)
class Miss:
    text: str  # the query, folded
    count: int
    last_at: int  # UTC seconds


def text_of(query: str) -> str:
    """What is kept of a query; empty when there is nothing in it that can be read."""
    text = clip(fold(query)).strip()
    return text if clean(text) else ""
