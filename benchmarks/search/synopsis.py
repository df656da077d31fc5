"""Makes synopses: what happens in a drama that does not exist."""

from __future__ import annotations

import re
from random import Random

from benchmarks.search.lexicon import words
from benchmarks.search.naming import person

_ENGLISH = (
    "{name} discovers that the {who} she trusted is a {how} {who2} from the {where}.",
    "After a {deed} in the {where}, a {how} {who} must protect {what} at any cost.",
    "A {job} finds {what} that once belonged to the {who} and is drawn into a {deed}.",
    "{name} comes back to the {where} to {verb} the {who} who ruined the family.",
    "When {what} goes missing from the {where}, only the {how} {who} can {verb} the {job}.",
    "Two rivals, a {who} and a {job}, share one {what} and slowly {verb} each other.",
    "Years after the {deed}, {name} works as a {job} and hides {what} from everybody.",
    "The {how} {who} hires a {job} to {verb} her own {who2} before the {deed}.",
    "It begins with {what} left in the {where} and ends with a {deed} nobody expected.",
    "{name} and {name2} were promised to each other, until a {how} {job} brought {what}.",
    "To pay for the hospital, a {job} agrees to {verb} the {how} {who} for a hundred days.",
    "Betrayed by the {who}, she wakes ten years earlier and decides to {verb} the {who2} first.",
    "A child in the {where} can hear {what} speak and helps the {job} to {verb} a {who}.",
    "The {who} pretends to be a {job}, and nobody in the {where} knows about the {what}.",
    "One letter about {what} turns a quiet {job} into the most {how} {who} of the {where}.",
    "{name} wants nothing but {what}, yet the {deed} makes a {who} of him.",
)
_CHINESE = (
    "{name}在{where}遇见了{how}的{who}，从此卷入一场{deed}。",
    "为了找回{what}，{who}瞒着所有人回到{where}。",
    "{deed}之后，{how}的{who}带着{what}重新开始。",
    "{where}里人人都怕{who}，只有{name}知道{what}背后的往事。",
    "一个{job}偶然捡到{what}，却被{who}当成了{who2}。",
    "{name}与{name2}因为{what}反目，又在{where}和解。",
    "深夜的{where}，{job}听见{who}说起那年的{deed}。",
    "她以{job}的身份接近{who}，只为查清{what}的下落。",
)
_JOBS = (
    "courier", "welder", "florist", "translator", "surgeon", "librarian", "street cook", "seamstress", "busker",
    "lighthouse keeper", "typist", "gardener", "piano teacher", "taxi driver", "locksmith", "baker", "tour guide",
    "beekeeper", "puppeteer", "diver", "night watchman", "dentist", "ferryman", "stunt double", "violinist",
    "programmer", "archaeologist", "boxer", "midwife", "watchmaker",
)  # fmt: skip
_CHINESE_JOBS = (
    "快递员", "花匠", "翻译", "外科大夫", "图书管理员", "厨子", "绣娘", "街头歌手", "守塔人", "打字员", "园丁",
    "钢琴老师", "出租车司机", "锁匠", "面包师", "导游", "养蜂人", "潜水员", "守夜人", "牙医", "摆渡人", "拳击手",
)  # fmt: skip
_VERBS = (
    "forgive", "rescue", "outwit", "marry", "expose", "defend", "deceive", "avenge", "follow", "protect", "teach",
    "impersonate", "divorce", "defeat", "understand", "blackmail", "heal", "remember", "hunt", "befriend",
)  # fmt: skip
_SLOT = re.compile(r"\{(\w+?)\d?\}")


def english(random: Random) -> str:
    """One to three sentences."""
    return " ".join(
        _fill(pattern, random, chinese=False) for pattern in random.sample(_ENGLISH, random.randint(1, 3))
    )


def chinese(random: Random) -> str:
    """One sentence of its own: not a translation of the English ones."""
    return _fill(random.choice(_CHINESE), random, chinese=True)


def _fill(pattern: str, random: Random, *, chinese: bool) -> str:
    def choose(slot: re.Match[str]) -> str:
        kind = slot[1]
        if kind == "job":
            return random.choice(_CHINESE_JOBS if chinese else _JOBS)
        if kind == "verb":
            return random.choice(_VERBS)
        word = person(random) if kind == "name" else random.choice(words(kind))
        return word.hanzi if chinese else word.english

    return _SLOT.sub(choose, pattern)
