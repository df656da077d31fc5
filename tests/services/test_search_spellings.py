"""One name in all the ways that people type it, among others that are like it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.domain.names import fold
from tests.made_up import stock, title
from tests.searching import Searching, ids

NAMES = {
    "perfect": "十全十美",
    "sister": "妹妹的实话",
    "death": "九死一生",
    "baker": "The CEO's Secret Baker",
    "twins": "The CEO's Twins",
    "garden": "A Secret Garden",
    "street": "Baker Street",
    "boss": "My Secret Boss",
    "japanese": "眠り姫の秘密",
    "korean": "혈연관계를 넘어서",
    "arabic": "الخيانة والنهضة",
    "thai": "สามีในฝัน",
    "russian": "Тайна мужа",
    "greek": "Το μυστικό",
    "french": "Épouse à l’essai",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    titles = [title(identity, name) for identity, name in NAMES.items()]
    searching = Searching(stock(tmp_path_factory.mktemp("spellings") / "bot.db", titles))
    yield searching
    searching.close()


@pytest.mark.parametrize(
    "typed",
    [
        "十全十美",
        "shi quan shi mei",
        "shiquanshimei",
        "si quan si mei",  # zh and z
        "shi2 quan2 shi2 mei3",
        "shí quán shí měi",
        "sqsm",
        "s q s m",
        "shqshm",
        "shiqsm",
        "十全 shi mei",
        "实全实美",  # homophones, which the index knows by other titles
        "十全十妹",
        "全十美",
        "十全",
        "美十全",
        "【十全十美】短剧",
        "#十全十美#",
    ],
)
def test_a_chinese_name(index: Searching, typed: str) -> None:
    assert ids(index.find(typed))[:1] == ["perfect"]


@pytest.mark.parametrize(
    "typed",
    [
        "the ceos secret baker",
        "CEO’s Secret Baker",
        "ceo's  SECRET—baker!",
        "secret baker ceos",
        "ceos secret bakre",
        "ceos sceret baker",
        "secretbaker",
        "ceossecretbaker",
        "the ceos sec",
        "ceo secret baker",
        "ceos secret bakery",
        "ｃｅｏｓ　ｓｅｃｒｅｔ　ｂａｋｅｒ",
        "#TheCEOsSecretBaker",
    ],
)
def test_an_english_name(index: Searching, typed: str) -> None:
    assert ids(index.find(typed))[:1] == ["baker"]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("眠り姫の秘密", "japanese"),
        ("眠り姫", "japanese"),
        ("혈연관계를 넘어서", "korean"),
        ("혈연관계를", "korean"),
        ("الخيانة والنهضة", "arabic"),
        ("الخيانة", "arabic"),
        ("สามีในฝัน", "thai"),
        ("สามี", "thai"),
        ("ТАЙНА МУЖА", "russian"),
        ("тайна", "russian"),
        ("Το Μυστικό", "greek"),
        ("epouse a l'essai", "french"),
    ],
)
def test_names_in_other_scripts(index: Searching, typed: str, language: str) -> None:
    hits = index.find(typed)
    assert ids(hits)[:1] == [language]
    assert fold(NAMES[language]) == fold(index.matched(hits[0]))
