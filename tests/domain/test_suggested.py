"""What is read from a message, which links are official, and what becomes of a title."""

from __future__ import annotations

import pytest

from bot.domain.model import Name, Title
from bot.domain.suggested import corrected, current, platform_of, title_of, with_names
from bot.domain.suggestion import FIELDS, Kind, State, Suggestion, read, typed
from bot.errors import UserError

HOSTS = {"youtube": ("youtube.com", "youtu.be"), "own": ("drama.example",)}
SNAKE = Title.model_validate(
    {
        "id": "greedy-snake",
        "names": [
            {"text": "贪吃蛇", "language": "zh", "kind": "original"},
            {"text": "Greedy Snake", "language": "en", "kind": "official"},
        ],
        "year": 2026,
        "synopsis": {"en": "A boy.", "zh-CN": "少年。"},
        "sources": ["a newspaper"],
        "confidence": "high",
    }
)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("《龙王》 is great https://youtu.be/x", {"chinese": "龙王", "link": "https://youtu.be/x"}),
        ("Dragon King\nso good", {"english": "Dragon King", "about": "Dragon King so good"}),
        ("龙王的烧烤摊", {"chinese": "龙王的烧烤摊"}),
        ("", {}),
        ("\u202e\u200b", {}),
        ("word " * 200, {}),
    ],
)
def test_what_a_message_says(message: str, found: dict[str, str]) -> None:
    body = read(message)
    assert found.items() <= body.items()
    assert all(len(value) <= FIELDS[Kind.TITLE][name] for name, value in body.items())
    assert found or set(body) <= {"about"}


def test_fields_are_cut_and_cleaned() -> None:
    body = typed(
        Kind.TITLE, {"chinese": "龙" * 300, "english": " a\n\u202eb ", "about": "\0", "link": "", "x": "y"}
    )
    assert body == {"chinese": "龙" * 100, "english": "a b"}


@pytest.mark.parametrize(
    "link", ["https://youtu.be/x", "https://www.youtube.com/watch?v=1", "HTTPS://YOUTUBE.COM/a"]
)
def test_official_links(link: str) -> None:
    assert platform_of(link, HOSTS) == "youtube"


@pytest.mark.parametrize(
    "link",
    [
        "http://youtu.be/x", "https://youtu.be.evil.example/", "https://evil.example/youtu.be", "https://you\u0442u.be/x",
        "https://user@youtu.be/x", "https://youtu.be:1/x", "https://youtu.be\\@evil.example", "//youtu.be/x", "https://",
        "https://[", "data:text/html,x", "https://youtu.be/ x", "https://youtu.be/" + "x" * 600,
    ],
)  # fmt: skip
def test_other_links(link: str) -> None:
    with pytest.raises(UserError):
        platform_of(link, HOSTS)


def suggestion(number: int = 7, **body: str) -> Suggestion:
    return Suggestion(number, 1, 2, Kind.TITLE, "", body, State.OPEN)


def test_a_title_of_a_suggestion() -> None:
    link = "https://youtu.be/x"
    one = suggestion(chinese="龙王", english="The Dragon King!", about="Fire.", link=link)
    title = title_of(one, "youtube", "-")
    assert title.id == "the-dragon-king-s7"
    assert [(n.text, n.language, n.kind) for n in title.names] == [
        ("龙王", "zh", "original"), ("The Dragon King!", "en", "official"),
    ]  # fmt: skip
    assert title.routes[0].url == title.sources[0] == link
    assert title.synopsis and title.synopsis.en == title.synopsis.zh_cn == "Fire."


@pytest.mark.parametrize("name", ["龙王", "x" * 100, "!!!", "Ünïcödé", "a-" * 50])
def test_ids_are_always_valid_and_differ(name: str) -> None:
    one, other = (title_of(suggestion(n, english=name), "", "-").id for n in (7, 2**40))
    assert one != other and max(len(one), len(other)) <= 53


def test_a_title_without_a_name() -> None:
    with pytest.raises(UserError, match="error-suggest-no-name"):
        title_of(suggestion(about="x"), "", "-")


def test_names_are_added_once() -> None:
    new = [Name(text=text, language="en", kind="alias") for text in ("GREEDY snake", "Serpent", "serpent")]
    assert [n.text for n in with_names(SNAKE, new).names] == ["贪吃蛇", "Greedy Snake", "serpent"]


def test_too_many_names() -> None:
    new = [Name(text=f"name {n}", language="en", kind="alias") for n in range(100)]
    with pytest.raises(UserError, match="error-suggest-value"):
        with_names(SNAKE, new)


@pytest.mark.parametrize(
    ("what", "value", "field", "right"),
    [
        ("year", "it was 2025", "year", 2025),
        ("episodes", "８２ 集", "episodes", 82),
        ("director", "Wang", "director", "Wang"),
        ("company", "Snake Ltd", "company", "Snake Ltd"),
        ("cast", "Li, 王；Chen、", "cast", ("Li", "王", "Chen")),
    ],
)
def test_corrections(what: str, value: str, field: str, right: object) -> None:
    after = corrected(SNAKE, {"what": what, "value": value})
    assert getattr(after, field) == right
    assert after.model_copy(update={field: getattr(SNAKE, field)}) == SNAKE, "and nothing else"


def test_a_corrected_name_is_still_found_by_the_old_one() -> None:
    after = corrected(SNAKE, {"what": "english", "value": "Hungry Snake"})
    assert [(n.text, n.kind) for n in after.names] == [
        ("Hungry Snake", "official"), ("贪吃蛇", "original"), ("Greedy Snake", "alias"),
    ]  # fmt: skip
    assert current(after, "english") == "Hungry Snake" and current(after, "chinese") == "贪吃蛇"
    again = corrected(SNAKE, {"what": "chinese", "value": "贪吃蛇"})
    assert current(again, "chinese") == "贪吃蛇" and len(again.names) == 2


def test_a_corrected_sentence_leaves_the_other_language() -> None:
    for value, en, zh in (("A girl.", "A girl.", "少年。"), ("少女。", "A boy.", "少女。")):
        after = corrected(SNAKE, {"what": "about", "value": value})
        assert after.synopsis and (after.synopsis.en, after.synopsis.zh_cn) == (en, zh)


def test_a_corrected_link_takes_the_place_of_the_old_one() -> None:
    after = corrected(SNAKE, {"what": "link", "value": "https://youtu.be/1"}, "youtube")
    after = corrected(after, {"what": "link", "value": "https://youtu.be/2"}, "youtube")
    assert [route.url for route in after.routes] == ["https://youtu.be/2"]


def test_what_is_none_of_our_fields_is_for_a_moderator() -> None:
    assert corrected(SNAKE, {"what": "other", "value": "the poster"}) == SNAKE
    assert corrected(SNAKE, {"value": "x"}) == SNAKE


@pytest.mark.parametrize(
    ("what", "value"), [("year", "1800"), ("episodes", "0"), ("year", "9" * 50), ("cast", "x" * 201)]
)
def test_corrections_that_cannot_be(what: str, value: str) -> None:
    with pytest.raises(UserError, match="error-suggest-value"):
        corrected(SNAKE, {"what": what, "value": value})
