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
MORE = {"platform": "dramawave", "regions": ["US", "IE"]}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, made(GB), [News("title", "snake")]),
        (None, made(GB, hoax=True), []),
        (None, made(GB, last_aired="2026"), [News("title", "snake")]),
        (made(), made(GB), [News("route", "snake", ("GB",))]),
        (made(GB), made(GB, MORE), [News("route", "snake", ("IE", "US"))]),
        (made(GB), made(GB, {"platform": "xiaohongshu"}), [News("route", "snake")]),
        (made(GB), made({**GB, "episodes": 80}), []),  # the same way, better known
        (made(GB), made(), []),
        (made(GB), made(GB, year=2026), []),
        (made(GB), made(GB, last_aired="2026-02"), [News("completed", "snake")]),
        (made(GB, last_aired="2026-02"), made(GB, last_aired="2026-03"), []),
        (made(GB, last_aired="2026-02"), made(GB), []),
        (made(), made(GB, last_aired="2026"), [News("route", "snake", ("GB",)), News("completed", "snake")]),
        (made(), made(GB, last_aired="2026", hoax=True), []),
    ],
)  # fmt: skip
def test_news(before: Title | None, after: Title, told: list[News]) -> None:
    assert list(news(before, after)) == told
