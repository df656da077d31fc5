"""Two texts that differ are cut so that one sees where."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.display import apart

_LONG = st.text("ab …", max_size=60)


@given(_LONG, _LONG)
@example("a" * 59, "a" * 60)
@example("a" * 40 + "b" + "a" * 30, "a" * 40 + "…" + "a" * 30)
def test_what_differs_is_shown_to_differ(old: str, new: str) -> None:
    was, now = apart(old, new, 20)
    assert (was == now) == (old == new) and max(len(was), len(now)) <= 20


def test_the_end_of_a_long_text() -> None:
    was, now = apart("x" * 100 + " at night", "x" * 100 + " by day", 20)
    assert was.endswith("at night") and now.endswith("by day")
