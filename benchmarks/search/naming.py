"""Makes names of dramas: a Chinese one, its true reading, and an English one as a translator would write it."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import NamedTuple

from benchmarks.search.lexicon import Word, foreign, words

# Weight, Chinese and English. The more names a pattern can make, the more often it is used.
_PATTERNS = (
    (2, "{how}{who}", "The {how} {who}"),
    (6, "{who}的{what}", "The {who}'s {what}"),
    (8, "{how}{who}的{what}", "The {how} {who}'s {what}"),
    (6, "{deed}后，{who}{act}", "After the {deed}, the {who} {act}"),
    (2, "{where}{who}", "{who} of the {where}"),
    (4, "{deed}之{who}{act}", "{deed}: The {who} {act}"),
    (5, "{name}的{what}", "{name}'s {what}"),
    (2, "{who}{act}", "The {who} {act}"),
    (2, "我的{how}{who}", "My {how} {who}"),
    (3, "{where}里的{what}", "{what} in the {where}"),
    (1, "{deed}{who}", "{deed} with the {who}"),
    (4, "{what}与{what2}", "{what} and {what2}"),
    (2, "他的{what}，她的{what2}", "His {what}, Her {what2}"),
    (3, "{name}与{name2}", "{name} and {name2}"),
    (2, "当{who}遇上{who2}", "When the {who} Meets the {who2}"),
    (2, "一场{deed}，一生{what}", "One {deed}, a Lifetime of {what}"),
    (3, "{where}{what}", "{where} {what}"),
    (2, "嫁给{how}{who}", "Married to the {how} {who}"),
    (3, "那位{how}{who}{act}", "That {how} {who} {act}"),
    (4, "{what}{what2}", "{what} {what2}"),
    (3, "{name}{act}", "{name} {act}"),
    (1, "别惹{how}{who}", "Don't Mess with the {how} {who}"),
    (3, "{deed}：{where}{who}的{what}", "{deed}: The {where} {who}'s {what}"),
    (3, "{what}中的{who}", "The {who} in the {what}"),
    (2, "穿成{who}的{who2}", "I Became the {who}'s {who2}"),
    (2, "{name}：{how}{who}", "{name}, the {how} {who}"),
)
_BETWEEN = dict(
    的="de5", 后="hou4", 之="zhi1", 我="wo3", 里="li3", 与="yu3", 他="ta1", 她="ta1", 当="dang1", 遇="yu4",
    上="shang4", 一="yi1", 场="chang3", 生="sheng1", 嫁="jia4", 给="gei3", 那="na4", 位="wei4", 别="bie2",
    惹="re3", 中="zhong1", 穿="chuan1", 成="cheng2",
)  # fmt: skip
_FOREIGN_PATTERNS = {
    "ja": ("{how}{who}の{thing}", "{who}と{who2}の{thing}", "{how}{who}と{how2}{thing}", "{thing}と{thing2}の{who}"),
    "ko": ("{how} {who}의 {thing}", "{who} 그리고 {who2}의 {thing}", "{thing}, {how} {thing2}",
           "{thing} 속의 {how} {who}"),
    "hi": ("{how} {who} का {thing}", "{who} और {who2} का {thing}", "{thing} और {how} {who}",
           "{how} {thing}, {how2} {who}"),
    "es": ("{thing} de {who} {how}", "{thing} y {who} {how}", "{thing} de {who}: {who2} {how}",
           "{who} {how} y {thing}"),
}  # fmt: skip
_SMALL = frozenset("a an and at by for from her his in is no of on that the to who with".split())
_SLOT = re.compile(r"\{(\w+?)\d?\}|.")
_TOTAL = [weight for weight, _, _ in _PATTERNS]


class Made(NamedTuple):
    """A name in both languages; `reading` and `words` as in Name."""

    chinese: str
    reading: tuple[str, ...]
    words: tuple[str, ...]
    english: str


def name(random: Random) -> Made:
    _, chinese, english = random.choices(_PATTERNS, _TOTAL)[0]
    chosen: dict[str, Word] = {}
    text, reading, parts = "", (), ()
    for written, kind in _pieces(chinese):
        if kind is None:
            text += written
            reading += (_BETWEEN[written],) if written in _BETWEEN else ()
            continue
        word = chosen[written[1:-1]] = person(random) if kind == "name" else random.choice(words(kind))
        text, reading, parts = text + word.hanzi, reading + word.reading, (*parts, word.hanzi)
    translation = english.format_map({slot: word.english for slot, word in chosen.items()})
    return Made(text, reading, parts, title_case(translation))


def person(random: Random) -> Word:
    """A full name; its English is "Gu Yanchen"."""
    surname = random.choice(words("surnames"))
    given = [random.choice(words("given")) for _ in range(random.choice((1, 2, 2, 2)))]
    hanzi, reading = surname.hanzi, surname.reading
    for word in given:
        hanzi, reading = hanzi + word.hanzi, reading + word.reading
    latin = f"{_latin(surname.reading)} {_latin(reading[len(surname.reading) :])}"
    return Word(hanzi, reading, latin)


def in_language(language: str, random: Random) -> str:
    """A name in Japanese, Korean, Hindi or Spanish."""
    pattern = random.choice(_FOREIGN_PATTERNS[language])
    slots = dict.fromkeys(written[1:-1] for written, kind in _pieces(pattern) if kind)
    chosen = {slot: random.choice(foreign(language, slot.rstrip("2"))) for slot in slots}
    text = pattern.format_map(chosen)
    if language == "es":
        text = text.replace(" de el ", " del ")
        return text[0].upper() + text[1:]
    return text


def title_case(text: str) -> str:
    first, *rest = text.split(" ")
    return " ".join([_capital(first), *(word if word in _SMALL else _capital(word) for word in rest)])


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _latin(reading: tuple[str, ...]) -> str:
    return "".join(syllable[:-1] for syllable in reading).replace("v", "u").capitalize()


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((match[0], match[1]) for match in _SLOT.finditer(pattern))
