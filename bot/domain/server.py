"""What a server's moderators chose for it; whatever they did not choose is empty, never guessed."""

from __future__ import annotations

from typing import Literal

from bot.domain.model import Language, Record

Talk = Literal["", "thread", "forum"]


class ServerSettings(Record):
    region: str = ""  # ISO 3166 alpha-2: where members watch who have not said where they are
    language: Language | None = None  # of posts
    zone: str = ""  # of the IANA's
    log_channel: int = 0  # told when announcements stop
    role: int = 0  # makes a moderator
    talk: Talk = ""  # where a drama is talked about: threads in a channel, or posts of a forum
    talk_channel: int = 0
    starts: tuple[int, ...] = ()  # first episodes of the bands of homes that are opened from now on
    follow_channel: int = 0  # where followers are mentioned
    desk_channel: int = 0  # where members ask which drama it is, and others answer
    updated_at: int = 0


NOTHING = ServerSettings()
