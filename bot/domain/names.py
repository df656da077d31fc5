"""One name in its many spellings: what a person may type for it, and what is shown beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import islice

from opencc import OpenCC

MAX_QUERY = 80  # characters of a query that are read; no name is found better by a longer one
MAX_READINGS = 4

HANZI = re.compile(r"[㐀-䶿一-鿿\U00020000-\U0003ffff〇々]")
_TOKEN = re.compile(rf"{HANZI.pattern}|(?:(?!{HANZI.pattern})\S)+")

_APOSTROPHES = "'‘’‛`´ʼʹ′＇"
_BEFORE = str.maketrans(dict.fromkeys(_APOSTROPHES) | {"&": " and ", "＆": " and "})
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ACCENT = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_NOT_A_LETTER = re.compile(r"[\W_]")
_KEPT_CHARACTERS = 20_000  # of each table below; nobody's text has more
_INVISIBLE = frozenset({"Cf", "Cs", "Cc"})  # joiners, direction marks, halves of a character, NUL
_MARKS = frozenset({"Mn", "Mc"})  # vowel signs: part of a word in Devanagari, Arabic, Thai …
_VARIANT = re.compile(
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)  # how to draw the character before, not another one

# What OpenCC leaves, because it is right in some texts. For finding a name the common sense is enough.
_ALSO_SIMPLIFIED = {
    "著": "着",
    "妳": "你",
    "祂": "他",
    "牠": "它",
    "佔": "占",
    "藉": "借",
    "瞭": "了",
    "嚐": "尝",
}


def clip(text: str) -> str:
    """The part of a query that is read."""
    return text[:MAX_QUERY]


@lru_cache(8192)  # lists of services and tropes are folded again whenever any title changes
def fold(text: str) -> str:
    """What is the same however it is typed: width, case, accents, punctuation, traditional characters.

    Words are parted by one space. Any input will do; folding twice changes nothing.
    """
    text = unicodedata.normalize("NFKC", text.translate(_BEFORE)).casefold().translate(_BEFORE)
    text = text.translate(_LETTERS)
    text = _ACCENT.sub("", unicodedata.normalize("NFD", text).translate(_PLAIN_LETTERS))
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIMPLE).split())


def tokens(folded: str) -> list[str]:
    """Each hanzi, and each run of anything else. Readings have one syllable or word for each of these."""
    return _TOKEN.findall(folded)


class _Table(dict[int, str]):
    """For str.translate: what a function makes of a character, remembered; many times quicker than calls."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self._convert = convert

    def __missing__(self, code: int) -> str:
        converted = self._convert(chr(code))
        if len(self) < _KEPT_CHARACTERS:
            self[code] = converted
        return converted


def _letter_or_space(character: str) -> str:
    if _VARIANT.match(character):
        return ""
    category = unicodedata.category(character)
    if category in _MARKS or not _NOT_A_LETTER.match(character):
        return character
    return "" if category in _INVISIBLE and not character.isspace() else " "


def _simplify(character: str) -> str:
    """One character at a time, so that a part of a name folds as it does in the whole name."""
    if not HANZI.match(character):
        return character
    simple = _convert(
        _convert(character, "t2s"), "t2s"
    )  # twice: some variants lead to a traditional character
    return _ALSO_SIMPLIFIED.get(simple, simple)


_LETTERS = _Table(_letter_or_space)
_SIMPLE = _Table(_simplify)


# --- seasons --------------------------------------------------------------------------------------

_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "ii": 2, "iii": 3, "iv": 4,
          **{numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}}  # fmt: skip
_SEASON = re.compile(
    r"^(?P<name>.*?\S)"
    r"(?:\s+(?:season|part|series|volume|vol|book|s|pt)\s*(?P<marked>\d{1,2})"
    r"|\s+(?:season|part|series|volume|vol|book|pt)\s+(?P<spelled>one|two|three|four|five|ii|iii|iv|i)"
    r"|\s*第\s*(?P<chinese>\d{1,2}|[一二三四五六七八九十])\s*[季部]"
    r"|\s+(?P<roman>ii|iii|iv)"  # a lone i, v or x may be a word or a name
    rf"|(?<={HANZI.pattern})\s*s?(?P<bare>\d{{1,2}}|ii|iii|iv))$"
)


def fold_season(folded: str) -> str:
    """Every way to write "season 2" at the end becomes " 2"; a first season is the plain name."""
    if not (match := _SEASON.match(folded)):
        return folded
    written = next(part for key, part in match.groupdict().items() if part and key != "name")
    number = int(written) if written.isdigit() else _COUNT.get(written, 1)
    return match["name"] if number <= 1 else f"{match['name']} {number}"


def season(key: str) -> int:
    """The season that a folded name ends in; 1 when it does not say."""
    last = key.rpartition(" ")[2]
    return int(last) if last.isdecimal() and len(last) <= 2 and last != key else 1


# --- derived once, when a name is stored ----------------------------------------------------------


@dataclass(frozen=True)
class Forms:
    """What a Chinese name's text gives besides itself; all empty for other names."""

    simplified: str = ""
    traditional: str = ""  # characters only: a name keeps its words
    pinyin: str = ""  # to be read: "tān chī shé"
    readings: tuple[str, ...] = ()  # to be searched: "tan chi she", the likeliest first


# Characters of titles and surnames that are read in two ways. pypinyin goes by context and errs in about one
# name of a hundred; people err more often, so the second reading finds the name too.
_POLYPHONES = {
    "长": "chang zhang", "重": "chong zhong", "行": "xing hang", "乐": "le yue", "都": "dou du",
    "还": "huan hai", "得": "de dei", "了": "le liao", "传": "chuan zhuan", "调": "diao tiao",
    "曾": "ceng zeng", "单": "dan shan", "解": "jie xie", "仇": "chou qiu", "盛": "sheng cheng",
    "率": "lu shuai", "便": "bian pian", "着": "zhe zhao", "的": "de di", "朝": "chao zhao",
    "降": "jiang xiang", "藏": "cang zang", "角": "jiao jue", "弹": "tan dan", "参": "can shen",
    "差": "cha chai", "血": "xue xie", "薄": "bo bao", "露": "lu lou", "会": "hui kuai", "地": "di de",
    "校": "xiao jiao", "宿": "su xiu", "强": "qiang jiang", "折": "zhe she", "奇": "qi ji", "大": "da dai",
    "似": "si shi", "说": "shuo shui", "尉": "wei yu", "区": "qu ou", "查": "cha zha", "翟": "zhai di",
    "覃": "qin tan", "觉": "jue jiao", "没": "mei mo", "省": "sheng xing", "提": "ti di", "吓": "xia he",
    "约": "yue yao", "珩": "heng hang",
    "熟": "shu shou", "什": "shen shi", "车": "che ju", "给": "gei ji", "谁": "shui shei",
}  # fmt: skip

# Words of titles that pypinyin has wrong.
_PHRASES = {
    "长路": "cháng lù", "飞传": "fēi zhuàn", "重整": "chóng zhěng", "重燃": "chóng rán", "将门": "jiāng mén",
    "逆子": "nì zǐ", "世子": "shì zǐ", "得宠": "děi chǒng", "少夫人": "shào fū rén", "似我": "sì wǒ", "燃尽": "rán jìn",
}  # fmt: skip


def derive(text: str, language: str) -> Forms:
    """The forms of one name. Slow and large at first use: only for loading, never while serving."""
    if not language.startswith("zh") or not HANZI.search(text):
        return Forms()
    simplified = text if language == "zh-Hans" else _convert(text, "t2s")
    traditional = text if language == "zh-Hant" else _taiwan_characters(text)
    pinyin = _pinyin(simplified)
    return Forms(simplified, traditional, pinyin, _readings(fold(simplified), fold(pinyin)))


def _pinyin(text: str) -> str:
    syllables = _reader()(text)  # all of the name at once: a character's reading hangs on its neighbours
    return " ".join(" ".join(syllables).split())


@cache
def _reader() -> Callable[[str], list[str]]:
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # 55 MB, most of it a dictionary of phrases

    load_phrases_dict({word: [[one] for one in reading.split()] for word, reading in _PHRASES.items()})
    return partial(lazy_pinyin, style=Style.TONE, errors=lambda other: _NOT_A_LETTER.sub(" ", other))


def _readings(folded: str, main: str) -> tuple[str, ...]:
    characters, syllables = tokens(folded), main.split()
    if len(characters) != len(syllables):  # a character without a reading: better none than a shifted one
        return ()
    others = (
        " ".join([*syllables[:at], other, *syllables[at + 1 :]])
        for at, character in enumerate(characters)
        for other in _POLYPHONES.get(character, "").split()
        if other != syllables[at]
    )
    return (main, *islice(others, MAX_READINGS - 1))


# --- Taiwan ---------------------------------------------------------------------------------------

# Where Taiwan writes another character than OpenCC, or OpenCC cuts a sentence at the wrong place. For names too.
# What is tried is a regular expression; the order counts.
_TAIWAN_CHARACTERS = {
    r"‘([^‘]*?)’(?![A-Za-z])": r"『\1』",  # a pair: a lone ’ is an apostrophe
    "“": "「", "”": "」", "臺": "台", "總檯": "總台", "賬": "帳", "佈": "布", "燬": "毀", "計劃": "計畫",
    "註定": "注定", "迴歸": "回歸", "揹負": "背負", "冷麵": "冷面", "鬱郁": "鬱鬱", "家長裡短": "家長里短",
    "傢俱": "家具", "制作": "製作", "(?<!不能)(?<![難無]以)(?<!無法)自制(?!力)": "自製",  # but self-control is 自制
    "(?<=[亮標查點指聲闡])明瞭": "明了",  # a verb and its 了, as in 亮明了; OpenCC has 說明了 right
    r"(?<=首)(?<!榜首)周|(?<=\d)周(?!歲)|(?<=同一)周(?!期)|周(?=榜|冠軍)": "週",
}  # fmt: skip

# Where Taiwan has another word. For sentences: names keep their words, and so do services (央視頻, 騰訊視頻).
# OpenCC's own list of words (s2twp) is not used: it is made for software, where 对象 is an object in memory.
_TAIWAN_WORDS = {
    "(?<!央)(?<!騰訊)(?<!西瓜)視頻(?![道率號])": "影片", "錄像(?!廳)": "錄影", "橫屏": "橫式", "豎屏": "直式",
    "屏幕": "螢幕", "播放量": "觀看次數", "網絡": "網路", "軟件": "軟體", "硬件": "硬體", "界面": "介面",
    "短信息?(?!件)": "簡訊", "(?<=[發傳條])信息|(?<=收到)信息": "訊息", "(?<!相)信息": "資訊",
    "(?<![大多少無])數據": "資料", "登錄": "登入", "鏈接": "連結", "搜索": "搜尋", "設置": "設定", "粘貼": "貼上",
    "手機號(?!碼)": "手機號碼", "充值": "儲值", "質量": "品質", "密鑰": "金鑰", "程序員": "程式設計師",
    "(?<=應用)程序|(?<=小)程序": "程式", "(?<!改)編程(?![度序])": "程式設計", "智能手機": "智慧型手機",
    "人工智能(?!工作室)": "人工智慧",  # 总台人工智能工作室 is a name
    "(?<![現正])在線(?![上下索條])": "線上", "公元(?=前|\\d)": "西元",
    "(?<![國本度])國內(?!外)": "中國",  # to a reader in Taiwan it would mean Taiwan
    "酒店": "飯店",  # in Taiwan a hostess bar
    "報道": "報導", "身份": "身分", "倒霉": "倒楣", "出租車": "計程車",
    "保姆": "保母", "轉校": "轉學", "入職": "到職", "應聘": "應徵", "諮詢公司": "顧問公司",
    "空中交通管制": "飛航管制", "(?:美式|(?<!英式))橄欖球": "美式足球",
    "意大利": "義大利", "沙特阿拉伯": "沙烏地阿拉伯", "卡塔爾": "卡達", "新西蘭": "紐西蘭",
}  # fmt: skip
_QUOTED_TITLE = re.compile(r"(《[^》]*》)")


def to_taiwan(text: str) -> str:
    """A sentence of mainland Chinese in Taiwan's characters and words. Only for loading."""
    parts = _QUOTED_TITLE.split(_taiwan_characters(text))
    return "".join(part if part.startswith("《") else _replace(part, _TAIWAN_WORDS) for part in parts)


def _taiwan_characters(text: str) -> str:
    return _replace(_convert(text, "s2tw"), _TAIWAN_CHARACTERS)


def _replace(text: str, table: Mapping[str, str]) -> str:
    for pattern, right in table.items():
        text = re.sub(pattern, right, text)
    return text


def _convert(text: str, config: str) -> str:
    return _converter(config)(text)


@cache
def _converter(config: str) -> Callable[[str], str]:
    return OpenCC(config).convert  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
