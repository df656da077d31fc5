"""What becomes of a form that was sent: it is answered, given back to be corrected, or given back to be copied."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import discord
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.forms import Mistaken, Values
from bot.domain.markup import block, visible
from bot.domain.model import Platform, Title
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary
from bot.errors import Forbidden, NotFound, UserError
from bot.i18n import texts
from cogs._actions import button, select
from cogs._card import Card, bullets, small
from cogs._choices import Unclear
from cogs._drafts import MINUTES
from cogs._modals import FORM, Filled, Modal, open_form, typed_texts, typed_values
from cogs._titles import title_option

_LONGEST = 2000  # characters of a message


class Forms(commands.Cog):
    """All forms go through here, also those that an earlier run of the program has opened."""

    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot
        bot.actions |= {"fill-again": self.again, "fill-which": self.which}

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.modal_submit:
            try:
                await self._sent(interaction)
            except Exception as error:  # the last line of defence for forms
                await self.bot.report(interaction, error)

    async def _sent(self, interaction: Interaction) -> None:
        token = str((interaction.data or {}).get("custom_id", "")).removeprefix(FORM)
        try:
            form: Modal = self.bot.forms.get(interaction, token).form
        except UserError:
            await self._give_back(interaction, UserError("error-form-over", minutes=MINUTES))
            return
        await self._submit(interaction, form, typed_values(interaction))

    async def _submit(self, interaction: Interaction, form: Modal, values: Values) -> None:
        try:
            await form.submitted(interaction, values)
        except Unclear as unclear:
            await self._ask_which(interaction, Filled(form, values), unclear)
        except (NotFound, Forbidden) as error:
            await self._give_back(interaction, error)
        except discord.HTTPException:
            raise
        except Exception as error:
            await self._refuse(interaction, form, values, error)

    async def again(self, press: Press) -> None:
        """The same form, with what was typed."""
        filled = self.bot.forms.get(press.interaction, press.take(1)[0])
        await open_form(press.interaction, filled.form, filled.values)

    async def _ask_which(self, interaction: Interaction, filled: Filled, unclear: Unclear) -> None:
        """A form has no list that opens while one types: it follows."""
        viewer, token = await self.bot.viewer(interaction), self.bot.forms.keep(interaction, filled)
        [name] = [name for name, value in filled.values.items() if value == unclear.typed][:1]
        platforms = self.bot.app.catalogue.platforms
        await _answer(interaction, view=which_card(unclear.titles, name, token, viewer, platforms))

    async def which(self, press: Press) -> None:
        """The form is sent again, with what was chosen in the place of what was typed."""
        name, token = press.take(2)
        filled: Filled = self.bot.forms.get(press.interaction, token)
        await self._submit(
            press.interaction, filled.form, {**filled.values, name: f"title:{press.values[0]}"}
        )

    async def _refuse(self, interaction: Interaction, form: Modal, values: Values, error: Exception) -> None:
        viewer = await self.bot.viewer(interaction)
        said = mistakes(error, viewer) if isinstance(error, Mistaken) else []
        token = self.bot.forms.keep(interaction, Filled(form, values))
        view = correct_card(said or [await self.bot.explain(interaction, error)], token, viewer)
        await _answer(interaction, view=view)

    async def _give_back(self, interaction: Interaction, error: UserError) -> None:
        """There is nothing to correct: what was typed is there to be copied; a file takes what a message cannot."""
        said = await self.bot.explain(interaction, error)
        typed = [] if isinstance(error, Forbidden) else typed_texts(interaction)
        if typed:
            said += "\n" + texts()(await self.bot.language(interaction), "form-typed")
        content = "\n".join([said, *map(block, typed)])
        if len(content) <= _LONGEST:
            await _answer(interaction, content=content)
        else:
            file = discord.File(io.BytesIO("\n\n".join(map(visible, typed)).encode()), filename="typed.txt")
            await _answer(interaction, content=said, file=file)


async def _answer(interaction: Interaction, **message: Any) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(**message, ephemeral=True)
    else:
        await interaction.response.send_message(**message, ephemeral=True)


def mistakes(error: Mistaken, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    each = (f"**{t(language, one.label)}**: {t(language, one.key, **one.params)}" for one in error.mistakes)
    return [t(language, "form-mistakes"), bullets(each)]


def correct_card(said: list[str], token: str, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(*said).row(button(t(language, "button-correct"), "fill-again", token))
    return card.text(small(t(language, "form-kept", minutes=MINUTES))).view()


def which_card(
    titles: Sequence[Title], name: str, token: str, viewer: Viewer, platforms: Vocabulary[Platform]
) -> discord.ui.LayoutView:
    """`name`: the input that it is chosen for."""
    t, language = texts(), viewer.language
    options = [title_option(title, viewer, platforms) for title in titles]
    card = Card().text(t(language, "form-several"))
    card.row(select(t(language, "form-which"), options, "fill-which", name, token))
    card.row(button(t(language, "button-correct"), "fill-again", token))
    return card.text(small(t(language, "form-kept", minutes=MINUTES))).view()


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Forms(bot))
