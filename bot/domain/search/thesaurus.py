"""Words that mean much the same, and words that name a tag: what makes "boss" find 霸总."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.domain.names import fold
from bot.domain.search.terms import terms

Phrase = tuple[str, ...]  # terms, all of which must be there

# For everybody; a server adds its own. Phrases are parted by commas.
_COMMON = """
courier, delivery rider, delivery driver, deliveryman, 外卖, 外卖员, 外卖小哥, 送外卖, 骑手, 快递员
boss, ceo, president, tycoon, 总裁, 老板
billionaire, millionaire, rich, wealthy, 富豪, 首富, 有钱
poor, poverty, penniless, 贫穷, 穷
reborn, rebirth, reincarnated, reincarnation, second life, 重生
revenge, vengeance, avenge, 复仇, 报仇
grandma, grandmother, granny, 奶奶, 外婆
grandpa, grandfather, 爷爷, 外公
mum, mom, mother, mommy, 妈妈, 母亲
dad, father, daddy, 爸爸, 父亲
kid, child, children, 孩子, 小孩
baby, infant, 宝宝, 婴儿
pregnant, pregnancy, 怀孕
marry, marriage, wed, wedding, 结婚, 婚姻
husband, spouse, 丈夫, 老公
wife, 妻子, 老婆
police, cop, policewoman, policeman, 警察
mafia, mob, gangster, 黑帮
werewolf, wolf, 狼人
doctor, physician, medic, 医生
ghost, spirit, 鬼魂
prison, jail, 监狱, 坐牢
maid, housekeeper, cleaner, 保姆, 保洁, 女佣
actor, actress, star, 演员, 明星
fake, pretend, 假装
swap, switched, 互换, 交换
night, dark, 夜晚, 黑夜
old, elderly, ageing, 老人
1980s, eighties, 八零, 八十年代
1990s, nineties, 九零, 九十年代
1970s, seventies, 七零, 七十年代
pig, hog, 养猪
livestream, streamer, 直播, 主播
beggar, homeless, tramp, 乞丐
"""


def phrase(text: str) -> Phrase:
    return tuple(term for term, _ in terms(fold(text)))


class Meaning(NamedTuple):
    """A stretch of a query and what else it may be called."""

    typed: str
    itself: Phrase
    synonyms: tuple[Phrase, ...]
    facets: tuple[str, ...]


class Thesaurus:
    """`tags` names facets in every way that people have for them; `groups` are words that mean the same."""

    def __init__(
        self, tags: Mapping[str, Iterable[str]] | None = None, groups: Iterable[Sequence[str]] = ()
    ) -> None:
        self._groups: defaultdict[Phrase, dict[Phrase, None]] = defaultdict(dict)
        common = (line.split(",") for line in _COMMON.strip().splitlines())
        for group in (*common, *groups):
            phrases: dict[Phrase, None] = dict.fromkeys(one for one in map(phrase, group) if one)
            for one in phrases:
                self._groups[one] |= phrases
        self._longest = max(map(len, self._groups), default=1)
        self._tags: defaultdict[str, set[str]] = defaultdict(set)
        self._tagged: defaultdict[str, set[str]] = defaultdict(set)
        for facet, names in (tags or {}).items():
            for name in names:
                self._tags[_joined(fold(name))].add(facet)
                for term in phrase(name):
                    self._tagged[term].add(facet)

    def tagged(self, folded: str) -> tuple[str, ...]:
        """The facets that are called exactly so."""
        return tuple(sorted(self._tags.get(_joined(folded), ())))

    def meanings(self, folded: str) -> list[Meaning]:
        """A query in stretches, each as long as a known phrase or one term."""
        told = list(dict(terms(folded)).items())
        found: list[Meaning] = []
        at = 0
        while at < len(told):
            length = next(
                (n for n in range(self._longest, 1, -1) if self._is_phrase(told[at : at + n], n)), 1
            )
            found.append(self._meaning(told[at : at + length]))
            at += length
        return found

    def _is_phrase(self, told: Sequence[tuple[str, str]], length: int) -> bool:
        return len(told) == length and tuple(term for term, _ in told) in self._groups

    def _meaning(self, told: Sequence[tuple[str, str]]) -> Meaning:
        itself = tuple(term for term, _ in told)
        facets = set[str].intersection(*(self._tagged.get(term, set[str]()) for term in itself))
        synonyms = tuple(one for one in self._groups.get(itself, ()) if one != itself)
        return Meaning(_typed([typed for _, typed in told]), itself, synonyms, tuple(sorted(facets)))


def _typed(words: Sequence[str]) -> str:
    """What was typed for some terms; pairs of hanzi overlap."""
    text = words[0]
    for word in words[1:]:
        text += word[1:] if word[0] == text[-1] and not word.isascii() else f" {word}"
    return text


def _joined(folded: str) -> str:
    return folded.replace(" ", "")
