"""Makes any text safe to show on Discord: it can be read, but it cannot format, ping, link or hide."""

from __future__ import annotations

import re
import unicodedata

# Everything that starts Discord markup anywhere, or at the start of a line.
_ANYWHERE = re.compile(r"([\\*_~`|<>\[\]()])")
_LINE_START = re.compile(r"^(\s*)([#\-+])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)\.", re.MULTILINE)
_MENTION = re.compile(r"@(?=everyone|here|[!&]?\d)")
_LINK = re.compile(r"(?i)(https?|discord|ftp)(?=://)|(discord(?:app)?)(?=\.(?:gg|com/invite))")
_KEEP = frozenset("\n\u200d")  # line breaks, and the joiner inside emoji
_BLANK = frozenset("\u3164\u115f\u1160\u2800\uffa0")  # letters and symbols that look like nothing
_NO_BREAK = "\u2060"
# What cannot be seen, or turns the direction of what follows. Runs on every text of every card, so it is one pattern.
_UNSEEN = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def clean(text: str, limit: int = 200) -> str:
    """Without invisible and direction-changing characters, runs of blanks as one, at most `limit` characters."""
    kept = "".join(" " if _is_hidden(c) else c for c in unicodedata.normalize("NFC", text[: limit * 4]))
    return re.sub(r"[^\S\n]+", " ", kept).strip()[:limit].rstrip()


def escape(text: str) -> str:
    """Shown letter by letter: markup is escaped, mentions and addresses in running text are made inert."""
    text = _ANYWHERE.sub(r"\\\1", visible(text))
    text = _LINE_START.sub(r"\1\\\2", text)
    text = _NUMBERED.sub(r"\1\\.", text)
    text = _MENTION.sub("@" + _NO_BREAK, text)
    return _LINK.sub(lambda found: found[0] + _NO_BREAK, text)


def visible(text: str) -> str:
    """Without what cannot be seen: for labels, in which nothing else is live."""
    return _UNSEEN.sub("", text)


def code(text: str) -> str:
    """Letter by letter in a frame of its own, which neither a backtick nor a new line can end."""
    return f"`{visible(text).replace('`', 'ˋ').replace(chr(10), ' ')}`"


def block(text: str) -> str:
    """Letter by letter in lines of its own, to be copied; nothing in it ends the frame."""
    return f"```\n{visible(text).replace('```', 'ˋˋˋ')}\n```"


def quoted(text: str, limit: int = 80) -> str:
    """What somebody typed, fit to be repeated in an answer; an ellipsis shows that something is gone."""
    return escape(plain(text, limit))


def plain(text: str, limit: int = 80) -> str:
    """The same for labels, in which nothing is live: there an escape would be seen."""
    kept = clean(text.replace("\n", " "), limit + 1)
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return (category in ("Cc", "Cf", "Cs", "Co") and character not in _KEEP) or character in _BLANK
