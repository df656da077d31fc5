"""When a post is due: soon, or at a digest's hour, and never in the hours a channel is to be quiet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.announcing.subscription import Mode, Timing

GATHER = 5  # seconds in which a burst of events becomes one post
_HOUR = 3600


def due(timing: Timing, now: int) -> int:
    """UTC seconds, later than `now`, of the post that tells what happens now."""
    match timing.mode:
        case Mode.INSTANT:
            moment = now + GATHER
        case Mode.HOURLY:
            moment = _next_full_hour(now, timing.zone)
        case Mode.DAILY:
            moment = _next(timing.hour, now, timing.zone)
        case Mode.WEEKLY:
            moment = _next(timing.hour, now, timing.zone, timing.weekday)
    return awake(timing, moment)


def awake(timing: Timing, moment: int) -> int:
    """The moment itself, or the end of the quiet hours it falls into."""
    while is_quiet(timing, moment):
        # On a day whose clocks change, the hour at which it ends may be one of the quiet ones.
        moment = _next(timing.quiet_to or 0, moment, timing.zone)
    return moment


def is_quiet(timing: Timing, moment: int) -> bool:
    start, end = timing.quiet_from, timing.quiet_to
    if start is None or end is None or start == end:
        return False
    hour = datetime.fromtimestamp(moment, zone_of(timing.zone)).hour
    return start <= hour < end if start < end else hour >= start or hour < end


def is_zone(name: str) -> bool:
    """Whether it is a time zone of the IANA's that this machine knows."""
    return name == "UTC" or zone_of(name).key == name


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """UTC for a name that is unknown here: a post at another hour is better than none."""
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        return ZoneInfo("UTC")


def _next_full_hour(now: int, zone: str) -> int:
    local = datetime.fromtimestamp(now, zone_of(zone))  # some zones are half an hour off
    return now + _HOUR - local.minute * 60 - local.second


def _next(hour: int, now: int, zone: str, weekday: int | None = None) -> int:
    """The first moment after now when the clocks there show this hour, on this day of the week."""
    today = datetime.fromtimestamp(now, zone_of(zone)).replace(hour=hour, minute=0, second=0, fold=0)
    days = (today + timedelta(days=ahead) for ahead in range(16))
    moments = (
        int(day.astimezone(UTC).timestamp()) for day in days if weekday is None or day.weekday() == weekday
    )
    return next(moment for moment in moments if moment > now)
