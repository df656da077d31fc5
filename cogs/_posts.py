"""What an announcement looks like in its channel: a card for one title, a list for several, a moderator's own words."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain import display
from bot.domain.announcing.event import Event
from bot.domain.announcing.post import Post
from bot.domain.markup import clean, escape
from bot.domain.model import WORLD, Language, Title
from bot.domain.regions import in_sentence
from bot.domain.viewer import Preferences, Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._actions import ActionButton, button, select
from cogs._card import Card, small
from cogs._titles import discuss_button, facts, join, readable_name, title_option, where

MARKER = (
    "post"  # custom_ids say post:<id>, so that whoever reads the channel can tell which post a message is
)
_LINES = 10  # of a grouped post
_REGIONS = 5  # that a headline names
_WORDS = 1600  # characters of moderators' own words among other news
_LONGEST_WORDS = 1500  # characters of what one moderator wrote
_MOST_NAME = 100  # characters of a thread's name
_LONGEST = 120  # characters of a name in a list

News = list[tuple[Title, list[Event]]]  # what is new about each title


def render(post: Post, catalogue: CatalogueService) -> discord.ui.LayoutView:
    """The message of a post, from what is so today; a title that is gone is left out."""
    viewer, news, said = _viewer(post), _news(post), _said(post)
    card = Card().text(f"<@&{post.wishes.role}>" if post.wishes.role else "")
    for words in said:
        card.text(display.clip(words, _WORDS // len(said)) if news else words)
    if len(news) == 1 and not said:
        _one(card, post, *news[0], viewer, catalogue)
    elif news:
        _several(card, post, news, viewer, catalogue)
    else:
        card.text("" if said else texts()(viewer.language, "announce-gone"))
        card.row(_button(post, texts()(viewer.language, "button-browse")))
    return card.view()


def allowed_mentions(post: Post) -> discord.AllowedMentions:
    """The role that a moderator chose, and nobody else."""
    if not post.wishes.role:
        return discord.AllowedMentions.none()
    role = discord.Object(post.wishes.role)
    return discord.AllowedMentions(everyone=False, users=False, roles=[role], replied_user=False)


def thread_name(post: Post) -> str:
    """From the channel's template; one line that is not blank, of at most 100 characters."""
    template = post.wishes.threads.name if post.wishes.threads else "{title}"
    name = clean(template.replace("{title}", _subject(post)).replace("\n", " "), 4 * _MOST_NAME)
    return display.clip(name, _MOST_NAME) or texts()(post.wishes.language, "announce-new")


def _subject(post: Post) -> str:
    viewer, news, said = _viewer(post), _news(post), _said(post)
    if len(news) == 1:
        return display.heading(news[0][0], viewer.order)
    if news:
        return texts()(viewer.language, "announce-several", count=len(news))
    return next((item.event.text for item in post.items if said), "").partition("\n")[0]


def _viewer(post: Post) -> Viewer:
    """Everybody who reads the channel: the language is the post's, and nobody's country is known."""
    return Viewer.of(0, "", Preferences(language=post.wishes.language), post.guild)


def _news(post: Post) -> News:
    found: dict[str, tuple[Title, list[Event]]] = {}
    for event, title in ((item.event, item.title) for item in post.items):
        if title is not None:
            found.setdefault(title.id, (title, []))[1].append(event)
    return list(found.values())


def _said(post: Post) -> list[str]:
    return [_safe(item.event) for item in post.items if item.event.kind == "post"]


def _safe(event: Event) -> str:
    return escape(clean(event.text, _LONGEST_WORDS))


def _one(
    card: Card, post: Post, title: Title, events: Sequence[Event], viewer: Viewer, catalogue: CatalogueService
) -> None:
    t, language = texts(), viewer.language
    gloss = display.gloss(title)
    card.text(
        small(_headline(events, language)),
        f"## {escape(display.heading(title, viewer.order))}",
        small(facts(title, viewer)),
        small(t(language, "title-gloss", name=escape(gloss))) if gloss else "",
        t(language, "title-hoax") if title.hoax else "",
    )
    card.text(*map(_safe, events))
    card.text(escape(title.synopsis.to(language)) if title.synopsis else "")
    tropes = [catalogue.tropes.entries[i] for i in title.tropes if i in catalogue.tropes.entries]
    places = " · ".join(escape(place) for place in where(title, viewer, catalogue.platforms))
    card.text(
        t(language, "title-tropes", list=join(tropes, viewer)) if tropes else "",
        t(language, "title-where", list=places) if places else "",
    )
    watch = _button(post, t(language, "button-watch"), title.id, style=discord.ButtonStyle.primary)
    follow = button(t(language, "button-follow"), "follow", "title", title.id)
    card.row(watch, follow, discuss_button(title, language))


def _several(card: Card, post: Post, news: News, viewer: Viewer, catalogue: CatalogueService) -> None:
    """A line for each, and a menu that opens them."""
    t, language = texts(), viewer.language
    card.text(f"### {t(language, 'announce-several', count=len(news))}")
    card.text(*(_line(title, events, viewer, catalogue) for title, events in news[:_LINES]))
    if len(news) > _LINES:
        card.text(small(t(language, "announce-more", count=len(news) - _LINES)))
    options = [title_option(title, viewer, catalogue.platforms) for title, _ in news]
    menu = select(t(language, "list-choose"), options, MARKER, post.id)
    card.row(menu)


def _line(title: Title, events: Sequence[Event], viewer: Viewer, catalogue: CatalogueService) -> str:
    name = readable_name(title, viewer)
    if len(name) > _LONGEST:
        name = escape(display.clip(display.heading(title, viewer.order), _LONGEST))
    about = [_headline(events, viewer.language), facts(title, viewer)]
    about += where(title, viewer, catalogue.platforms)[:1]
    notes = [escape(clean(event.text.replace("\n", " "), _LONGEST)) for event in events if event.text]
    return "\n".join([f"- **{name}**", *notes, small(" · ".join(filter(None, about)))])


def _headline(events: Sequence[Event], language: Language) -> str:
    """What is new, each thing once."""
    return " · ".join(dict.fromkeys(_said_of(event, language) for event in events))


def _said_of(event: Event, language: Language) -> str:
    t = texts()
    if event.kind == "title":
        return t(language, "announce-new")
    if event.kind == "completed":
        return t(language, "announce-complete")
    if WORLD in event.regions:
        return t(language, "announce-worldwide")
    if not event.regions:
        return t(language, "announce-way")
    named = [in_sentence(region, language) for region in event.regions[:_REGIONS]]
    rest = len(event.regions) - len(named)
    listed = (", " if language is Language.EN else "、").join(named)
    return t(language, "announce-route-more" if rest else "announce-route", regions=listed, count=rest)


def _button(
    post: Post, label: str, *title: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> ActionButton:
    return button(label, MARKER, post.id, *title, style=style)
