"""/glossary: what the words of micro-drama fans mean."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.markup import escape, quoted
from bot.domain.model import Language, Term
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import entry_name
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._actions import option, select
from cogs._card import Card, small
from cogs._choices import Choices, entry_choices
from cogs._commands import said

_MENU = 25  # options of one menu


class Glossary(commands.Cog):
    def __init__(self, bot: MicroDramaBot, catalogue: CatalogueService) -> None:
        self.bot = bot
        self.catalogue = catalogue
        bot.actions["term"] = self.explain

    @app_commands.command(name="glossary", description=said("command-glossary"))
    @app_commands.describe(term=said("command-glossary-term"))
    async def glossary(self, interaction: Interaction, term: str = "") -> None:
        viewer = await self.bot.viewer(interaction)
        await self.catalogue.refresh()
        if not term.strip():
            view = glossary_card(list(self.catalogue.terms.entries.values()), viewer)
        elif found := self.catalogue.terms.resolve(term):
            view = term_card(found, viewer)
        else:
            raise UserError("error-unknown-term", text=quoted(term))
        await interaction.response.send_message(view=view, ephemeral=True)

    @glossary.autocomplete("term")
    async def complete_term(self, interaction: Interaction, current: str) -> Choices:
        return entry_choices(self.catalogue.terms, await self.bot.viewer(interaction), current)

    async def explain(self, press: Press) -> None:
        """A word chosen from the list."""
        found = self.catalogue.terms.entries.get(press.values[0])
        if found is None:
            raise UserError("error-unknown-term", text=quoted(press.values[0]))
        await press.interaction.response.send_message(view=term_card(found, press.viewer), ephemeral=True)


def term_card(term: Term, viewer: Viewer) -> discord.ui.LayoutView:
    """The word in the member's language and in Chinese, how it is said, and what it means."""
    language = viewer.language
    shown = dict.fromkeys((term.term.to(language), term.term.zh_cn, term.pinyin or ""))
    card = Card().text(f"### {escape(' · '.join(name for name in shown if name))}")
    card.text(escape(term.meaning.to(language)))
    if term.also:
        card.text(small(texts()(language, "glossary-also", list=escape(" · ".join(term.also)))))
    return card.view()


def glossary_card(terms: list[Term], viewer: Viewer) -> discord.ui.LayoutView:
    """Every word by name, in menus to explain them."""
    t, language = texts(), viewer.language
    terms = sorted(terms, key=lambda term: entry_name(term, language).casefold())
    card = Card().text(f"### {t(language, 'glossary-heading')}")
    card.text(escape(" · ".join(_in_list(term, language) for term in terms)))
    for start in range(0, len(terms), _MENU):
        part = terms[start : start + _MENU]
        options = [option(entry_name(term, language), term.id, term.meaning.to(language)) for term in part]
        span = f"{options[0].label} – {options[-1].label}"
        card.row(select(f"{t(language, 'glossary-choose')} ({span})", options, "term", start))
    return card.view()


def _in_list(term: Term, language: Language) -> str:
    shown = entry_name(term, language)
    return f"{shown} {term.term.zh_cn}" if language is Language.EN and term.pinyin else shown


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Glossary(bot, bot.app.catalogue))
