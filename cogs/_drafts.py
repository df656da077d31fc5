"""What somebody has typed and not saved yet, kept in memory for a while, for the buttons under it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import discord

from bot.domain.crowding import first_to_go
from bot.errors import UserError

Interaction = discord.Interaction[Any]

T = TypeVar("T")
MINUTES = 30
_MOST = 1000  # drafts of everybody together
_OF_ONE = 20  # of one member, so that nobody drives out the others'


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
        """A token for custom_ids. When there are too many, the oldest goes: of somebody who has very many, else of the
        server with the most."""
        mine = [token for token, kept in self._kept.items() if kept.user == interaction.user.id]
        if len(mine) >= _OF_ONE:
            del self._kept[mine[0]]
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

    @contextmanager
    def using(self, interaction: Interaction, token: str) -> Iterator[T]:
        """The same, once: who presses twice saves once. What fails gives it back."""
        draft = self.get(interaction, token)
        kept = self._kept.pop(token)
        try:
            yield draft
        except BaseException:
            self._kept[token] = kept
            raise
