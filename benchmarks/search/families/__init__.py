"""The ways in which people ask for a drama: each family makes queries of one kind and says what answers them."""

from benchmarks.search.families import chinese, latin, other, pinyin, plots, true
from benchmarks.search.families.family import Family

FAMILIES: tuple[Family, ...] = (
    *latin.FAMILIES,
    *chinese.FAMILIES,
    *pinyin.FAMILIES,
    *other.FAMILIES,
    *plots.FAMILIES,
    *true.FAMILIES,
)
