"""Finds titles by any name in any script, or by words of the plot: entries in, ranked hits out."""

from bot.domain.search.entries import Entry, EntryName, entry, way_facet
from bot.domain.search.filing import INDEX_VERSION, Filed, filed
from bot.domain.search.finding import FLOOR, NEAREST, Hit, find, is_clear
from bot.domain.search.likeness import alike
from bot.domain.search.lookup import Lookup
from bot.domain.search.mentions import mentions
from bot.domain.search.scope import EVERYTHING, Scope
from bot.domain.search.thesaurus import Thesaurus

__all__ = [
    "EVERYTHING",
    "FLOOR",
    "INDEX_VERSION",
    "NEAREST",
    "Entry",
    "EntryName",
    "Filed",
    "Hit",
    "Lookup",
    "Scope",
    "Thesaurus",
    "alike",
    "entry",
    "filed",
    "find",
    "is_clear",
    "mentions",
    "way_facet",
]
