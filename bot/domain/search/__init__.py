"""Finds titles by any name in any script, or by words of the plot: entries in, ranked hits out."""

from bot.domain.search.entries import Entry, EntryName, entry
from bot.domain.search.index import FLOOR, NEAREST, Hit, Index, is_clear

__all__ = ["FLOOR", "NEAREST", "Entry", "EntryName", "Hit", "Index", "entry", "is_clear"]
