"""Which changes of a title are news, and which are corrections."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.announcing.news import News, news
from bot.domain.model import Title


def made(*routes: dict[str, Any], **fields: Any) -> Title:
    names = [{"text": "Greedy Snake", "language": "en", "kind": "official"}]
    return Title.model_validate(
        {
            "id": "snake",
            "names": names,
            "sources": ["a paper"],
            "confidence": "high",
            "routes": routes,
            **fields,
        }
    )


GB = {"platform": "dramawave", "regions": ["GB"]}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, made(GB), News("title", "snake")),
        (None, made(GB, hoax=True), None),
        (made(), made(GB), News("route", "snake", ("GB",))),
        (made(GB), made(GB, {"platform": "dramawave", "regions": ["US", "IE"]}), News("route", "snake", ("IE", "US"))),
        (made(GB), made(GB, {"platform": "xiaohongshu"}), News("route", "snake")),
        (made(GB), made({**GB, "episodes": 80}), None),  # the same way, better known
        (made(GB), made(), None),
        (made(GB), made(GB, year=2026), None),
    ],
)  # fmt: skip
def test_news(before: Title | None, after: Title, told: News | None) -> None:
    assert news(before, after) == told
