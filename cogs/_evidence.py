"""What members say of a way to watch, and the buttons with which they say it."""

from __future__ import annotations

from bot.domain import regions
from bot.domain.evidence import Evidence, Trust
from bot.domain.guides import Recipe
from bot.domain.viewer import Viewer
from bot.domain.way_forms import way_digest
from bot.i18n import texts
from bot.services.catalogue import Watch
from cogs._actions import ActionButton, button


def evidence_line(watch: Watch, recipe: Recipe, viewer: Viewer) -> str:
    """Nobody is named; a failure is said as plainly as a success."""
    t, language = texts(), viewer.language
    found = watch.evidence.get(recipe.platform.id, Evidence())
    region = regions.in_sentence(watch.region, language)
    lines = [t(language, "evidence-doubtful")] if found.trust is Trust.DOUBTFUL else []
    for key, count, last in (
        ("evidence-worked", found.worked, found.last_worked),
        ("evidence-failed", found.failed, found.last_failed),
    ):
        if count:
            lines.append(t(language, key, count=count, region=region, when=f"<t:{last}:R>"))
    return "\n".join(lines) or t(language, "evidence-none", region=region)


def vote_buttons(watch: Watch, recipe: Recipe, viewer: Viewer) -> list[ActionButton]:
    """They carry what the way is, so that no press counts for another that has come into its place."""
    t, at = texts(), way_digest(recipe.route)
    return [
        button(t(viewer.language, key), "vote", watch.title.id, at, watch.region, worked)
        for key, worked in (("button-worked", 1), ("button-failed", 0))
    ]
