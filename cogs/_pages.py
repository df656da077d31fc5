"""Turning the pages of a list: four buttons, each of which says which page it leads to."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionButton, button, number

Args = tuple[str | int, ...]
_FARTHEST = 10**9  # a page that no list has, and a database can still count to


def page_of(text: str) -> int:
    """The page that a button carries. Raises UserError when it is no number."""
    return min(number(text), _FARTHEST)


def last_page(total: int, size: int) -> int:
    """Pages count from 0."""
    return max(0, (total - 1) // size)


def turning(
    action: str, page: int, last: int, viewer: Viewer, args: Callable[[int], Args] = lambda page: (page,)
) -> list[ActionButton]:
    """First, back, next, last; `args` is what a button to a page carries after its letter.

    The letter tells apart buttons that lead to the same page.
    """
    targets = {"first": 0, "previous": page - 1, "next": page + 1, "last": last}
    return [
        button(
            texts()(viewer.language, f"button-{name}"), action, name[0],
            *args(max(0, min(target, last))),
            disabled=page == (0 if name in ("first", "previous") else last),
        )
        for name, target in targets.items()
    ]  # fmt: skip
