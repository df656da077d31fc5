"""Settings: what a host may write, what the bot makes of it, and what it says to a mistake."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bot import config
from bot.config import ROOT, Settings, settings
from bot.errors import StartupError


def test_no_values_are_the_defaults() -> None:
    assert settings({}) == Settings()
    assert settings(dict.fromkeys(config.variables(), "")) == Settings()
    assert settings(dict.fromkeys(config.variables(), "  ")) == Settings()
    assert Settings().database_path == ROOT / "data/var/bot.db"


def test_variables_are_the_fields() -> None:
    assert config.variables() == [
        "DISCORD_TOKEN",
        "DATABASE_PATH",
        "CATALOGUE_PATH",
        "LOG_LEVEL",
        "CURATORS",
        "DISCORD_API_URL",
        "DISCORD_GATEWAY_URL",
    ]


@pytest.mark.parametrize(
    ("variable", "value", "result"),
    [
        ("DISCORD_TOKEN", "abc.def-g_h", "abc.def-g_h"),
        ("DISCORD_TOKEN", "  abc  ", "abc"),
        ("DATABASE_PATH", "/srv/bot.db", Path("/srv/bot.db")),
        ("DATABASE_PATH", "var/bot.db", ROOT / "var/bot.db"),
        ("DATABASE_PATH", "./bot.db", ROOT / "bot.db"),
        ("DATABASE_PATH", "~/bot.db", Path.home() / "bot.db"),
        ("DATABASE_PATH", "a folder/数据库.db", ROOT / "a folder/数据库.db"),
        ("CATALOGUE_PATH", "/srv/catalogue/", Path("/srv/catalogue")),
        ("CATALOGUE_PATH", "mine", ROOT / "mine"),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_LEVEL", " Warning ", "WARNING"),
        ("LOG_LEVEL", "ERROR", "ERROR"),
        ("CURATORS", "123, 456 789", frozenset({123, 456, 789})),
        ("CURATORS", "123", frozenset({123})),
        ("DISCORD_API_URL", "http://127.0.0.1:8080/api/v10", "http://127.0.0.1:8080/api/v10"),
        ("DISCORD_API_URL", "https://proxy.example/api/v10/", "https://proxy.example/api/v10"),
        ("DISCORD_API_URL", "http://[::1]:8080/api", "http://[::1]:8080/api"),
        ("DISCORD_GATEWAY_URL", "ws://localhost:9/", "ws://localhost:9/"),
        ("DISCORD_GATEWAY_URL", "wss://gateway.example/", "wss://gateway.example/"),
    ],
)
def test_good_values(variable: str, value: str, result: object) -> None:
    read = settings({variable: value, "UNKNOWN": "is somebody else's"})
    assert getattr(read, variable.lower()) == result
    others = [name.lower() for name in config.variables() if name != variable]
    assert all(getattr(read, name) == getattr(Settings(), name) for name in others)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DISCORD_TOKEN", "two words"),
        ("DISCORD_TOKEN", '"quoted"'),
        ("DISCORD_TOKEN", "'quoted'"),
        ("DISCORD_TOKEN", "tab\there"),
        ("DISCORD_TOKEN", "two\nlines"),
        ("DATABASE_PATH", "~no-such-user-here/bot.db"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_LEVEL", "10"),
        ("DISCORD_API_URL", "discord.com/api"),
        ("DISCORD_API_URL", "ftp://discord.com"),
        ("DISCORD_API_URL", "wss://discord.com"),
        ("DISCORD_API_URL", "https://"),
        ("DISCORD_API_URL", "https:///api"),
        ("DISCORD_API_URL", "http://[::1"),
        ("DISCORD_API_URL", "http://localhost:port/"),
        ("DISCORD_API_URL", "http://localhost:99999/"),
        ("CURATORS", "sam"),
        ("CURATORS", "123;456"),
        ("DISCORD_GATEWAY_URL", "https://gateway.discord.gg"),
        ("DISCORD_GATEWAY_URL", "gateway.discord.gg"),
        ("DISCORD_GATEWAY_URL", "wss://"),
    ],
)
def test_bad_values_are_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(StartupError) as refused:
        settings({variable: value})
    sentence = str(refused.value)
    assert variable in sentence and sentence.endswith(".")
    assert variable != "DISCORD_TOKEN" or value not in sentence, "a token is not repeated"


def test_no_token_says_how_to_get_one() -> None:
    with pytest.raises(StartupError, match=r"DISCORD_TOKEN.*\.env\.example.*demo"):
        Settings().token()
    assert settings({"DISCORD_TOKEN": "abc"}).token() == "abc"


# --- .env -----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in config.variables():
        monkeypatch.delenv(name, raising=False)


def test_no_file(tmp_path: Path) -> None:
    assert config.read(tmp_path / ".env") == Settings()


def test_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# a comment\n\nexport DISCORD_TOKEN='abc.def'\nLOG_LEVEL = debug  # for now\n"
        'DATABASE_PATH="/srv/a folder/数.db"\nCATALOGUE_PATH\nDISCORD_API_URL=\nOTHER=1\n',
        encoding="utf-8",
    )
    read = config.read(file)
    assert read == Settings(
        discord_token="abc.def", log_level="DEBUG", database_path=Path("/srv/a folder/数.db")
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_from_windows(tmp_path: Path, line_end: str) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xef\xbb\xbf" + f"DISCORD_TOKEN=abc{line_end}LOG_LEVEL=ERROR{line_end}".encode())
    assert config.read(file) == Settings(discord_token="abc", log_level="ERROR")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("DISCORD_TOKEN=file\nLOG_LEVEL=ERROR\n", encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN", "environment")
    read = config.read(file)
    assert (read.discord_token, read.log_level) == ("environment", "ERROR")


def test_the_file_does_not_change_the_environment(tmp_path: Path) -> None:
    import os

    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=ERROR\n", encoding="utf-8")
    config.read(file)
    assert "LOG_LEVEL" not in os.environ


@pytest.mark.parametrize(
    "content",
    [b"DISCORD_TOKEN=\xff\xfe\xfa\n", "DISCORD_TOKEN=abc\n".encode("utf-16")],
    ids=["bytes", "UTF-16"],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / ".env"
    file.write_bytes(content)
    with pytest.raises(StartupError, match="cannot be read"):
        config.read(file)


def test_a_bad_value_in_the_file_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=LOUD\n", encoding="utf-8")
    with pytest.raises(StartupError, match="LOG_LEVEL is 'LOUD'; it can be DEBUG, INFO, WARNING, ERROR"):
        config.read(file)


def test_the_application_is_known_from_the_token() -> None:
    token = base64.b64encode(b"1456074443980800000").decode().rstrip("=") + ".x.y"
    assert settings({"DISCORD_TOKEN": token}).application_id() == 1456074443980800000


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "====.x.y", "5Li95Lid.x.y"])
def test_a_token_without_an_application_is_refused(token: str) -> None:
    with pytest.raises(StartupError, match="does not look like a bot token"):
        settings({"DISCORD_TOKEN": token}).application_id()
