"""Times as moderators type them: a moment, hours of quiet, a time zone by its city."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from discord import app_commands

from bot.domain.markup import quoted
from bot.domain.model import Language
from bot.domain.names import fold
from bot.errors import UserError

DAY = 86_400  # seconds
FARTHEST = 366 * DAY  # that an announcement can be scheduled ahead
_CLDR = {Language.EN: "en_GB", Language.ZH_CN: "zh_Hans", Language.ZH_TW: "zh_Hant"}
_STAMP = re.compile(r"<t:(\d{1,12})(?::[a-zA-Z])?>")
_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]*(\d{1,2})(?:[:：点點时時](\d{2})?分?)(?::\d{2})?"
)
_HOURS = re.compile(r"(\d{1,2})(?:[:：]00|[点點时時])?\s*[-–—~～至到]\s*(\d{1,2})(?:[:：]00|[点點时時])?")
_CLOCK = re.compile(
    r"(上午|早上|凌晨|下午|晚上|中午)?\s*(\d{1,2})(?:[:：.点點时時]\s*(\d{2})?分?)?\s*([ap])?\.?(?:m\.?)?",
    re.IGNORECASE,
)
_AFTERNOON = ("下午", "晚上", "中午", "p")
_USUAL = (
    "UTC", "Europe/London", "Europe/Paris", "America/New_York", "America/Chicago", "America/Los_Angeles",
    "America/Sao_Paulo", "Asia/Kolkata", "Asia/Bangkok", "Asia/Jakarta", "Asia/Singapore", "Asia/Manila",
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney",
)  # fmt: skip


def moment(typed: str, zone: str, now: int) -> int:
    """UTC seconds of 2026-12-24 20:00 in a zone, of ISO 8601 with an offset, or of Discord's own time stamp.

    Raises UserError for what is none of these, is over, or is too far ahead.
    """
    at = _moment(typed.strip(), zone)
    if at is None:
        raise UserError("error-announce-time", text=quoted(typed))
    if at <= now:
        raise UserError("error-announce-past", time=f"<t:{at}:f>" if at > 0 else quoted(typed))
    if at > now + FARTHEST:
        raise UserError("error-announce-far")
    return at


def _moment(typed: str, zone: str) -> int | None:
    if found := _STAMP.fullmatch(typed):
        return int(found[1])
    try:
        if found := _MOMENT.fullmatch(typed):
            year, month, day, hour, minute = (int(part or 0) for part in found.groups())
            return int(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp())
        exact = datetime.fromisoformat(typed)
        return int((exact if exact.tzinfo else exact.replace(tzinfo=ZoneInfo(zone))).timestamp())
    except (ValueError, OverflowError, OSError):
        return None


def quiet_hours(typed: str) -> tuple[int, int]:
    """From and to, as hours of the day: 22-8, 22:00–08:00. Raises UserError."""
    found = _HOURS.fullmatch(typed.strip())
    hours = (int(found[1]) % 24, int(found[2]) % 24) if found else (0, 0)
    if found is None or max(int(found[1]), int(found[2])) > 24 or hours[0] == hours[1]:
        raise UserError("error-announce-quiet", text=quoted(typed))
    return hours


def time_of_day(typed: str) -> int:
    """Minutes since midnight: 20:30, 8pm, 20点, 晚上8点. Raises UserError."""
    found = _CLOCK.fullmatch(typed.strip())
    half = (found[1] or found[4] or "").lower() if found else ""
    hour, minute = (int(found[2]), int(found[3] or 0)) if found else (24, 0)
    if half and hour <= 12 and not (half == "中午" and hour > 10):
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    if hour > 23 or minute > 59:
        raise UserError("error-prompt-time", text=quoted(typed))
    return hour * 60 + minute


def zone_choices(typed: str, language: Language) -> list[app_commands.Choice[str]]:
    """Zones whose name or city, in any of our languages, holds what was typed; usual ones when nothing was."""
    wanted = fold(typed)
    found = (
        [zone for zone, keys in _zones() if any(wanted in key for key in keys)] if wanted else list(_USUAL)
    )
    found.sort(key=lambda zone: zone not in _USUAL)
    return [app_commands.Choice(name=zone_name(zone, language)[:100], value=zone) for zone in found[:25]]


def zone_of(typed: str) -> str:
    """The zone of a chosen value, or of a typed city. Raises UserError."""
    known = {key: zone for zone, keys in reversed(_zones()) for key in keys}
    if typed in available():
        return typed
    if (zone := known.get(fold(typed))) is None:
        raise UserError("error-announce-zone", text=quoted(typed))
    return zone


def zone_name(zone: str, language: Language) -> str:
    """Taipei (Asia/Taipei)."""
    city = _cities(language).get(zone)
    return f"{city} ({zone})" if city else zone


@cache
def available() -> frozenset[str]:
    """Zones of a place, and UTC; no abbreviations."""
    return frozenset(
        z for z in available_timezones() if ("/" in z and not z.startswith("Etc/")) or z == "UTC"
    )


@cache
def _zones() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (
            zone,
            tuple({fold(zone), fold(zone.rpartition("/")[2])} | {fold(c[zone]) for c in cities if zone in c}),
        )
        for cities in [[_cities(language) for language in Language]]
        for zone in sorted(available())
    )


@cache
def _cities(language: Language) -> dict[str, str]:
    """What the city of a zone is called, as far as CLDR knows; in English its id says it already."""
    if language is Language.EN:
        return {z: z.rpartition("/")[2].replace("_", " ") for z in available() if z != "UTC"}
    zones = cast(dict[str, dict[str, str]], Locale.parse(_CLDR[language]).time_zones)
    return {zone: known["city"] for zone, known in zones.items() if "city" in known and zone in available()}
