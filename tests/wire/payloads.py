"""What Discord sends: as much of its objects as discord.py reads, and what one member does."""

from __future__ import annotations

import time
from itertools import count
from typing import Any

APPLICATION, GUILD, CHANNEL, MEMBER = (str(1_300_000_000_000_000_000 + number) for number in range(4))
Json = dict[str, Any]

_EPOCH = 1_420_070_400_000  # milliseconds: the first of 2015, from which snowflakes count
_ids = count(1)
_COMMAND, _COMPONENT, _AUTOCOMPLETE = 2, 3, 4


def snowflake() -> str:
    """An id that nothing else has; its upper bits are the time."""
    return str(int(time.time() * 1000) - _EPOCH << 22 | next(_ids) & 0x3FFFFF)


def user(identity: str = MEMBER, name: str = "mia", *, bot: bool = False) -> Json:
    return {
        "id": identity,
        "username": name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
        "flags": 0,
    }


BOT_USER = user(APPLICATION, "micro-drama-bot", bot=True)
APPLICATION_INFO = {
    "id": APPLICATION,
    "name": "micro-drama-bot",
    "description": "",
    "icon": None,
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0" * 64,
    "flags": 0,
    "team": None,
    "owner": user(),
}


def channel() -> Json:
    return {"id": CHANNEL, "guild_id": GUILD, "type": 0, "name": "general", "position": 0}


def message(body: Json) -> Json:
    """The message that Discord makes of what was sent to it."""
    return {
        "id": snowflake(),
        "channel_id": CHANNEL,
        "author": BOT_USER,
        "content": "",
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": [],
        "flags": 0,
        **body,
    }


def acknowledged(interaction: Json, answer: Json) -> Json:
    """What a callback with `with_response` returns."""
    about = {"id": interaction["id"], "type": interaction["type"]}
    if answer["type"] not in (4, 7):  # neither a new message nor an edited one
        return {"interaction": about, "resource": {"type": answer["type"]}}
    made = message(answer["data"])
    about |= {"response_message_id": made["id"], "response_message_ephemeral": bool(made["flags"] & 64)}
    return {"interaction": about, "resource": {"type": answer["type"], "message": made}}


def slash(name: str, **options: str | bool) -> Json:
    """A member sends a command."""
    given = [{"name": key, "type": _option_type(value), "value": value} for key, value in options.items()]
    return _interaction(_COMMAND, {"id": "1", "name": name, "type": 1, "options": given})


def typing(command: str, option: str, typed: str) -> Json:
    """A member has typed so far, and Discord asks for choices."""
    focused = {"name": option, "type": 3, "value": typed, "focused": True}
    return _interaction(_AUTOCOMPLETE, {"id": "1", "name": command, "type": 1, "options": [focused]})


def click(on: Json, custom_id: str) -> Json:
    """A member presses a button of a message."""
    pressed = {"custom_id": custom_id, "component_type": 2}
    return {**_interaction(_COMPONENT, pressed), "message": on}


def _interaction(kind: int, data: Json) -> Json:
    identity = snowflake()
    return {
        "id": identity,
        "application_id": APPLICATION,
        "type": kind,
        "token": f"secret-of-interaction-{identity}",
        "version": 1,
        "data": data,
        "guild_id": GUILD,
        "guild_locale": "en-US",
        "channel_id": CHANNEL,
        "channel": channel(),
        "member": {**member(user()), "permissions": "2147483647"},
        "locale": "en-US",
        "app_permissions": "2147483647",
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "context": 0,
        "attachment_size_limit": 10_485_760,
    }


def member(who: Json) -> Json:
    joined = "2026-01-01T00:00:00+00:00"
    return {"user": who, "roles": [], "joined_at": joined, "deaf": False, "mute": False, "flags": 0}


def _option_type(value: str | bool) -> int:
    return 5 if isinstance(value, bool) else 3
