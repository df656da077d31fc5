"""The form for another time of a watch party."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.client import Interaction
from bot.domain.spoken_time import LONGEST
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._suggest_form import LineForm


def time_form(
    viewer: Viewer, typed: str, submitted: Callable[[Interaction, str], Awaitable[None]]
) -> LineForm:
    """`submitted` answers the interaction."""
    title, label = (texts()(viewer.language, key) for key in ("party-form", "party-form-time"))
    return LineForm(title, label, LONGEST, submitted, begins=typed)
