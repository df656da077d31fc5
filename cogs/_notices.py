"""What followers are told, as a message: in a server's channel with those it is for, or to one member alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.domain import display
from bot.domain.announcing.post import Post, Told
from bot.domain.following import What
from bot.domain.markup import escape
from bot.domain.model import Language
from bot.domain.regions import in_sentence
from bot.domain.viewer import Preferences, Viewer
from bot.domain.words import script_name
from bot.i18n import texts
from bot.services.following import News
from cogs._actions import button, option, select
from cogs._card import Card, small

NOTICE = (
    "notice"  # custom_ids say notice:<id>, so that whoever reads the channel can tell which one a message is
)
_LONGEST = 60  # characters of a title's names: escaped, they may be twice as many
_SAID = {
    What.ANNOUNCED: "follow-told-announced",
    What.COMPLETED: "follow-told-completed",
}


def notice_view(post: Post) -> discord.ui.LayoutView:
    """The message of a post; in a server's channel each line names whom it is for."""
    viewer = Viewer.of(0, "", Preferences(language=post.wishes.language), post.guild)
    t, language = texts(), viewer.language
    card = Card().text(small(t(language, "follow-told-heading")))
    for one in post.told:
        card.text(told_line(one, viewer), _mentions(one.users) if post.guild else "")
    _ways_on(card, post.told, viewer, button(t(language, "button-unfollow"), NOTICE, post.id))
    return card.view()


def mentioned(post: Post) -> discord.AllowedMentions:
    """Exactly those whom it names."""
    if not post.guild:
        return discord.AllowedMentions.none()
    users = dict.fromkeys(user for one in post.told for user in one.users)
    return discord.AllowedMentions(
        everyone=False, users=[discord.Object(user) for user in users], roles=False, replied_user=False
    )


def news_view(news: News, viewer: Viewer, *, is_closed: bool) -> discord.ui.LayoutView:
    """What waited for a member's command, with the way to what waits still."""
    t, language = texts(), viewer.language
    card = Card().text(small(t(language, "follow-told-heading")))
    for one in news.told:
        card.text(told_line(one, viewer))
    if news.more:
        card.text(small(t(language, "follow-told-more", count=news.more)))
    if is_closed:
        card.text(small(t(language, "follow-closed")))
    last = [
        button(t(language, "button-unfollow"), NOTICE, news.answer),
        button(t(language, "button-following"), "following"),
    ]
    if news.more:
        last.append(button(t(language, "button-follow-more"), "more-news"))
    _ways_on(card, news.told, viewer, *last)
    return card.view()


def told_line(one: Told, viewer: Viewer) -> str:
    """**Greedy Snake** can now be watched in the United Kingdom."""
    t, language = texts(), viewer.language
    name = escape(display.clip(display.heading(one.title, viewer.order), _LONGEST))
    match one.reason.what:
        case What.WATCHABLE:
            region = in_sentence(one.reason.mark, language)
            return t(language, "follow-told-watchable", title=name, region=region)
        case What.SUBTITLED:
            spoken = _spoken(Language(one.reason.mark), language)
            return t(language, "follow-told-subtitled", title=name, language=spoken)
        case What.BAND:
            band = escape(display.clip(one.reason.mark, _LONGEST))
            return t(language, "follow-told-band", title=name, band=band)
        case what:
            return t(language, _SAID[what], title=name)


def _spoken(one: Language, language: Language) -> str:
    codes = {Language.EN: "en", Language.ZH_CN: "zh-Hans", Language.ZH_TW: "zh-Hant"}
    return script_name(codes[one], language)


def _mentions(users: Sequence[int]) -> str:
    return " ".join(f"<@{user}>" for user in users)


def _ways_on(card: Card, told: Sequence[Told], viewer: Viewer, *last: discord.ui.Item[Any]) -> None:
    """How to watch it, or a menu of the titles; and the way to hear no more."""
    t, titles = texts(), {one.title.id: one.title for one in told}
    if len(titles) > 1:
        names = {key: display.label(title, viewer.order, []) for key, title in titles.items()}
        options = [option(name, key) for key, name in names.items()]
        card.row(select(t(viewer.language, "list-choose"), options, "open", 0)).row(*last)
        return
    watch = [button(t(viewer.language, "button-watch"), "watch", title_id) for title_id in titles]
    card.row(*watch, *last)
