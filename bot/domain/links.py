"""Which addresses moderators may give: https on a service's own hosts, with the reason when one is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from rapidfuzz.distance import OSA

from bot.domain.catalogue import is_official
from bot.domain.markup import escape, quoted
from bot.errors import UserError

LONGEST = 512  # characters that a link button takes
_SHOWN_HOSTS = 5
_ADDRESS = re.compile(r"(?i:https)://([^/?#]*)(.*)", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "5": "s", "8": "b", "-": None, "_": None})
_TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"))  # letters that look like one
_LEAST_SLIP = 6  # letters of a name of which another may be a slip
_WIDE = frozenset(
    "ac co com edu gob gov ne net nom or org".split()
)  # below a country's ending anybody may have one


def official_link(typed: str, hosts: Iterable[str]) -> str:
    """The address as it is kept: plain letters, small host. Raises UserError with what is wrong with it."""
    known = tuple(hosts)
    text = typed.strip()
    if any(letter.isspace() or unicodedata.category(letter)[0] == "C" for letter in text):
        raise UserError("error-link-blank")
    if "\\" in text:
        raise UserError("error-link-backslash")
    parts = _ADDRESS.fullmatch(text)
    if parts is None:
        raise UserError("error-link-https")
    host = _plain_host(parts[1])
    link = f"https://{host}{quote(parts[2], safe=_IN_PATHS)}"
    if len(link) > LONGEST:
        raise UserError("error-link-long", most=LONGEST)
    if not is_official(link, known):
        raise _foreign(host, known)
    return link


# What an address may hold as it is; everything else is percent-encoded, as browsers do.
_IN_PATHS = "!#$%&'()*+,/:;=?@[]~"


def new_host(typed: str, official: Iterable[str]) -> str:
    """A further host, from a host or an address on it. Raises UserError for one that is none, or looks like another's.

    `official` are the hosts of all services.
    """
    text = typed.strip()
    given = re.sub(r"^(?i:https)://", "", text)
    if "://" in given:
        raise UserError("error-link-https")
    host = _plain_host(re.split(r"[/?#]", given)[0])
    labels = host.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or not labels[-1].isalpha():
        raise UserError("error-host-none", host=quoted(text))
    if len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _WIDE:
        raise UserError("error-host-wide", host=quoted(host))
    known = tuple(official)
    if not is_official(f"https://{host}/", known) and (other := looks_like(host, known)):
        raise UserError("error-link-like", host=quoted(host), other=quoted(other))
    return host


def _plain_host(text: str) -> str:
    """Of what stands between https:// and the path. Raises UserError for all that hides where an address leads."""
    if "@" in text:
        raise UserError("error-link-user", host=quoted(text.rpartition("@")[2]))
    if "%" in text:
        raise UserError("error-link-percent")
    if re.search(r":\d*$", text):
        raise UserError("error-link-port")
    host = text.casefold().removesuffix(".")
    if not text.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        raise UserError("error-link-letters", host=quoted(text))
    return host


def looks_like(host: str, hosts: Iterable[str]) -> str | None:
    """The host that somebody may take this one for: the same to a quick eye, one letter off, or it begins so."""
    return next((known for known in hosts if _looks_like(host, known)), None)


def _looks_like(host: str, known: str) -> bool:
    if host == known or host.endswith("." + known):
        return False
    if f".{known}." in f".{host}":  # reelshort.com.example.org
        return True
    name = _name(known)
    return any(label != name and _is_slip(label, name) for label in host.split(".")[:-1])


def _is_slip(label: str, name: str) -> bool:
    if _skeleton(label) == _skeleton(name):
        return True
    return min(len(label), len(name)) >= _LEAST_SLIP and OSA.distance(label, name) <= 1


def _name(host: str) -> str:
    """What tells a host from others: the longest of its labels but the last."""
    return max(host.split(".")[:-1], key=len)


def _skeleton(text: str) -> str:
    text = text.translate(_ALIKE)
    for letters, letter in _TWINS:
        text = text.replace(letters, letter)
    return text


def _foreign(host: str, hosts: tuple[str, ...]) -> UserError:
    if not hosts:
        return UserError("error-link-no-hosts")
    if other := looks_like(host, hosts):
        return UserError("error-link-like", host=quoted(host), other=quoted(other))
    listed = " · ".join(escape(one) for one in hosts[:_SHOWN_HOSTS])
    return UserError("error-link-foreign", host=quoted(host), list=listed)
