"""The watch recipe: where, what to type, the steps, what it costs, and what nobody has confirmed."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain import display, regions, words
from bot.domain.guides import Recipe, Standing
from bot.domain.markup import code, escape
from bot.domain.model import Text, Title
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import entry_name
from bot.domain.way_forms import way_digest
from bot.i18n import texts
from bot.services.catalogue import Watch
from cogs._actions import button, link, option, select
from cogs._card import Card, bullets, small
from cogs._evidence import evidence_line, vote_buttons
from cogs._regions import region_select
from cogs._titles import heading

_PRIMARY = discord.ButtonStyle.primary
NO_ROUTE = "-"  # in place of a way's digest: copy the original name
_ELSEWHERE = 3  # services offered when no source names one


def recipe_card(watch: Watch, viewer: Viewer, chosen: str = "", said: str = "") -> discord.ui.LayoutView:
    """One way, the best by default or when the one with the digest `chosen` is gone, with a menu of the others.

    `said` answers a press on the card.
    """
    t, language = texts(), viewer.language
    if watch.title.hoax:
        return Card().text(t(language, "watch-hoax", title=heading(watch.title, viewer))).view()
    card = Card().text(f"## {t(language, 'watch-heading', title=heading(watch.title, viewer))}")
    card.text(small(t(language, "watch-for", region=regions.name(watch.region, language))))
    if not watch.recipes:
        return _undocumented(card, watch, viewer)
    recipe = _chosen(watch, chosen)
    if watch.recipes[0].standing is Standing.BLOCKED:
        card.text(t(language, "watch-blocked", region=_region(watch, viewer)))
    card.line().text(f"### {_platform(recipe, viewer)}", small(_standing(recipe, watch, viewer)))
    card.text(*_words(recipe, viewer)).row(*_copy_buttons(watch.title, recipe, viewer))
    card.text(_steps(recipe, viewer)).line()
    card.text(*_facts(recipe, viewer)).text(_unknown(recipe, viewer))
    card.line().text(small(_checked(recipe, viewer)), small(evidence_line(watch, recipe, viewer)), said)
    card.row(*_links(recipe, viewer), *vote_buttons(watch, recipe, viewer), _change(watch, viewer))
    if len(watch.recipes) > 1:
        card.row(_others(watch, recipe, viewer))
    return card.view()


def ask_region_card(title_id: str, viewer: Viewer) -> discord.ui.LayoutView:
    """Asked once: the country, from the likeliest ones or any other."""
    t, language = texts(), viewer.language
    card = Card().text(t(language, "watch-ask-region"))
    return card.row(region_select(viewer, "region", title_id)).view()


def _chosen(watch: Watch, chosen: str) -> Recipe:
    wanted = (recipe for recipe in watch.recipes if chosen and way_digest(recipe.route) == chosen)
    return next(wanted, watch.recipes[0])


def _region(watch: Watch, viewer: Viewer) -> str:
    return regions.in_sentence(watch.region, viewer.language)


def _platform(recipe: Recipe, viewer: Viewer) -> str:
    platform = recipe.platform
    names = dict.fromkeys((platform.name, platform.native_name, *platform.also[:1]))
    return escape(" · ".join(name for name in names if name))


def _standing(recipe: Recipe, watch: Watch, viewer: Viewer) -> str:
    """What is documented for this country, with the source's own remark."""
    t, language = texts(), viewer.language
    text = t(language, f"standing-{recipe.standing.name.lower()}", region=_region(watch, viewer))
    return f"{text}\n{escape(recipe.note.to(language))}" if recipe.note else text


def _words(recipe: Recipe, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    first, *others = map(code, recipe.words)
    lines = [t(language, "watch-type", words=first)]
    if others:
        lines.append(t(language, "watch-type-also", words=" · ".join(others)))
    return lines


def _steps(recipe: Recipe, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    if recipe.guide is None:
        return t(language, "watch-no-guide", platform=escape(entry_name(recipe.platform, language)))
    typed = code(recipe.words[0])
    steps = (escape(step.to(language)).replace("{title}", typed) for step in recipe.guide.steps)
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _facts(recipe: Recipe, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    route, platform = recipe.route, recipe.platform
    costs = [t(language, f"cost-{cost}") for cost in route.cost or platform.cost]
    price = escape(platform.price.to(language)) if platform.price and not route.cost else ""
    subtitles = " · ".join(words.language_name(code, language) for code in route.subtitles)
    pairs = [
        ("watch-recognise", "text", escape(recipe.guide.recognise.to(language)) if recipe.guide else ""),
        ("watch-cost", "text", price or " · ".join(costs)),
        ("watch-audio", "list", " · ".join(words.language_name(code, language) for code in route.audio)),
        ("watch-subtitles", "list", subtitles),
        ("watch-language", "text", _without_guide(recipe, platform.language_note, viewer)),
        ("watch-sign-up", "text", _without_guide(recipe, platform.sign_up, viewer)),
        ("watch-episodes", "count", route.episodes or ""),
        ("watch-note", "text", escape(route.note.to(language)) if route.note else ""),
    ]
    lines = [t(language, key, **{param: value}) for key, param, value in pairs if value]
    if not subtitles and language == "en" and display.is_chinese(recipe.words[0]):
        lines.append(t(language, "watch-subtitles-unknown"))
    return lines


def _without_guide(recipe: Recipe, text: Text | None, viewer: Viewer) -> str:
    """What is known of the service; a guide has it in its steps."""
    return escape(text.to(viewer.language)) if text and recipe.guide is None else ""


def _unknown(recipe: Recipe, viewer: Viewer) -> str | None:
    if recipe.guide is None or not recipe.guide.unknown:
        return None
    lines = bullets(escape(text.to(viewer.language)) for text in recipe.guide.unknown)
    return f"{texts()(viewer.language, 'watch-unknown')}\n{lines}"


def _checked(recipe: Recipe, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    if recipe.as_of is None:
        return t(language, "watch-undated")
    return t(language, "watch-checked", date=words.partial_date(recipe.as_of, language))


def _copy_buttons(title: Title, recipe: Recipe, viewer: Viewer) -> list[Any]:
    """The words to type; for a Chinese name also its traditional form and pinyin."""
    t, language = texts(), viewer.language
    at = way_digest(recipe.route)
    buttons = [button(t(language, "button-copy"), "copy", title.id, at, "name", style=_PRIMARY)]
    if display.is_chinese(recipe.words[0]):
        buttons.append(button(t(language, "button-copy-traditional"), "copy", title.id, at, "traditional"))
        buttons.append(button(t(language, "button-copy-pinyin"), "copy", title.id, at, "pinyin"))
    return buttons


def _links(recipe: Recipe, viewer: Viewer) -> list[Any]:
    if recipe.link is None or recipe.standing is Standing.BLOCKED:
        return []
    key = "button-search" if recipe.is_search_link else "button-open"
    return [
        link(
            texts()(viewer.language, key, platform=entry_name(recipe.platform, viewer.language)), recipe.link
        )
    ]


def _others(watch: Watch, shown: Recipe, viewer: Viewer) -> Any:
    t, language = texts(), viewer.language
    options = [
        option(
            entry_name(recipe.platform, language), way_digest(recipe.route),
            t(language, f"standing-{recipe.standing.name.lower()}", region=_region(watch, viewer)),
        )
        for recipe in watch.recipes[:25]
        if recipe is not shown
    ]  # fmt: skip
    return select(
        t(language, "watch-more", count=len(options)), options, "route", watch.title.id, watch.region
    )


def _change(watch: Watch, viewer: Viewer) -> Any:
    return button(texts()(viewer.language, "button-region"), "ask-region", watch.title.id)


def _undocumented(card: Card, watch: Watch, viewer: Viewer) -> discord.ui.LayoutView:
    """No source names a service: say so, and offer the nearest thing that helps."""
    t, language = texts(), viewer.language
    card.text(t(language, "watch-none", title=heading(watch.title, viewer)))
    links = [
        link(t(language, "button-search", platform=entry_name(platform, language)), url)
        for platform, url in watch.elsewhere[:_ELSEWHERE]
    ]
    card.text(t(language, "watch-none-search" if links else "watch-none-other"))
    copy = button(t(language, "button-copy"), "copy", watch.title.id, NO_ROUTE, "name", style=_PRIMARY)
    card.row(copy, *links)
    return card.row(_change(watch, viewer)).view()
