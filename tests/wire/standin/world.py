"""What exists in the simulated Discord: servers, their channels and roles, and what the bot may do there."""

from __future__ import annotations

from dataclasses import dataclass, field

from discord import Permissions

from tests.wire import payloads
from tests.wire.payloads import Json

TEXT, NEWS, NEWS_THREAD, PUBLIC_THREAD, FORUM = 0, 5, 10, 11, 15  # types of channels
_ROLE, _MEMBER = 0, 1  # types of overwrites
_REQUIRE_TAG = 1 << 4


@dataclass
class Role:
    name: str
    permissions: Permissions = field(default_factory=Permissions.none)
    mentionable: bool = False
    managed: bool = False
    id: str = field(default_factory=payloads.snowflake)

    def payload(self) -> Json:
        return {
            "id": self.id, "name": self.name, "permissions": str(self.permissions.value), "position": 0,
            "color": 0, "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False, "managed": self.managed, "mentionable": self.mentionable, "flags": 0,
        }  # fmt: skip


@dataclass
class Channel:
    """A channel, or a thread, which has a parent."""

    guild: Guild
    name: str
    kind: int = TEXT
    overwrites: dict[str, Json] = field(default_factory=dict)  # by role or member
    tags: dict[str, str] = field(default_factory=dict)  # names of a forum's tags by id
    requires_tag: bool = False
    parent: Channel | None = None
    archive_minutes: int = 1440
    is_archived: bool = False
    messages: dict[str, Json] = field(default_factory=dict)  # by id, in the order they came
    id: str = field(default_factory=payloads.snowflake)

    def forbid(self, **permissions: bool) -> None:
        """`send_messages=False`: the bot may not; it was the role of everyone that could."""
        allow, deny = Permissions.none(), Permissions.none()
        for name, value in permissions.items():
            setattr(allow if value else deny, name, True)
        self.overwrite(self.guild.everyone.id, allow, deny)

    def overwrite(self, who: str, allow: Permissions, deny: Permissions, *, member: bool = False) -> None:
        self.overwrites[who] = {
            "id": who, "type": _MEMBER if member else _ROLE,
            "allow": str(allow.value), "deny": str(deny.value),
        }  # fmt: skip

    def permissions(self) -> Permissions:
        """The bot's, as Discord works them out."""
        if self.parent is not None:
            return self.parent.permissions()
        base = self.guild.permissions()
        if base.administrator:
            return Permissions.all()
        value = base.value
        own = [self.overwrites[role] for role in self.guild.own_roles if role in self.overwrites]
        for given in ([self.overwrites.get(self.guild.everyone.id)], own,
                      [self.overwrites.get(payloads.APPLICATION)]):  # fmt: skip
            for overwrite in filter(None, given):
                value &= ~int(overwrite["deny"])
            for overwrite in filter(None, given):
                value |= int(overwrite["allow"])
        return Permissions(value)

    def payload(self) -> Json:
        shared: Json = {"id": self.id, "guild_id": self.guild.id, "type": self.kind, "name": self.name}
        if self.parent is not None:
            return {**shared, **self._of_thread(self.parent)}
        return {
            **shared,
            "position": 0,
            "permission_overwrites": list(self.overwrites.values()),
            "available_tags": [
                {"id": tag, "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
                for tag, name in self.tags.items()
            ],
            "flags": _REQUIRE_TAG if self.requires_tag else 0,
        }

    def _of_thread(self, parent: Channel) -> Json:
        stamp = "2026-01-01T00:00:00+00:00"
        return {
            "parent_id": parent.id, "owner_id": payloads.APPLICATION, "message_count": 0, "member_count": 1,
            "rate_limit_per_user": 0, "flags": 0, "applied_tags": list(self.tags),
            "thread_metadata": {
                "archived": self.is_archived, "auto_archive_duration": self.archive_minutes, "archive_timestamp": stamp,
                "locked": False, "create_timestamp": stamp,
            },
        }  # fmt: skip


@dataclass
class Guild:
    name: str = "Micro-drama fans"
    id: str = field(default_factory=payloads.snowflake)
    channels: dict[str, Channel] = field(default_factory=dict)
    threads: dict[str, Channel] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    own_roles: list[str] = field(default_factory=list)  # ids of those that the bot has
    unavailable: bool = False
    max_threads: int = 1000  # that are active

    def __post_init__(self) -> None:
        self.everyone = Role("@everyone", Permissions.all() ^ Permissions(administrator=True), id=self.id)
        self.roles[self.id] = self.everyone

    def add_channel(self, name: str = "new-titles", kind: int = TEXT) -> Channel:
        channel = Channel(self, name, kind)
        self.channels[channel.id] = channel
        return channel

    def add_role(self, role: Role) -> Role:
        self.roles[role.id] = role
        return role

    def permissions(self) -> Permissions:
        """The bot's in the whole server."""
        value = self.everyone.permissions.value
        for role in self.own_roles:
            value |= self.roles[role].permissions.value
        return Permissions(value)

    def member(self) -> Json:
        """The bot as a member."""
        return {**payloads.member(payloads.BOT_USER), "roles": list(self.own_roles)}

    def payload(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "owner_id": payloads.MEMBER,
            "preferred_locale": "en-US",
            "roles": [role.payload() for role in self.roles.values()],
            "channels": [channel.payload() for channel in self.channels.values()],
            "threads": [thread.payload() for thread in self.threads.values()],
            "members": [self.member()],
            "member_count": 2,
            "unavailable": False,
        }


class World:
    """All servers; one with one channel is there from the start."""

    def __init__(self) -> None:
        self.guilds: dict[str, Guild] = {}
        self.home = self.add_guild(Guild(id=payloads.GUILD))
        self.general = Channel(self.home, "general", id=payloads.CHANNEL)
        self.home.channels[self.general.id] = self.general

    def add_guild(self, guild: Guild) -> Guild:
        self.guilds[guild.id] = guild
        return guild

    def add_channels(self, count: int, per_guild: int = 500) -> list[Channel]:
        """So many text channels, in new servers of at most as many as Discord allows."""
        made: list[Channel] = []
        for number in range(count):
            if number % per_guild == 0:
                guild = self.add_guild(Guild(f"Server {number // per_guild}"))
            made.append(guild.add_channel(f"new-titles-{number}"))
        return made

    def channel(self, identity: str) -> Channel | None:
        """A channel or a thread of a server that the bot is in."""
        for guild in self.guilds.values():
            if found := guild.channels.get(identity) or guild.threads.get(identity):
                return found
        return None
