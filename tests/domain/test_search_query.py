"""What is read of a query: its letters, its words without those around a name, and how far it looks like pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import MAX_QUERY, fold
from bot.domain.search.query import Query, read, read_query, without_filler
from bot.domain.search.quotes import quoted


def query(typed: str, **readings: str) -> Query:
    return read_query(read(typed), lambda _: {hanzi: tuple(read.split()) for hanzi, read in readings.items()})


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("  Greedy   SNAKE! ", "greedy snake"),
        ("《貪吃蛇》", "贪吃蛇"),
        ("#GreedySnake", "greedysnake"),
        ("\u202e\0", ""),
        ("!" * 200 + "snake", "snake"),
        ("!" * 6000 + "snake", ""),
    ],
)
def test_the_letters_that_count(typed: str, letters: str) -> None:
    assert read(typed) == letters


@given(st.text(alphabet=st.characters(), max_size=500))
def test_what_is_read_is_short_and_folded(typed: str) -> None:
    letters = read(typed)
    assert len(letters) <= MAX_QUERY
    assert fold(letters) == letters


@pytest.mark.parametrize(
    ("typed", "bare", "words"),
    [
        ("the greedy snake", "greedysnake", ("greedy", "snake")),
        ("a an the", "aanthe", ("a", "an", "the")),  # nothing else is there
        ("the", "the", ("the",)),
        ("greedy snake season 2", "greedysnake2", ("greedy", "snake", "2")),
        ("greedy snake season 1", "greedysnake", ("greedy", "snake")),
        ("贪吃蛇第二季", "贪吃蛇2", ("贪吃蛇", "2")),
    ],
)
def test_articles_and_seasons(typed: str, bare: str, words: tuple[str, ...]) -> None:
    found = query(typed)
    assert (found.bare, found.words) == (bare, words)


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [("tan chi she", "tanchishe"), ("tan1 chi1 she2", "tanchishe"), ("tān chī shé", "tanchishe"),
     ("nǚ", "nu"), ("nv", "nu"), ("nü", "nu"), ("人生 lu", "renshenglu")],
)  # fmt: skip
def test_how_it_is_spelled(typed: str, spelled: str) -> None:
    assert query(typed, 人="ren", 生="sheng").spelled[0] == spelled


@pytest.mark.parametrize(
    ("typed", "like_pinyin"),
    [("tan chi she", True), ("tan chi sh", True), ("t c s", True), ("tcs", True), ("my cl", False),
     ("greedy snake", False), ("ren sheng lu x", True), ("贪吃", True), ("snake", True)],
)  # fmt: skip
def test_english_words_are_trusted_less_as_pinyin(typed: str, like_pinyin: bool) -> None:
    assert (query(typed).trust == 1.0) is like_pinyin


@pytest.mark.parametrize(
    ("folded", "name"),
    [
        ("where can i watch greedy snake", "greedy snake"),
        ("looking for greedy snake", "greedy snake"),
        ("greedy snake full episodes eng sub", "greedy snake"),
        ("greedy snake ep 12", "greedy snake"),
        ("greedy snake chinese drama", "greedy snake"),
        ("贪吃蛇 短剧 全集", "贪吃蛇"),
        ("贪吃蛇第3集", "贪吃蛇"),
        ("贪吃蛇在线观看", "贪吃蛇"),
        ("watch", "watch"),  # nothing else is there
        ("where to watch", "watch"),
        ("短剧", "短剧"),
        ("watchmen", "watchmen"),
        ("full house", "house"),
    ],
)
def test_words_around_a_name(folded: str, name: str) -> None:
    assert without_filler(folded) == name


@given(st.text(alphabet="watchfulepisode 短剧全集 greedy", max_size=80))
def test_something_is_always_left(text: str) -> None:
    folded = fold(text)
    assert bool(without_filler(folded)) == bool(folded)


@pytest.mark.parametrize("words", ["watch " * 1000, "第3集" * 2000, "full " * 900 + "x", "ep 1 " * 1200])
def test_many_words_around_nothing(words: str) -> None:
    without_filler(read(words))


# --- quotes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《贪吃蛇》", ["贪吃蛇"]),
        ("〈一〉「二」『三』【四】", ["一", "二", "三", "四"]),
        ("“one” „two“ «three» ‘four’ \"five\" 'six six'", ["one", "two", "three", "four", "five", "six six"]),
        ("**bold** and __under__", ["bold", "under"]),
        ("don't you think it's 'tis", []),
        ("the dogs' and cats' food", []),
        ('《》 “” "" ****', []),
        ("《" + "长" * 81 + "》", []),
        ('"over\ntwo lines"', []),
    ],
)
def test_quotes(text: str, found: list[str]) -> None:
    assert [quote.readings[0] for quote in quoted(text)] == found


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("#GreedySnake", ("GreedySnake", "Greedy Snake")),
        ("#LoveAt50", ("LoveAt50", "Love At 50")),
        ("＃贪吃蛇", ("贪吃蛇", "贪吃蛇")),
        ("#贪吃蛇#", ("贪吃蛇", "贪吃蛇")),
    ],
)
def test_hashtags(text: str, readings: tuple[str, str]) -> None:
    assert [quote.readings for quote in quoted(text)] == [readings]


def test_quotes_are_few() -> None:
    assert len(list(quoted("《a》" * 900 + "#tag " * 900))) <= 40
