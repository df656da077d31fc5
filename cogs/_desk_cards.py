"""The post of a question at the desk: what is asked, what was answered, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.domain import display
from bot.domain.markup import escape, quoted
from bot.domain.model import Title
from bot.domain.question import LONGEST, Answer, Board, Question, State, Why, excerpt
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import button, link, option, select
from cogs._card import Card, small
from cogs._titles import facts, heading, readable_name

MARKER = "this-is"  # the action of a button that each open question has
LIST_MARKER = "still-open"
MOST_LISTED = 15
_PRIMARY = discord.ButtonStyle.primary
_NAME = 150  # characters of a title in an answer
_SYNOPSIS = 900
_CLOSED = {
    Why.NONE: "desk-closed",
    Why.ASKER: "desk-closed-asker",
    Why.MODERATOR: "desk-closed-moderator",
    Why.REMOVED: "desk-removed",
    Why.EXPIRED: "desk-expired",
    Why.POST_GONE: "desk-closed",
    Why.CHANNEL_GONE: "desk-closed",
    Why.UNPOSTED: "desk-closed",
    Why.FORGOTTEN: "desk-forgotten",
}
_NEWS = {
    Why.MODERATOR: "desk-news-moderator",
    Why.REMOVED: "desk-news-removed",
    Why.EXPIRED: "desk-news-expired",
    Why.POST_GONE: "desk-news-post-gone",
    Why.CHANNEL_GONE: "desk-news-channel-gone",
    Why.UNPOSTED: "desk-news-unposted",
}


def post_card(
    board: Board, titles: Mapping[str, Title], viewer: Viewer, picture: str = ""
) -> discord.ui.LayoutView:
    """As everybody sees it; `titles` are those of the answers that there still are, `picture` is an address."""
    match board.question.state:
        case State.SOLVED:
            card = _asked(board.question, "desk-heading-solved", viewer, picture)
            return _solved(card, board, titles.get(board.question.title_id), viewer)
        case State.CLOSED:
            card = _asked(board.question, "desk-heading-over", viewer, picture)
            return card.text(texts()(viewer.language, _CLOSED[board.question.why])).view()
        case _:
            return _open(_asked(board.question, "desk-heading", viewer, picture), board, titles, viewer)


def _asked(one: Question, key: str, viewer: Viewer, picture: str) -> Card:
    t, language, card = texts(), viewer.language, Card()
    card.text(f"### {t(language, key)}", f"“{quoted(one.description, LONGEST)}”" if one.description else "")
    card.text(small(t(language, "desk-by", who=who(one.user_id, viewer), when=f"<t:{one.asked_at}:R>")))
    if picture:
        card.picture(picture)
    elif one.image:
        card.text(small(t(language, "desk-no-picture")))
    if one.link:  # of an official host, since it was taken
        card.row(link(t(language, "button-open-link"), one.link))
    return card


def who(user: int, viewer: Viewer) -> str:
    """A name nobody is called by: posts mention without telling."""
    return f"<@{user}>" if user else texts()(viewer.language, "suggest-somebody")


def _open(card: Card, board: Board, titles: Mapping[str, Title], viewer: Viewer) -> discord.ui.LayoutView:
    t, language, one = texts(), viewer.language, board.question
    card.line()
    if not board.answers:
        card.text(t(language, "desk-unanswered"))
    for answer in board.answers:
        agree = button(t(language, "button-agree", count=answer.agreed), "agree", one.id, answer.id)
        card.beside(agree, *_answer(answer, titles.get(answer.title_id), viewer))
    if board.answers:
        options = [
            option(_plain(titles.get(answer.title_id), viewer), str(answer.id)) for answer in board.answers
        ]
        card.row(select(t(language, "desk-accept"), options, "accept", one.id))
    return card.row(
        button(t(language, "button-this-is"), MARKER, one.id, style=_PRIMARY),
        button(t(language, "button-not-here"), "not-here", one.id),
        button(t(language, "button-desk-close"), "close-question", one.id),
    ).view()


def _answer(answer: Answer, title: Title | None, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    name = display.clip(readable_name(title, viewer), _NAME) if title else t(language, "desk-title-gone")
    said = t(language, "desk-says", who=who(answer.user_id, viewer), count=answer.agreed)
    return [f"**{name}**", small(" · ".join(filter(None, (facts(title, viewer) if title else "", said))))]


def _plain(title: Title | None, viewer: Viewer) -> str:
    if title is None:
        return texts()(viewer.language, "desk-title-gone")
    return display.heading(title, viewer.order)


def _solved(card: Card, board: Board, title: Title | None, viewer: Viewer) -> discord.ui.LayoutView:
    t, language, one = texts(), viewer.language, board.question
    card.line()
    if title is None:
        return card.text(t(language, "desk-title-gone")).view()
    card.text(f"## {heading(title, viewer)}", small(facts(title, viewer)), _gloss(title, viewer))
    if title.synopsis:
        card.text(escape(display.clip(title.synopsis.to(language), _SYNOPSIS)))
    if answer := board.accepted:
        said = t(language, "desk-says", who=who(answer.user_id, viewer), count=answer.agreed)
        card.text(small(said))
    buttons = [button(t(language, "button-watch"), "watch", title.id, style=_PRIMARY)]
    if one.description and not one.findable:
        buttons.append(button(t(language, "button-findable"), "begin-findable", one.id))
    return card.row(*buttons).view()


def _gloss(title: Title, viewer: Viewer) -> str:
    name = display.gloss(title)
    return small(texts()(viewer.language, "title-gloss", name=escape(name))) if name else ""


# -- for one member


def address(one: Question) -> str:
    """Where its post is; in a forum, the thread has the id of the message and leads there too."""
    return f"https://discord.com/channels/{one.guild}/{one.channel}/{one.message}"


def asked_card(one: Question, is_forum: bool, viewer: Viewer) -> discord.ui.LayoutView:
    """What the asker sees when it is posted, or will be in a moment."""
    t, language = texts(), viewer.language
    if not one.message:
        return Card().text(t(language, "desk-soon")).view()
    card = Card().text(t(language, "desk-asked"))
    return card.row(link(t(language, "button-look"), place(one, is_forum))).view()


def place(one: Question, is_forum: bool) -> str:
    return f"https://discord.com/channels/{one.guild}/{one.message}" if is_forum else address(one)


def list_card(
    found: Sequence[tuple[Question, str]], total: int, at: int, viewer: Viewer
) -> discord.ui.LayoutView:
    """What is still open, the oldest first, each with the address of its post."""
    t, language = texts(), viewer.language
    card = Card().text(f"### {t(language, 'desk-list')}")
    if not found:
        return card.text(t(language, "desk-list-empty")).view()
    card.text(small(t(language, "desk-list-hint")))
    card.text(*[_line(one, url, viewer) for one, url in found])
    if total > len(found):
        card.text(small(t(language, "desk-list-more", count=total - len(found))))
    return card.row(button(t(language, "button-still-open"), LIST_MARKER, at)).view()


def _line(one: Question, url: str, viewer: Viewer) -> str:
    words = quoted(excerpt(one.description), 100)
    return f"- “{words}” · <t:{one.asked_at}:R> · {_named_link(viewer, url)}"


def _named_link(viewer: Viewer, url: str) -> str:
    return f"[{texts()(viewer.language, 'desk-link')}]({url})"


def news_card(
    one: Question, title: Title | None, is_forum: bool, viewer: Viewer
) -> discord.ui.LayoutView | None:
    """What became of a member's question; None when there is nothing to tell."""
    t, language = texts(), viewer.language
    what = quoted(excerpt(one.description), 100) or "…"
    buttons: list[discord.ui.Item[Any]] = []
    if one.state is State.SOLVED:
        name = heading(title, viewer) if title else t(language, "desk-title-gone")
        card = Card().text(t(language, "desk-news-solved", what=what, title=name))
        if title:
            buttons.append(button(t(language, "button-watch"), "watch", title.id, style=_PRIMARY))
    elif key := _NEWS.get(one.why):
        card = Card().text(t(language, key, what=what))
    else:
        return None
    if one.message:
        buttons.append(link(t(language, "button-look"), place(one, is_forum)))
    return (card.row(*buttons) if buttons else card).view()
