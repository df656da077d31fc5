"""How far a member is in a drama."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    title_id: str
    episode: int  # the last one seen
    shared: bool  # whether the member shows it to others
    at: int  # UTC seconds
