"""Every setting, read once from the environment or .env; the only place that knows their names."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.errors import StartupError

ROOT = Path(__file__).resolve().parent.parent
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Settings:
    """What a host can set. Field names in capitals are the variables' names."""

    discord_token: str = ""
    database_path: Path = ROOT / "data/var/bot.db"
    catalogue_path: Path = ROOT / "data/catalogue"
    log_level: str = "INFO"
    curators: frozenset[int] = frozenset()  # members who look after the shared catalogue, besides the owners
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = "wss://gateway.discord.gg/"

    def token(self) -> str:
        """The bot's token. Raises StartupError with the way to get one."""
        if not self.discord_token:
            raise StartupError(
                "There is no DISCORD_TOKEN: create an application on discord.com/developers and copy its bot token "
                "into .env (see .env.example), or try `uv run bot demo`, which needs none."
            )
        return self.discord_token

    def application_id(self) -> int:
        """The id that the first part of a token holds in base64. Raises StartupError."""
        try:
            return _decoded(self.token().split(".")[0])
        except ValueError:
            raise StartupError(
                "DISCORD_TOKEN does not look like a bot token: copy it again, or say `bot invite APPLICATION_ID`."
            ) from None


def _decoded(segment: str) -> int:
    padded = segment + "=" * (-len(segment) % 4)
    return int(base64.urlsafe_b64decode(padded))


def variables() -> list[str]:
    """The names of all environment variables."""
    return [field.name.upper() for field in fields(Settings)]


def read(env_file: Path = ROOT / ".env") -> Settings:
    """Settings from the process's environment over those of the file. Raises StartupError."""
    try:
        from_file = dotenv_values(env_file) if env_file.exists() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise StartupError(f"{env_file} cannot be read: {error}.") from error
    return settings({**{key: value or "" for key, value in from_file.items()}, **os.environ})


def settings(values: Mapping[str, str]) -> Settings:
    """Settings from a mapping; empty values count as absent. Raises StartupError that names the variable."""
    given = {
        name: values[name.upper()].strip()
        for name in Settings.__dataclass_fields__
        if values.get(name.upper(), "").strip()
    }
    level = given.get("log_level", "INFO").upper()
    if level not in _LEVELS:
        raise StartupError(f"LOG_LEVEL is {given['log_level']!r}; it can be {', '.join(_LEVELS)}.")
    if any(mark.isspace() or mark in "\"'" for mark in given.get("discord_token", "")):
        raise StartupError(
            "DISCORD_TOKEN has a blank or a quote in it: copy it again from the developer portal."
        )
    _check_url(given, "discord_api_url", ("http", "https"))
    _check_url(given, "discord_gateway_url", ("ws", "wss"))
    return Settings(
        discord_token=given.get("discord_token", ""),
        database_path=_path(given, "database_path"),
        catalogue_path=_path(given, "catalogue_path"),
        log_level=level,
        curators=_ids(given, "curators"),
        discord_api_url=given.get("discord_api_url", Settings.discord_api_url).rstrip("/"),
        discord_gateway_url=given.get("discord_gateway_url", Settings.discord_gateway_url),
    )


def _path(given: Mapping[str, str], name: str) -> Path:
    """Relative paths count from the project's folder, wherever the program was started."""
    if name not in given:
        return getattr(Settings, name)
    try:
        return ROOT / Path(given[name]).expanduser()
    except RuntimeError as error:
        raise StartupError(f"{name.upper()} is {given[name]!r}: there is no such home folder.") from error


def _ids(given: Mapping[str, str], name: str) -> frozenset[int]:
    parts = given.get(name, "").replace(",", " ").split()
    if not all(part.isascii() and part.isdecimal() and len(part) < 20 for part in parts):
        raise StartupError(
            f"{name.upper()} is {given[name]!r}; it must be ids of members, with commas between them."
        )
    return frozenset(map(int, parts))


def _check_url(given: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> None:
    if name in given and not _is_url(given[name], schemes):
        raise StartupError(
            f"{name.upper()} is {given[name]!r}; it must be an address that starts with "
            f"{schemes[0]}:// or {schemes[1]}://."
        )


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0  # .port checks the number
    except ValueError:
        return False
