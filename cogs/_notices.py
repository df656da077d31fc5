"""What followers are told, as a message: in a server's channel with those it is for, or to one member alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import discord

from bot.domain import display
from bot.domain.announcing.post import Post, Told
from bot.domain.following import Reason, What
from bot.domain.markup import escape
from bot.domain.model import Language
from bot.domain.notice import MOST_AT_ONCE, is_whole, room
from bot.domain.regions import in_sentence
from bot.domain.viewer import Preferences, Viewer
from bot.domain.words import script_name
from bot.i18n import texts
from bot.services.following import News
from cogs._actions import button, option, select
from cogs._card import Card, small
from cogs._pages import last_page, turning

NOTICE = (
    "notice"  # custom_ids say notice:<id>, so that whoever reads the channel can tell which one a message is
)
_LONGEST = 60  # characters of a title's names: escaped, they may be twice as many
_TOLD = {
    What.ANNOUNCED: "follow-told-announced",
    What.WATCHABLE: "follow-told-watchable",
    What.SUBTITLED: "follow-told-subtitled",
    What.COMPLETED: "follow-told-completed",
    What.BAND: "follow-told-band",
}
# Of several that are told at once.
_FACTS = {
    What.WATCHABLE: "follow-fact-watchable",
    What.SUBTITLED: "follow-fact-subtitled",
    What.COMPLETED: "follow-fact-completed",
}


def notice_view(post: Post) -> discord.ui.LayoutView:
    """The message of a post. In a server's channel each line names whom it is for; when there is no room for that, all
    are named at the top, the first lines follow, and a button shows each member what is theirs."""
    viewer = Viewer.of(0, "", Preferences(language=post.wishes.language), post.guild)
    t, language = texts(), viewer.language
    card = Card().text(small(t(language, "follow-told-heading")))
    told, last = post.told, [button(t(language, "button-unfollow"), NOTICE, post.id)]
    if is_whole([(len(one.reasons), len(one.users) if post.guild else 0) for one in told]):
        for one in told:
            card.text(told_line(one, viewer), _mentions(one.users) if post.guild else "")
    else:
        users = _users(post) if post.guild else []
        told = told[: room(len(users), [len(one.reasons) for one in told])]
        card.text(_mentions(users), *(told_line(one, viewer) for one in told))
        if hidden := len(post.told) - len(told):
            card.text(small(t(language, "follow-told-more", count=hidden)))
        last.append(button(t(language, "button-follow-mine"), "notice-mine", "o", post.id, 0))
    _ways_on(card, told, viewer, *last)
    return card.view()


def mine_view(told: Sequence[Told], post: str, page: int, viewer: Viewer) -> discord.ui.LayoutView:
    """A page of what a notice has for one member."""
    t, last = texts(), last_page(len(told), MOST_AT_ONCE)
    page = min(page, last)
    here = told[page * MOST_AT_ONCE : (page + 1) * MOST_AT_ONCE]
    card = Card().text(small(t(viewer.language, "follow-told-heading")))
    for one in here:
        card.text(told_line(one, viewer))
    if last:
        card.row(*turning("notice-mine", page, last, viewer, lambda to: (post, to)))
    _ways_on(card, here, viewer, button(t(viewer.language, "button-unfollow"), NOTICE, post))
    return card.view()


def _users(post: Post) -> list[int]:
    return list(dict.fromkeys(user for one in post.told for user in one.users))


def mentioned(post: Post) -> discord.AllowedMentions:
    """Exactly those whom it names."""
    if not post.guild:
        return discord.AllowedMentions.none()
    users = [discord.Object(user) for user in _users(post)]
    return discord.AllowedMentions(everyone=False, users=users, roles=False, replied_user=False)


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
    if len(one.reasons) == 1:
        return t(language, _TOLD[one.reasons[0].what], title=name, **_about(one.reasons[0], language))
    facts = [t(language, _FACTS[why.what], **_about(why, language)) for why in one.reasons]
    both = reduce(lambda first, second: t(language, "follow-facts", first=first, second=second), facts)
    return t(language, "follow-told-several", title=name, facts=both)


def _about(why: Reason, language: Language) -> dict[str, str]:
    match why.what:
        case What.WATCHABLE:
            return {"region": in_sentence(why.mark, language)}
        case What.SUBTITLED:
            return {"language": _spoken(Language(why.mark), language)}
        case What.BAND:
            return {"band": escape(display.clip(why.mark, _LONGEST))}
        case _:
            return {}


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
