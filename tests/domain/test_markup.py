"""Text of strangers on a card: read letter by letter, and nothing in it formats, pings, links or hides."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.markup import clean, escape, quoted, visible

# What Discord's apps turn into something else. A backslash escapes the sign after it, unless that is a letter or digit.
_LIVE = re.compile(
    r"(?<!\\)[*_~`|]|(?<!\\)<(?=[@#:/at])|(?<!\\)\]\(|@(?:everyone|here|[!&]?\d)"
    r"|(?i:https?|discord|ftp)://|(?i:discord(?:app)?)\.(?:gg|com/invite)"
    r"|^\s*(?:>|#{1,3} |-# |[-*+] |\d+\. )",
    re.MULTILINE,
)


def alive(text: str) -> list[str]:
    """Everything in a text that Discord would not show as it is; escaped backslashes count as letters."""
    return _LIVE.findall(text.replace("\\\\", "⧵"))


@pytest.mark.parametrize(
    "text",
    [
        "*a* **b** _c_ __d__ ~~e~~ ||f|| `g` ```h```",
        "<@123> <@!123> <@&123> <#123> </find:123> <:x:123> <a:x:123> <t:123> <id:home>",
        "@everyone and @here, @123",
        "[x](https://evil.example)",
        "https://evil.example http://a ftp://b discord://c DISCORD.GG/abc HTTPS://d",
        "# big\n## less\n-# small\n- list\n+ list\n* list\n> quote\n>>> quote\n  - indented",
        "\\*a\\* \\\\*b*",
        "https://evil.example/" + "_" * 50,
    ],
)
def test_escaped_text_is_inert(text: str) -> None:
    assert alive(text), "the case must be one that Discord would format"
    assert not alive(escape(text))


@pytest.mark.parametrize("before", ["看", "é", "7", "_", "x", "。", "*", "\\"])
@pytest.mark.parametrize("link", ["https://evil.example", "discord.gg/abc"])
def test_a_link_is_inert_whatever_stands_before_it(before: str, link: str) -> None:
    assert not alive(escape(before + link))


@pytest.mark.parametrize("text", ["discord.com/invite/abc", "discordapp.com/invite/abc"])
def test_an_invitation_without_https_is_inert(text: str) -> None:
    assert not alive(escape(text))


@pytest.mark.parametrize("text", ["1. one", "2053. a year", "  10. ten"])
def test_a_numbered_line_is_no_list_and_shows_no_backslash(text: str) -> None:
    escaped = escape(text)
    assert not alive(escaped)
    assert not re.search(r"\\[0-9A-Za-z]", escaped), "Discord shows a backslash before a letter or digit"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("", ""),
        ("贪吃蛇", "贪吃蛇"),
        ("It's 50% off — really!", "It's 50% off — really!"),
        ("a * b", r"a \* b"),
        ("#1 fan", r"\#1 fan"),
        ("we are #1", "we are #1"),
        ("2024 was 3.5", "2024 was 3.5"),
        ("mail@example.com", "mail@example.com"),
        ("a-b", "a-b"),
        ("《长路》【第1集】", "《长路》【第1集】"),
    ],
)
def test_plain_text_stays_as_it_is(text: str, escaped: str) -> None:
    assert escape(text) == escaped


_PIECES = [*"*_~`|<>[]()\\#-+@.: \n1aé看/", "https", "://", "discord", "gg/", "everyone", "here"]


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_nothing_typed_gets_through(text: str) -> None:
    assert not alive(escape(text))


@given(st.text())
def test_escaping_loses_no_letter(text: str) -> None:
    def letters(shown: str) -> str:
        return visible(shown).replace("\\", "")

    assert letters(escape(text)) == letters(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\0b", "a b"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2066hidden\u2069", "hidden"),
        ("zero\u200bwidth\ufeff", "zero width"),
        ("half \ud800 a character", "half a character"),
        ("private \ue000", "private"),
        ("looks\u3164like\u2800nothing", "looks like nothing"),
        ("  many \t\u3000 blanks  ", "many blanks"),
        ("two\nlines", "two\nlines"),
        ("e\u0301", "é"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("שלום مرحبا", "שלום مرحبا"),
        ("", ""),
    ],
)
def test_clean_keeps_what_one_can_see(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_clean_is_short_even_of_the_longest_text() -> None:
    assert clean("短" * 6000, 80) == "短" * 80
    assert clean("a " * 3000, 5) == "a a a"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a b"),
        ("**a**", r"\*\*a\*\*"),
        ("@everyone", "@\u2060everyone"),
        ("\0\u202e", ""),
        ("x" * 6000, "x" * 79 + "…"),
    ],
)
def test_quoted(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(st.text(max_size=300))
def test_quoted_is_one_short_inert_line(text: str) -> None:
    shown = quoted(text)
    assert "\n" not in shown
    assert len(shown) <= 2 * 80 + 80  # at worst every sign is escaped
    assert not alive(shown)
