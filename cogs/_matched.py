"""How a title was found, said only where the name that matched does not stand there anyway."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain import display
from bot.domain.markup import escape
from bot.domain.model import Language, Title
from bot.domain.names import fold
from bot.domain.search import Hit
from bot.domain.viewer import Viewer
from bot.i18n import texts

_LONGEST = 80  # characters of a name in a list
_IN_LIST = {
    "plot": "list-matched-plot",
    "gloss": "list-matched-gloss",
    "alias": "list-matched-alias",
    "service": "list-matched-alias",
}


def on_card(hit: Hit, title: Title, viewer: Viewer) -> str | None:
    """A sentence; the names of the heading are on show."""
    if not _is_news(hit, display.shown_names(title, viewer.order)):
        return None
    if hit.kind == "plot":
        return texts()(viewer.language, "title-matched-plot", words=escape(hit.matched))
    kind = {"gloss": "gloss", "alias": "alias", "service": "alias"}.get(hit.kind, "name")
    return texts()(viewer.language, f"title-matched-{kind}", name=escape(hit.matched))


def in_list(hit: Hit, title: Title, viewer: Viewer) -> str | None:
    """A few words; what readable_name says is on show."""
    shown = [*display.shown_names(title, viewer.order)]
    if viewer.language is Language.EN:
        shown.append(display.gloss(title) or "")
    if not _is_news(hit, shown):
        return None
    key = _IN_LIST.get(hit.kind, "list-matched-name")
    return texts()(viewer.language, key, name=escape(display.clip(hit.matched, _LONGEST)))


def in_choice(label: str, hit: Hit, limit: int = 100) -> str:
    """The label of a choice with the name that led to it, where there is room for all of it."""
    if hit.kind in ("plot", "browse") or hit.matched in label or fold(hit.matched) in fold(label):
        return label
    mark = "≈ " if hit.kind == "gloss" else ""
    whole = f"{label} ← {mark}{hit.matched}"
    return whole if len(whole) <= limit else label


def _is_news(hit: Hit, shown: Iterable[str]) -> bool:
    """Names that differ in case, signs or script only are the same to a reader."""
    known = tuple(shown)
    return hit.kind != "browse" and hit.matched not in known and fold(hit.matched) not in map(fold, known)
