"""What somebody has typed and not saved yet, kept in memory for a while, for the buttons under it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.client import Interaction
from bot.domain.crowding import first_to_go
from bot.errors import UserError

T = TypeVar("T")
MINUTES = 30
_MOST = 400  # drafts of everybody together


@dataclass(frozen=True)
class _Kept(Generic[T]):
    user: int
    guild: int | None
    until: float
    draft: T


class Drafts(Generic[T]):
    """Each is for whoever typed it, in the server where they did."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept[T]] = {}  # the oldest first

    def keep(self, interaction: Interaction, draft: T) -> str:
        """A token for custom_ids. When there are too many, the server with the most loses its oldest."""
        token = secrets.token_hex(8)
        until = time.monotonic() + MINUTES * 60
        self._kept[token] = _Kept(interaction.user.id, interaction.guild_id, until, draft)
        while len(self._kept) > _MOST:
            del self._kept[first_to_go({one: (k.guild or k.user, 1) for one, k in self._kept.items()})]
        return token

    def get(self, interaction: Interaction, token: str) -> T:
        """Raises UserError when it is not there any more, as after a restart."""
        kept = self._kept.get(token)
        if (
            kept is None
            or kept.until < time.monotonic()
            or (kept.user, kept.guild) != (interaction.user.id, interaction.guild_id)
        ):
            raise UserError("error-draft-gone", minutes=MINUTES)
        return kept.draft

    def take(self, interaction: Interaction, token: str) -> T:
        """The same, once: who presses twice saves once."""
        draft = self.get(interaction, token)
        del self._kept[token]
        return draft
