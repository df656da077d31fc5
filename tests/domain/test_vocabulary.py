"""Small lists found by anything people call their entries."""

from __future__ import annotations

import pytest

from bot.domain.model import Collection, Language, Platform, Term, Trope
from bot.domain.vocabulary import Vocabulary, entry_name

EN, CN, TW = Language.EN, Language.ZH_CN, Language.ZH_TW


def trope(identity: str, en: str, zh: str, tw: str, *synonyms: str) -> Trope:
    name = {"en": en, "zh-CN": zh, "zh-TW": tw}
    return Trope.model_validate({"id": identity, "group": "power", "name": name, "synonyms": synonyms})


TROPES = Vocabulary[Trope](
    {
        one.id: one
        for one in (
            trope("revenge", "Revenge", "复仇", "復仇", "payback"),
            trope("rebirth", "Rebirth", "重生", "重生", "reborn"),
            trope("strong-female-lead", "Strong female lead", "大女主", "大女主"),
            trope("contract-marriage", "Contract marriage", "契约婚姻", "契約婚姻"),
        )
    }
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("revenge", "revenge"),  # its id
        ("Revenge", "revenge"),
        ("REVENGE!", "revenge"),
        ("payback", "revenge"),  # a synonym
        ("复仇", "revenge"),
        ("復仇", "revenge"),
        ("契約", "contract-marriage"),  # a beginning, in traditional characters
        ("female", "strong-female-lead"),  # the beginning of a word
        ("male lead", "strong-female-lead"),  # anywhere
        ("re", "rebirth"),  # several fit: by name
        ("romance", None),
        ("", None),
        ("!?", None),
        ("😀", None),
        ("x" * 6000, None),
    ],
)
def test_resolve(typed: str, found: str | None) -> None:
    entry = TROPES.resolve(typed)
    assert (entry.id if entry else None) == found


def test_complete_is_by_fit_then_name_in_the_language_asked() -> None:
    assert TROPES.complete("re", EN) == [("Rebirth", "rebirth"), ("Revenge", "revenge")]
    assert TROPES.complete("契", TW) == [("契約婚姻", "contract-marriage")]
    assert [name for name, _ in TROPES.complete("", EN)] == sorted(
        trope.name.en for trope in TROPES.entries.values()
    )
    assert len(TROPES.complete("", CN, limit=2)) == 2


def test_names_of_each_kind() -> None:
    said = {"en": "Red Mirror", "zh-CN": "红镜", "zh-TW": "紅鏡"}
    collection = Collection.model_validate({"id": "red-mirror", "name": said, "summary": said})
    term = Term.model_validate({"id": "hook", "term": said, "meaning": said})
    service = {"id": "app", "kind": "app", "summary": said, "sources": ["x"]}
    chinese = Platform.model_validate({**service, "name": "Xiaohongshu", "native_name": "小红书"})
    english = Platform.model_validate({**service, "name": "ReelShort"})
    assert [entry_name(collection, language) for language in Language] == ["Red Mirror", "红镜", "紅鏡"]
    assert [entry_name(term, language) for language in Language] == ["Red Mirror", "红镜", "紅鏡"]
    assert [entry_name(chinese, language) for language in (EN, CN)] == ["Xiaohongshu", "小红书"]
    assert {entry_name(english, language) for language in Language} == {"ReelShort"}


def test_a_service_is_found_in_either_script() -> None:
    fields = {"id": "app", "kind": "app", "summary": {"en": "x", "zh-CN": "某"}, "sources": ["x"]}
    service = Platform.model_validate(
        {**fields, "name": "Xiaohongshu", "native_name": "小红书", "also": ["REDNOTE"]}
    )
    found = Vocabulary[Platform]({"app": service})
    for typed in ("xiaohongshu", "小红书", "小紅書", "rednote", "app"):
        assert found.resolve(typed) == service


def test_a_term_is_found_by_its_pinyin() -> None:
    said = {"en": "Duanju", "zh-CN": "短剧", "zh-TW": "短劇"}
    term = Term.model_validate(
        {"id": "duanju", "term": said, "pinyin": "duǎn jù", "also": ["micro-drama"], "meaning": said}
    )
    terms = Vocabulary[Term]({"duanju": term})
    for typed in ("duan ju", "duǎn jù", "短劇", "Micro-Drama"):
        assert terms.resolve(typed) == term
