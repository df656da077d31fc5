"""What is shown of a message that gives too much away: to its reporter, to moderators, and hidden, to everybody."""

from __future__ import annotations

import io
from dataclasses import dataclass

import discord

from bot.domain import display
from bot.domain.bands import Band
from bot.domain.hiding import Spoiler
from bot.domain.markup import clean, escape, quoted
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionButton, button, link, option, select
from cogs._card import Card, small
from cogs._home_cards import band_name, in_words
from cogs._titles import heading

_SHOWN = 1200  # characters of a message that moderators read before they decide
_ROOM = 2400  # characters of a hidden text; a longer one is a file


@dataclass(frozen=True)
class Marked:
    """A message, the drama that it gives away, and that drama's bands."""

    spoiler: Spoiler
    title: Title
    bands: tuple[Band, ...]


def which_card(marked: Marked, viewer: Viewer) -> discord.ui.LayoutView:
    """Asks its reporter which band it belongs in."""
    t, language = texts(), viewer.language
    card = Card().text(f"### {t(language, 'spoiler-which', title=heading(marked.title, viewer))}")
    card.text(_shown(marked.spoiler, 300))
    options = [option(in_words(band, language), f"{band.first}-{band.last}") for band in marked.bands]
    card.row(select(t(language, "spoiler-choose"), options, "mark-band", marked.spoiler.id))
    other = button(t(language, "button-other-title"), "mark-title", marked.spoiler.id)
    return card.row(other).view()


def request_card(
    marked: Marked,
    viewer: Viewer,
    *,
    at_review: bool,
    sections: list[ActionButton] | None = None,
    gone: bool = False,
) -> discord.ui.LayoutView:
    """What moderators decide with one tap. `gone`: the thread of its band was deleted, and is opened anew if wanted."""
    one, t, language = marked.spoiler, texts(), viewer.language
    card = Card().text(f"## {t(language, 'spoiler-request')}")
    asker = f"<@{one.asker}>" if one.asker else t(language, "suggest-somebody")
    where = f"{heading(marked.title, viewer)} · {in_words(one.band, language)}"
    when = f"<t:{one.created_at}:R>"
    author = f"<@{one.author}>"
    card.text(
        t(language, "spoiler-asks", asker=asker, author=author, channel=f"<#{one.channel}>", when=when),
        t(language, "spoiler-belongs", band=where),
    )
    card.line().text(_shown(one, _SHOWN))
    if one.files:
        card.text(small(t(language, "spoiler-files", count=len(one.files))))
    if gone:
        card.text(t(language, "error-discuss-gone"))
    band, flag = band_name(one.band, language), int(at_review)
    card.row(
        button(t(language, "button-hide-anew" if gone else "button-hide-band", band=band), "hide", one.id,
               "anew" if gone else "band", flag, style=discord.ButtonStyle.primary),
        button(t(language, "button-hide-here"), "hide", one.id, "here", flag),
        button(t(language, "button-hide-not"), "hide-not", one.id, flag),
        link(t(language, "button-original"), address(one)),
    )  # fmt: skip
    if sections:
        card.row(*sections)
    return card.view()


def none_card(sections: list[ActionButton], viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'spoiler-request')}", t(language, "spoiler-queue-empty"))
    return card.row(*sections).view()


def hidden(
    marked: Marked, attached: list[discord.File], viewer: Viewer
) -> tuple[discord.ui.LayoutView, list[discord.File]]:
    """The message behind ||, with credit and what was attached; a text that is too long for that is a file, so that
    nothing is lost."""
    one, t, language = marked.spoiler, texts(), viewer.language
    where = f"{heading(marked.title, viewer)} · {in_words(one.band, language)}"
    card = Card().text(small(t(language, "spoiler-hidden", name=quoted(one.author_name), where=where)))
    words, files = behind(one.text), list(attached)
    if len(words) <= _ROOM:
        card.text(words)
    else:
        files.append(discord.File(io.BytesIO(one.text.encode()), filename="SPOILER_message.txt"))
    card.hidden([file.filename for file in files])
    card.row(button(t(language, "button-why-hidden"), "why-hidden", one.id))
    return card.view(), files


def marker(one: Spoiler) -> str:
    """The custom_id by which the message that hides it is known."""
    return f"b:why-hidden:{one.id}"


def behind(text: str) -> str:
    """Hidden until it is clicked, letter by letter: nothing in it can end that."""
    return f"||{escape(clean(text, 4000))}||" if clean(text, 4000) else ""


def address(one: Spoiler) -> str:
    return f"https://discord.com/channels/{one.guild}/{one.channel}/{one.message}"


def _shown(one: Spoiler, most: int) -> str:
    """Hidden from moderators too, until they want to know."""
    return behind(display.clip(clean(one.text, 4000), most))
