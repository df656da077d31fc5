"""A moment as people say it: fri 8pm, 明晚8点; what could mean two moments is refused, never guessed."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from dateparser.date import DateDataParser

from bot.domain.markup import clean, quoted
from bot.errors import UserError

LONGEST = 80  # characters
FARTHEST = 366 * 86_400  # seconds ahead
_STAMP = re.compile(r"<t:(\d{1,12})(?::[a-zA-Z])?>")
# Without a time of day the library takes the present one.
_TIME_OF_DAY = re.compile(
    r"\d{1,2}:\d{2}|\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\b|\bnoon\b"
    r"|\bin\s+\d+(?:\.\d)?\s*(?:h|hrs?|hours?|m|mins?|minutes?)\b",
    re.IGNORECASE,
)
_DAY_OR_MONTH = re.compile(r"(?<![\d/.:-])(\d{1,2})[/.-](\d{1,2})(?![\d:])(?!\s*[ap]\.?m\b)", re.IGNORECASE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    r"\b(?:(?:this|on)\s+)*(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|ur|urs)?(?:day)?\b", re.IGNORECASE
)
# Some mean the first one from now, others the one of the week after.
_NEXT_WEEKDAY = re.compile(
    r"\bnext\s+(?:mon|tue|wed|thu|fri|sat|sun)|下下?个?個?(?:周|週|星期|礼拜|禮拜)", re.IGNORECASE
)
_SETTINGS = {"PREFER_DATES_FROM": "future", "PARSERS": ["relative-time", "absolute-time"]}

_DIGITS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMBER = r"\d{1,2}|[一二两兩三四五六七八九]?十[一二三四五六七八九]?|[零一二两兩三四五六七八九]"
_MONTHS = "January February March April May June July August September October November December".split()
_HAN = re.compile(r"[\u3400-\u9fff]")
_EVENINGS = re.compile(r"(今|明)晚上?")
_CLOCK = re.compile(
    rf"(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?\s*({_NUMBER})\s*(?:[点點时時](?!间|間)|[:：](?=\d))\s*"
    rf"(半|{_NUMBER})?\s*(?:分(?!钟|鐘)|整)?"
)
_FULL_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号號]?")
_SHORT_DATE = re.compile(rf"({_NUMBER})月({_NUMBER})[日号號]?")
_CHINESE_WEEKDAY = re.compile(r"(?:这个?|這個?|本)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])")
_SPAN = re.compile(rf"({_NUMBER})\s*(?:个半?|個半?)?\s*(小时|小時|分钟|分鐘|天)[之以]?[后後]")
_UNITS = {"小": "hours", "分": "minutes", "天": "days"}
_DAYS = (("大后天", "in 3 days "), ("大後天", "in 3 days "), ("后天", "in 2 days "), ("後天", "in 2 days "),
         ("明天", "tomorrow "), ("明日", "tomorrow "), ("今天", "today "), ("今日", "today "))  # fmt: skip


def moment(typed: str, zone: str, now: int) -> int:
    """UTC seconds, later than `now` and within a year. Raises UserError.

    `zone` counts unless the words name one themselves, as ISO 8601 and Discord's own time stamps do.
    """
    said = clean(typed.replace("\n", " "), LONGEST + 1)
    if _NEXT_WEEKDAY.search(said) or _is_day_or_month(said):
        raise UserError("error-party-ambiguous", text=quoted(typed))
    at = _moment(said, zone, now) if len(said) <= LONGEST else None
    if at is None:
        raise UserError("error-party-time", text=quoted(typed))
    if at <= now:
        raise UserError("error-party-past", text=quoted(typed), time=f"<t:{max(at, 0)}:F>")
    if at > now + FARTHEST:
        raise UserError("error-party-far", time=f"<t:{at}:F>")
    return at


def needs_zone(typed: str) -> bool:
    """Whether the words leave open where on earth their time is."""
    return not _STAMP.fullmatch(typed.strip())


def _is_day_or_month(said: str) -> bool:
    """3/4 is in March for some and in April for others."""
    return any(a != b and 0 < int(a) <= 12 and 0 < int(b) <= 12 for a, b in _DAY_OR_MONTH.findall(said))


def _moment(said: str, zone: str, now: int) -> int | None:
    if stamp := _STAMP.fullmatch(said):
        return int(stamp[1])
    words = _in_english(said)
    if not _TIME_OF_DAY.search(words) or _HAN.search(words):
        return None
    here = datetime.fromtimestamp(now, ZoneInfo(zone))
    for said_so in (_WEEKDAY.sub(lambda found: _today(found, here), words), words):
        at = _parsed(said_so, here)
        if at is not None and (at > now or said_so == words):
            return at
    return None


def _today(found: re.Match[str], here: datetime) -> str:
    """On a Friday the library takes Friday for the one in a week, although it may be this evening."""
    is_today = _WEEKDAYS[here.weekday()].startswith(found[1].lower())
    return "today" if is_today else found[0]


def _parsed(words: str, here: datetime) -> int | None:
    settings = {**_SETTINGS, "RELATIVE_BASE": here.replace(tzinfo=None)}
    try:
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(words).date_obj
        if found is None:
            return None
        return int((found if found.tzinfo else found.replace(tzinfo=here.tzinfo)).timestamp())
    except (ValueError, OverflowError, OSError):  # such as a year that no clock has
        return None


# -- Chinese, of which the library knows too little: put into the English that it knows


def _in_english(said: str) -> str:
    if not _HAN.search(said):
        return said
    words = _EVENINGS.sub(r"\1天晚上", said)
    words = _SPAN.sub(lambda found: f" in {_number(found[1])} {_UNITS[found[2][0]]} ", words)
    words = _FULL_DATE.sub(r" \1-\2-\3 ", words)
    words = _SHORT_DATE.sub(_date, words)
    words = _CHINESE_WEEKDAY.sub(
        lambda found: f" {_WEEKDAYS[min('一二三四五六日天'.index(found[1]), 6)]} ", words
    )
    for chinese, english in _DAYS:
        words = words.replace(chinese, english)
    return re.sub(r"\s+", " ", _CLOCK.sub(_clock, words)).strip()


def _number(text: str) -> int:
    """Up to 99: 8, 八, 十二, 二十三."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_DIGITS[ones] if ones else 0)


def _date(found: re.Match[str]) -> str:
    month = _number(found[1])
    return f" {_number(found[2])} {_MONTHS[month - 1]} " if 1 <= month <= 12 else found[0]


def _clock(found: re.Match[str]) -> str:
    part, hour = found[1] or "", _number(found[2])
    minute = 30 if found[3] == "半" else _number(found[3] or "0")
    if (part in ("下午", "傍晚", "晚上", "晚") and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    elif part in ("凌晨", "晚上", "晚") and hour == 12:
        return found[0]  # of which day?
    return f" {hour:02}:{minute:02} "
