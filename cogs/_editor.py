"""What every command that changes a title needs: whose catalogue it changes, the title as seen there, and saving."""

from __future__ import annotations

from collections.abc import Callable

from bot.client import Interaction, MicroDramaBot
from bot.domain.editing import version
from bot.domain.forms import Reader
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.editing import Outdated
from cogs._actions import ActionButton, button
from cogs._card import small
from cogs._choices import resolve_title
from cogs._curators import scope_of

_TRIES = 3  # against others who save in the same moment


class Editor:
    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot
        self.editing = bot.app.editing
        self.catalogue = bot.app.catalogue
        self.search = bot.app.search

    async def named(
        self, interaction: Interaction, typed: str, everywhere: bool
    ) -> tuple[int, Viewer, Title]:
        """The scope, who asks, and the title they mean as it is seen there. Raises UserError."""
        guild, viewer = await scope_of(interaction, everywhere), await self.bot.viewer(interaction)
        found = await resolve_title(self.search, self.catalogue, viewer, typed)
        return guild, viewer, await self.editing.seen(guild, found.id)

    async def seen(self, interaction: Interaction, flag: str, title_id: str) -> tuple[int, Title]:
        """The same for a button, which carries flag_of() its scope."""
        guild = await scope_of(interaction, is_everywhere(flag))
        return guild, await self.editing.seen(guild, title_id)

    async def change(self, guild: int, title_id: str, change: Callable[[Title], Title], by: int) -> Title:
        """For changes that fit whatever the title is now, such as one name more. Raises UserError."""
        for left in reversed(range(_TRIES)):
            seen = await self.editing.seen(guild, title_id)
            new = change(seen)
            if new == seen:
                return seen
            try:
                return (await self.editing.save(guild, new, version(seen), by)).after or new
            except Outdated:
                if not left:
                    raise
        raise UserError("error-outdated")

    def reader(self, viewer: Viewer) -> Reader:
        return Reader(viewer.language, self.catalogue.tropes)


def flag_of(guild: int) -> int:
    """For custom_ids: 1 for everybody's catalogue."""
    return int(not guild)


def is_everywhere(flag: str) -> bool:
    if flag not in ("0", "1"):
        raise UserError("error-old-button")
    return flag == "1"


def scope_line(guild: int, viewer: Viewer) -> str:
    """Whom a change reaches."""
    return small(texts()(viewer.language, "scope-here" if guild else "scope-everywhere"))


def propose_button(title: Title, guild: int, viewer: Viewer) -> list[ActionButton]:
    """For a server's moderators: what they have made of a title can become everybody's."""
    label = texts()(viewer.language, "button-propose")
    return [button(label, "propose-title", title.id)] if guild else []
