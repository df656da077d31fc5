"""What can be followed, and where: found from the options of a command, and named in an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from discord import app_commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot
from bot.domain import display
from bot.domain.following import Follow, FollowKind
from bot.domain.model import Collection, Platform, Trope
from bot.domain.names import fold
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.errors import NotFound, UserError
from bot.i18n import texts
from cogs._actions import number
from cogs._announce_options import Typed
from cogs._choices import Choices

E = TypeVar("E", Collection, Platform, Trope)
_LARGEST_ID = 2**63 - 1
_MOST = 25
_LONGEST = 40  # characters of a server's name
KINDS = {
    FollowKind.TITLE: "follow-kind-title",
    FollowKind.LIST: "follow-kind-list",
    FollowKind.COLLECTION: "follow-kind-collection",
    FollowKind.PLATFORM: "follow-kind-platform",
    FollowKind.TROPE: "follow-kind-trope",
}


class Named(NamedTuple):
    """Something that is followed, plain as the viewer reads it, and where."""

    follow: Follow
    name: str
    where: str


def followed(kind: str, target: str, guild: int) -> Follow:
    """What a button carries. Raises UserError when it is not of this version."""
    try:
        return Follow(FollowKind(kind), target, guild)
    except ValueError:
        raise UserError("error-old-button") from None


def value(one: Follow) -> str:
    """What a choice carries."""
    return f"{one.kind}:{one.target}:{one.guild}"


def chosen(text: str, here: int) -> Follow:
    """The reverse of value(); without a server it is this one. Raises UserError when it is not of this version."""
    kind, _, rest = text.partition(":")
    target, _, guild = rest.partition(":")
    return followed(kind, target, number(guild, _LARGEST_ID) if guild else here)


def place(bot: MicroDramaBot, viewer: Viewer) -> int:
    """The server in which a member follows something; 0 for a direct message, and where only they have the bot."""
    return viewer.guild if bot.get_guild(viewer.guild) else 0


async def check(app: App, follow: Follow, viewer: Viewer) -> None:
    """Whether there is such a thing, and they may know of it. Raises UserError."""
    catalogue = app.catalogue
    match follow.kind:
        case FollowKind.TITLE:
            await catalogue.title(follow.target, follow.guild)
        case FollowKind.LIST if follow.target == str(viewer.user_id):
            raise UserError("error-follow-own-list")
        case FollowKind.LIST:
            if not await app.watchlists.is_shared(number(follow.target, _LARGEST_ID)):
                raise UserError("error-watchlist-private")
        case FollowKind.COLLECTION:
            _check_entry(catalogue.collections, follow.target)
        case FollowKind.PLATFORM:
            _check_entry(catalogue.platforms, follow.target)
        case FollowKind.TROPE:
            _check_entry(catalogue.tropes, follow.target)


def _check_entry(vocabulary: Vocabulary[E], identity: str) -> None:
    if identity not in vocabulary.entries:
        raise NotFound("error-old-button")


async def named(bot: MicroDramaBot, follows: Sequence[Follow], viewer: Viewer) -> list[Named]:
    """What each is called here, and where it is followed; of what is gone, its id."""
    app, ids = bot.app, {(one.target, one.guild) for one in follows if one.kind is FollowKind.TITLE}
    titles: dict[str, str] = {}
    for guild in {guild for _, guild in ids} & {0, viewer.guild}:
        found = await app.catalogue.titles([target for target, place in ids if place == guild], guild)
        titles |= {title.id: display.heading(title, viewer.order) for title in found}
    shared = await app.catalogue.titles([target for target, _ in ids if target not in titles])
    titles |= {title.id: display.heading(title, viewer.order) for title in shared}
    return [Named(one, _name(app, one, titles, viewer), where(bot, one.guild, viewer)) for one in follows]


def where(bot: MicroDramaBot, guild: int, viewer: Viewer) -> str:
    """The name of a server, plain."""
    if not guild:
        return texts()(viewer.language, "follow-in-messages")
    known = bot.get_guild(guild)
    return display.clip(known.name, _LONGEST) if known else texts()(viewer.language, "follow-in-unknown")


def _name(app: App, one: Follow, titles: dict[str, str], viewer: Viewer) -> str:
    catalogue = app.catalogue
    match one.kind:
        case FollowKind.TITLE:
            return titles.get(one.target) or texts()(viewer.language, "follow-elsewhere")
        case FollowKind.LIST:
            return f"<@{one.target}>"
        case FollowKind.COLLECTION:
            return _entry(catalogue.collections, one.target, viewer)
        case FollowKind.PLATFORM:
            return _entry(catalogue.platforms, one.target, viewer)
        case FollowKind.TROPE:
            return _entry(catalogue.tropes, one.target, viewer)


def _entry(vocabulary: Vocabulary[E], target: str, viewer: Viewer) -> str:
    entry = vocabulary.entries.get(target)
    return entry_name(entry, viewer.language) if entry else target


async def _own_follows(interaction: Interaction, typed: str) -> Choices:
    """A member's own, whatever they are called."""
    bot, viewer = interaction.client, await interaction.client.viewer(interaction)
    follows = await bot.app.following.of_member(viewer.user_id)
    wanted = fold(typed)
    return [
        app_commands.Choice(name=display.clip(_plain(interaction, one, viewer), 100), value=value(one.follow))
        for one in await named(bot, follows, viewer)
        if wanted in fold(_plain(interaction, one, viewer))
    ][:_MOST]


def _plain(interaction: Interaction, one: Named, viewer: Viewer) -> str:
    """A choice shows a mention letter by letter."""
    kind = texts()(viewer.language, KINDS[one.follow.kind])
    elsewhere = f" · {one.where}" if one.follow.guild != place(interaction.client, viewer) else ""
    if one.follow.kind is not FollowKind.LIST:
        return f"{one.name} · {kind}{elsewhere}"
    user = interaction.client.get_user(int(one.follow.target))
    return f"{kind} · {user.display_name if user else one.follow.target}{elsewhere}"


FollowedOption = app_commands.Transform[str, Typed(_own_follows)]
