"""What a drama's home looks like: the message it begins with, that of each band, and what one member sees of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import discord

from bot.domain import display
from bot.domain.bands import END, Band, band_of, count_of, is_beyond
from bot.domain.home import HOME, Home
from bot.domain.markup import clean, escape
from bot.domain.model import Language, Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._actions import ActionButton, button, link
from cogs._card import MAX_TEXT, Card, small
from cogs._titles import facts, heading, title_card

_QUESTIONS = ("home-question-start", "home-question-first", "home-question-who", "home-question-coins")
_BAND_QUESTIONS = (
    "band-question-scene",
    "band-question-mind",
    "band-question-guess",
    "band-question-end",
)
_PRIMARY = discord.ButtonStyle.primary
_ROOM = 900  # characters of a home's first message for what follows the drama's card
_MOST_NAME = 100  # characters of a thread's name
_MOST_BUTTONS = 15  # of bands: today's, and as many earlier ones as a message has room for


@dataclass(frozen=True)
class Talk:
    """A drama, where a server talks about it, and its bands: those of now, then earlier ones with a thread."""

    title: Title
    home: Home
    bands: tuple[Band, ...]
    merged: tuple[str, ...] = ()  # the ids of other titles that are part of it

    @property
    def ids(self) -> tuple[str, ...]:
        """All by which members may have noted how far they are."""
        return (self.title.id, *self.merged)


def band_name(band: Band, language: Language) -> str:
    """11–30, 61–end; all when there is one."""
    t = texts()
    if band == Band(1, END):
        return t(language, "band-all")
    if band.last == END:
        return t(language, "band-end", first=str(band.first))
    return str(band.first) if band.first == band.last else f"{band.first}–{band.last}"


def in_words(band: Band, language: Language) -> str:
    """episodes 11–30, for a sentence."""
    if band == Band(1, END):
        return texts()(language, "band-all-episodes")
    return texts()(language, "band-episodes", band=band_name(band, language))


def thread_name(talk: Talk, band: Band, viewer: Viewer) -> str:
    """One line of at most 100 characters, the band always in it."""
    name = talk.home.name or display.heading(talk.title, viewer.order)
    name = clean(name.replace("\n", " "), _MOST_NAME)
    tail = "" if band == HOME else f" · {in_words(band, viewer.language)}"
    return display.clip(name, _MOST_NAME - len(tail)) + tail


def home_view(talk: Talk, viewer: Viewer, catalogue: CatalogueService) -> discord.ui.LayoutView:
    """The drama's card, then the rules, a question to begin with, and a button for each band."""
    t, language = texts(), viewer.language
    card = Card(_ROOM).text(
        f"### {t(language, 'home-heading')}", t(language, "home-rules"), t(language, "home-tip")
    )
    card.text(f"💬 {_question(_QUESTIONS, talk.title.id, language)}")
    card.row(*_band_buttons(talk, viewer, None)).row(my_progress(talk.title, HOME, viewer))
    view = title_card(talk.title, viewer, catalogue, room=MAX_TEXT - _ROOM, at_home=True)
    for part in card.view().children:
        view.add_item(part)
    return view


def band_view(talk: Talk, band: Band, viewer: Viewer) -> discord.ui.LayoutView:
    """Which drama it is, the rules, and a question to begin with that gives nothing away."""
    t, language = texts(), viewer.language
    card = Card().text(
        f"### {heading(talk.title, viewer)} · {in_words(band, language)}", small(facts(talk.title, viewer))
    )
    key = "band-rules-all" if band == Band(1, END) else "band-rules-end" if band.last == END else "band-rules"
    card.text(t(language, key, last=str(band.last)), t(language, "home-tip"))
    card.text(f"💬 {_question(_BAND_QUESTIONS, f'{talk.title.id} {band.first}', language)}")
    watch = button(t(language, "button-watch"), "watch", talk.title.id)
    return card.row(my_progress(talk.title, band, viewer), watch).view()


def moved_view(title: Title, into: str, viewer: Viewer) -> discord.ui.LayoutView:
    """In place of a home's first message, when it is part of another's now."""
    card = Card().text(f"### {heading(title, viewer)}")
    card.text(texts()(viewer.language, "home-moved", thread=into))
    return card.row(my_progress(title, HOME, viewer)).view()


def marker(title_id: str, band: Band) -> str:
    """The custom_id that stands in the first message of a place, so that it can be told from others."""
    return f"b:my-progress:{title_id}:{band.first}:{band.last}"


def my_progress(title: Title, band: Band, viewer: Viewer) -> ActionButton:
    return button(texts()(viewer.language, "button-my-progress"), "my-progress", title.id, *band)


def found_card(talk: Talk, thread: discord.Thread, progress: int, viewer: Viewer) -> Card:
    """The answer to /discuss: where the home is, how far the member is, and the bands."""
    t, language = texts(), viewer.language
    card = Card().text(f"### {t(language, 'discuss-heading', title=heading(talk.title, viewer))}")
    card.text(
        t(language, "discuss-home", thread=thread.mention),
        t(language, "discuss-locked") if thread.locked or talk.home.locked else "",
        small(progress_line(talk.title, progress, viewer)),
    )
    return card.row(*_band_buttons(talk, viewer, progress)).row(_open(thread, viewer))


def link_card(talk: Talk, band: Band, thread: discord.Thread, viewer: Viewer) -> discord.ui.LayoutView:
    """The thread of a band, for somebody who may have it."""
    t, language = texts(), viewer.language
    where = f"{heading(talk.title, viewer)} · {in_words(band, language)}"
    card = Card().text(f"### {where}", t(language, "discuss-there", thread=thread.mention))
    card.text(t(language, "discuss-locked") if thread.locked else "")
    return card.row(_open(thread, viewer)).view()


def ask_card(talk: Talk, band: Band, progress: int, viewer: Viewer) -> discord.ui.LayoutView:
    """Before a band that is later than the member's progress."""
    t, language = texts(), viewer.language
    words = in_words(band, language)
    key = "discuss-ask" if progress else "discuss-ask-new"
    card = Card().text(f"### {heading(talk.title, viewer)}")
    card.text(t(language, key, episode=str(progress), band=words))
    return card.row(
        button(t(language, "button-go-in"), "go-in", talk.title.id, *band),
        button(t(language, "button-further", episode=str(band.first)), "further", talk.title.id, *band),
    ).view()


def gone_card(talk: Talk, band: Band, thread: int, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"### {heading(talk.title, viewer)}", t(language, "error-discuss-gone"))
    anew = button(t(language, "button-open-anew"), "anew", talk.title.id, *band, thread, style=_PRIMARY)
    return card.row(anew).view()


def progress_line(title: Title, progress: int, viewer: Viewer) -> str:
    t, language, total = texts(), viewer.language, count_of(title)
    if not progress:
        return t(language, "progress-none")
    if total:
        return t(language, "progress-of", episode=str(progress), total=str(total))
    return t(language, "progress-at", episode=str(progress))


def _band_buttons(talk: Talk, viewer: Viewer, progress: int | None) -> list[ActionButton]:
    """The member's own stands out; those that they are asked about first have a closed eye."""
    here = band_of(talk.bands, progress) if progress else None
    buttons: list[ActionButton] = []
    for band in talk.bands[:_MOST_BUTTONS]:
        hidden = "🙈 " if progress is not None and is_beyond(band, progress) else ""
        style = _PRIMARY if band == here else discord.ButtonStyle.secondary
        label = hidden + band_name(band, viewer.language)
        buttons.append(button(label, "band", talk.title.id, *band, style=style))
    return buttons


def _open(thread: discord.Thread, viewer: Viewer) -> discord.ui.Button[discord.ui.LayoutView]:
    return link(texts()(viewer.language, "button-open-thread"), thread.jump_url)


def _question(questions: Sequence[str], of: str, language: Language) -> str:
    """Always the same for a place: its first message may be drawn anew."""
    return texts()(language, questions[crc32(of.encode()) % len(questions)])


def public_line(name: str, title: Title, progress: int, viewer: Viewer) -> str:
    """What a member shows of their progress; it gives nothing away."""
    return texts()(
        viewer.language, "progress-public", name=escape(clean(name, 80)), episode=str(progress),
        title=heading(title, viewer),
    )  # fmt: skip
