"""The command line as a host meets it: real processes, their output, their exit codes, what they leave alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot import config
from bot.config import ROOT, Settings
from bot.store.migrate import migrations
from tests import shelf

Done = subprocess.CompletedProcess[str]


def bot(*arguments: str, cwd: Path = ROOT, stdin: str | bytes = "", **variables: str | Path) -> Done:
    """`python -m bot …` with these settings and nothing of this machine's."""
    environment = {key: value for key, value in os.environ.items() if key not in config.variables()}
    environment |= {"COLUMNS": "80", **{key: str(value) for key, value in variables.items()}}
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd, env=environment, input=data, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return Done(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(done: Done, *says: str) -> None:
    """Exit code 1, nothing on standard output, one sentence on standard error."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert "(most recent call" not in done.stderr
    assert done.stderr.count("\n") == 1 and done.stderr.endswith((".\n", ")\n")), done.stderr
    assert all(text in done.stderr for text in says), done.stderr


def found(done: Done) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


# --- find -----------------------------------------------------------------------------------------

ASKED = {
    "tan chi she": "greedy-snake",
    "greedy snek": "greedy-snake",
    "貪吃蛇": "greedy-snake",
    "delivery riders at night": "night-journey-map",
    "人生 lu xiang ting": "life-film-hall",
}


def test_find_prints_one_object_a_line(settings: Settings) -> None:
    done = bot("find", "--json", *ASKED, DATABASE_PATH=settings.database_path)
    hits = found(done)
    assert done.stderr == ""
    for query, title in ASKED.items():
        of_query = [hit for hit in hits if hit["query"] == query]
        assert 1 <= len(of_query) <= 5
        assert of_query[0]["id"] == title
        scores = [hit["score"] for hit in of_query]
        assert scores == sorted(scores, reverse=True) and all(0 < score <= 1 for score in scores)  # type: ignore[operator]
        assert all(set(hit) >= {"id", "names", "score", "matched", "kind"} for hit in of_query)
    snake = hits[0]
    assert snake["names"] == ["贪吃蛇", "Greedy Snake"] and snake["matched"] == "贪吃蛇"
    assert "贪吃蛇" in done.stdout, "characters, not \\u escapes"


def test_find_reads_queries_from_standard_input(settings: Settings) -> None:
    lines = "\r\n".join([*ASKED, "", "xyzzyxyzzy"])
    done = bot("find", "--json", "--limit", "1", stdin=lines, DATABASE_PATH=settings.database_path)
    first = {hit["query"]: hit["id"] for hit in found(done)}
    assert {query: first.get(query) for query in ASKED} == ASKED
    assert "xyzzyxyzzy" in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8:strict"])  # a pipe on Windows, and on other systems
def test_find_speaks_utf8_through_any_pipe(settings: Settings, encoding: str) -> None:
    lines = "貪吃蛇\n".encode() + b"\xff\xfe broken\n"
    variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "DATABASE_PATH": settings.database_path}
    done = bot("find", "--json", "--limit", "1", stdin=lines, **variables)
    assert "(most recent call" not in done.stderr
    assert found(done)[0]["id"] == "greedy-snake"


def test_find_for_people(settings: Settings) -> None:
    done = bot("find", "tan chi she", "xyzzyxyzzy", "[red]x", DATABASE_PATH=settings.database_path)
    assert done.returncode == 0
    assert re.search(r"^0\.\d\d  贪吃蛇 · Greedy Snake  \(original: 贪吃蛇\)$", done.stdout, re.MULTILINE)
    assert "Nothing found for 'xyzzyxyzzy'." in done.stderr


def test_find_loads_an_empty_database_first(tmp_path: Path) -> None:
    folder = shelf.write(tmp_path / "catalogue")
    variables = {"DATABASE_PATH": tmp_path / "new/bot.db", "CATALOGUE_PATH": folder}
    assert [hit["id"] for hit in found(bot("find", "--json", "tou fa", **variables))] == ["first-love"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["bot.db"]


# --- what stops a start ---------------------------------------------------------------------------


def test_run_without_a_token(settings: Settings) -> None:
    assert_refused(
        bot("run", DATABASE_PATH=settings.database_path), "DISCORD_TOKEN", "discord.com/developers"
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, because .env is read from its own folder."""
    place = tmp_path_factory.mktemp("checkout")
    for name in ("bot", "cogs", "data/locales"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shelf.write(place / "data/catalogue")
    return place


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"LOG_LEVEL=LOUD\n", "LOG_LEVEL is 'LOUD'"),
        (b"DISCORD_TOKEN=\"'abc'\"\n", "DISCORD_TOKEN has a blank or a quote"),
        (b"DISCORD_API_URL=discord.com\n", "DISCORD_API_URL is 'discord.com'"),
        ("DISCORD_TOKEN=abc".encode("utf-16"), ".env cannot be read"),
    ],
    ids=["level", "token", "address", "encoding"],
)
def test_a_bad_env_file(checkout: Path, content: bytes, says: str) -> None:
    (checkout / ".env").write_bytes(content)
    try:
        assert_refused(bot("find", "x", cwd=checkout), says)
        assert not (checkout / "data/var").exists()
    finally:
        (checkout / ".env").unlink()


def test_an_env_file_is_read(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".env").write_text(f"DATABASE_PATH={tmp_path / 'from-file.db'}\nLOG_LEVEL=LOUD\n")
    try:
        done = bot("find", "--json", "first love", cwd=checkout, LOG_LEVEL="ERROR")
    finally:
        (checkout / ".env").unlink()
    assert [hit["id"] for hit in found(done)] == ["first-love"]
    assert (tmp_path / "from-file.db").exists()


def _text(path: Path) -> None:
    path.write_text("Dear diary, this is not a database.\n" * 40)


def _corrupt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xaa" * 3996
    path.write_bytes(data)


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    connection.close()


DATABASES = {
    "text": (_text, "is damaged"),
    "corrupt": (_corrupt, "is damaged"),
    "newer": (_newer, "newer version"),
}


@pytest.mark.parametrize("kind", DATABASES)
def test_a_database_that_cannot_be_used(settings: Settings, kind: str) -> None:
    spoil, says = DATABASES[kind]
    path = settings.database_path
    spoil(path)
    before = path.read_bytes()
    assert_refused(bot("find", "x", DATABASE_PATH=path), says)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    checked = bot("check", DATABASE_PATH=path)
    assert checked.returncode == 1 and says in checked.stdout and "(most recent call" not in checked.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["a file", "a folder", "locked"])
def test_a_place_where_no_database_can_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if place == "locked" and os.access(
        locked, os.W_OK
    ):  # the administrator may, but not in the kernel's folder
        if not Path("/proc/self").exists():
            pytest.skip("nothing is locked for this user")
        locked = Path("/proc")
    paths = {"a file": tmp_path / "file/bot.db", "a folder": tmp_path, "locked": locked / "bot.db"}
    assert_refused(bot("find", "x", DATABASE_PATH=paths[place]), str(paths[place]), "cannot be opened")


def test_a_broken_catalogue_without_a_database(tmp_path: Path) -> None:
    folder = shelf.write(tmp_path / "catalogue")
    shelf.change(folder, "titles/first-love.toml", '"CN"', '"XX"')
    done = bot("find", "x", DATABASE_PATH=tmp_path / "bot.db", CATALOGUE_PATH=folder)
    assert_refused(done, "'XX' is not an ISO 3166 country code", "bot check")


def test_a_catalogue_folder_that_is_not_there(tmp_path: Path) -> None:
    done = bot("find", "x", DATABASE_PATH=tmp_path / "bot.db", CATALOGUE_PATH=tmp_path / "nowhere")
    assert_refused(done, str(tmp_path / "nowhere"))


# --- check ----------------------------------------------------------------------------------------


def test_check_finds_everything_in_order_and_makes_nothing(tmp_path: Path) -> None:
    done = bot("check", DATABASE_PATH=tmp_path / "new/bot.db")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Everything is in order.\n", "")
    assert not (tmp_path / "new").exists()


def test_check_lists_every_mistake(settings: Settings, tmp_path: Path) -> None:
    folder = shelf.write(tmp_path / "catalogue")
    shelf.change(folder, "titles/first-love.toml", '"CN"', '"XX"')
    shelf.change(folder, "titles/first-love.toml", '["revenge"]', '["no-such"]')
    shelf.change(folder, "titles/second-sight.toml", '"original"', '"gloss"')
    (folder / "platforms/bad.toml").write_text("id = [")
    (folder / "titles/long.toml").write_text('id = "long"\nconfidence = "' + "very " * 60 + '"\n')
    before = settings.database_path.read_bytes()
    done = bot("check", CATALOGUE_PATH=folder, DATABASE_PATH=settings.database_path)
    assert done.returncode == 1 and done.stderr == "7 problems.\n"
    lines = done.stdout.splitlines()
    assert len(lines) == 7, lines
    for start in ("titles/first-love: country: 'XX'", "titles/first-love: tropes: there is no 'no-such'",
                  "titles/second-sight: names: ", "platforms/bad.toml: (file): ", "titles/long.toml: names: ",
                  "titles/long.toml: sources: ", "titles/long.toml: confidence: "):  # fmt: skip
        assert [line for line in lines if line.startswith(start)], start
    assert settings.database_path.read_bytes() == before


# --- the rest -------------------------------------------------------------------------------------


def test_invite_asks_for_little() -> None:
    done = bot("invite", "123")
    assert (done.returncode, done.stderr) == (0, "")
    link = urlsplit(done.stdout.strip())
    query = parse_qs(link.query)
    assert (link.scheme, link.netloc, link.path) == ("https", "discord.com", "/oauth2/authorize")
    assert query["client_id"] == ["123"] and set(query["scope"][0].split()) == {
        "bot",
        "applications.commands",
    }
    asked = discord.Permissions(int(query["permissions"][0]))
    assert {name for name, given in asked if given} == {
        "read_messages", "send_messages", "send_messages_in_threads", "embed_links", "create_public_threads",
        "create_events", "read_message_history", "send_polls", "attach_files",
    }  # fmt: skip
    assert not asked.administrator and not asked.manage_guild


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("invite abc", "application_id"),
        ("find --limit 0 x", "--limit"),
        ("no-such-command", "no-such-command"),
    ],
)
def test_wrong_arguments_are_explained(arguments: str, says: str) -> None:
    done = bot(*arguments.split(), NO_COLOR="1")
    assert done.returncode == 2 and done.stdout == ""
    assert says in done.stderr and "(most recent call last)" not in done.stderr


def test_help_names_every_command() -> None:
    done = bot("--help")
    assert done.returncode == 0
    for command in ("run", "demo", "check", "find", "import", "export", "invite"):
        assert re.search(rf"\b{command}\b", done.stdout), command
