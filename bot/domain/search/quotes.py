"""What stands out in a message: words in quotes of any kind, in bold, or as a hashtag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MAX_TEXT = 4_000  # the longest message there is
_MAX_QUOTES = 20

_QUOTED = re.compile(
    r"《([^《》]{1,80})》|〈([^〈〉]{1,80})〉|「([^「」]{1,80})」|『([^『』]{1,80})』|【([^【】]{1,80})】"
    r"|“([^“”]{1,80})”|„([^„“”]{1,80})[“”]|«([^«»]{1,80})»|‘([^‘]{2,80}?)’(?!\w)"
    r"|\"([^\"\n]{1,80})\"|(?<!\w)'([^\n]{2,80}?)'(?!\w)|\*\*([^*\n]{1,80})\*\*|__([^_\n]{1,80})__"
)
_HASHTAG = re.compile(r"[#＃](\w{2,80})")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])")


class Quote(NamedTuple):
    readings: tuple[str, ...]
    least: float  # the score from which it is believed to name a title


def quoted(text: str) -> Iterator[Quote]:
    """What stands out in a message, and how well it must fit a name."""
    text = text[:MAX_TEXT]
    for match in islice(_QUOTED.finditer(text), _MAX_QUOTES):
        yield Quote((next(filter(None, match.groups()), ""),), 0.8)
    for match in islice(_HASHTAG.finditer(text), _MAX_QUOTES):
        yield Quote((match[1], _CAMEL.sub(" ", match[1])), 0.93)
