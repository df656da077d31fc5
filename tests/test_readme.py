"""What the README and .env.example promise is so, and nothing of anybody's machine is in the tree."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from discord import app_commands

from bot import config
from bot.__main__ import app as command_line
from bot.config import ROOT, Settings
from bot.store.files import read_catalogue
from tests.conftest import Server

SKIPPED = {
    ".venv",
    ".git",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "dist",
    "node_modules",
}
NOT_OURS = {"uv.lock", "data/var", ".env"}  # git ignores them


def tracked() -> Iterator[Path]:
    """Every file that git would have, without asking git."""
    for folder, inside, files in os.walk(ROOT):
        inside[:] = [one for one in inside if one not in SKIPPED and not one.endswith(".egg-info")]
        for path in sorted(Path(folder, file) for file in files):
            name = path.relative_to(ROOT).as_posix()
            if not any(name == n or name.startswith(n + "/") for n in NOT_OURS):
                yield path


DOCUMENTS = [path.relative_to(ROOT).as_posix() for path in tracked() if path.suffix == ".md"]


@cache
def texts() -> dict[str, str]:
    """Relative path to content of every text file."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8")
    return found


@cache
def readme() -> str:
    return texts()["README.md"]


def code(text: str) -> list[str]:
    """Lines of fenced blocks, and inline code."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()] + inline


# --- .env.example ---------------------------------------------------------------------------------


def test_env_example_has_every_variable_with_its_default() -> None:
    lines = [line for line in texts()[".env.example"].splitlines() if line and not line.startswith("#")]
    given = dict(line.split("=", 1) for line in lines)
    assert list(given) == config.variables()
    assert config.settings(given) == Settings()
    assert all(value == "" or name != "DISCORD_TOKEN" for name, value in given.items())
    empty = [name for name, value in given.items() if not value and name not in ("DISCORD_TOKEN", "CURATORS")]
    assert empty == [], "every line shows its default; these have none"


# --- Discord's commands ---------------------------------------------------------------------------


def table_rows() -> list[str]:
    return [line for line in readme().splitlines() if line.startswith("|") and not set(line) <= set("|-: ")]


async def test_every_command_has_a_row_and_every_row_a_command(server: Server) -> None:
    tree: app_commands.CommandTree = server.env.bot.tree
    real = {f"/{c.qualified_name}": c for c in tree.walk_commands() if isinstance(c, app_commands.Command)}
    firsts = [row.split("|")[1] for row in table_rows()]
    named = [name for first in firsts for name in re.findall(r"`(/[a-z][a-z -]*[a-z])`", first)]
    assert sorted(named) == sorted(real)
    for first in firsts:
        for name in re.findall(r"`(/[a-z][a-z -]*[a-z])`", first):
            options = [f"{p.display_name}{'' if p.required else '?'}" for p in real[name].parameters]
            assert re.findall(r"[a-z_]+\?*", first.split("`")[2]) == options, name


async def test_every_message_menu_is_named(server: Server) -> None:
    menus = [c.name for c in server.env.bot.tree.get_commands() if isinstance(c, app_commands.ContextMenu)]
    assert menus
    assert [name for name in menus if not any(f"*{name}*" in row for row in table_rows())] == []


async def test_slash_commands_in_the_prose_exist(server: Server) -> None:
    tree = server.env.bot.tree
    real = {f"/{c.qualified_name}" for c in tree.walk_commands()} | {
        f"/{c.name}" for c in tree.get_commands()
    }
    named = {match for span in code(readme()) for match in re.findall(r"^(/[a-z][a-z -]*[a-z])$", span)}
    assert named - real == set()


# --- the command line -----------------------------------------------------------------------------


@cache
def commands() -> dict[str, Any]:
    return dict(typer.main.get_command(command_line).commands)  # type: ignore[attr-defined]  # a group has them


def options_of(name: str) -> set[str]:
    names = [
        name for parameter in commands()[name].params for name in (*parameter.opts, *parameter.secondary_opts)
    ]
    return {name for name in names if name.startswith("-")} | {"--help"}


def bot_lines(text: str) -> list[tuple[str, str]]:
    """(command, the rest of its line) of `uv run bot …`, `python -m bot …` and `bot …` in code."""
    pattern = re.compile(r"(?:^|&& |; |uv run |python -m )bot +([a-z-]+)([^;&|]*)")
    return [match.groups() for line in code(text) for match in pattern.finditer(line)]  # type: ignore[misc]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_bot_command_lines_exist(document: str) -> None:
    for name, rest in bot_lines(texts()[document]):
        assert name in commands(), f"bot {name}"
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) <= options_of(name), f"bot {name}{rest}"


def test_readme_has_every_command_line_with_true_options() -> None:
    assert {name for name, _ in bot_lines(readme())} == set(commands())
    for row in table_rows():
        lines = bot_lines(row)
        if len(lines) == 1:
            options = {span for span in code(row) if span.startswith("-")}
            assert options <= options_of(lines[0][0]), row


def test_env_and_code_texts_name_real_command_lines() -> None:
    for name, text in texts().items():
        if name.startswith(("bot/", "cogs/")) or name == ".env.example":
            for command in re.findall(r"(?:uv run bot|`bot) ([a-z]+)", text):
                assert command in commands(), f"{name}: bot {command}"


# --- links, numbers, leftovers --------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_pictures_lead_somewhere(document: str) -> None:
    text = re.sub(r"```.*?```", "", texts()[document], flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)(?: \"[^\"]*\")?\)", text) + re.findall(
        r"(?:src|href)=\"([^\"]+)\"", text
    )
    for target in targets:
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / document).parent / path if path else ROOT / document
        assert file.exists(), f"{document}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in slugs, f"{document}: {target}"


def test_scripts_and_files_of_the_commands_exist() -> None:
    lines = [line for name, text in texts().items() if name.endswith(".md") for line in code(text)]
    named = {path for line in lines for path in re.findall(r"(?:bash|sh|-r) (\.?[\w./-]+)", line)}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_numbers_in_the_readme_are_true() -> None:
    catalogue, _ = read_catalogue(ROOT / "data/catalogue")
    counts = {
        r"(\d+) documented titles": len(catalogue.titles),
        r"(\d+) services": len(catalogue.platforms),
        r"(\d+) watch guides": len(catalogue.guides),
        r"(\d+) tropes": len(catalogue.tropes),
    }
    said = {pattern: [int(n) for n in re.findall(pattern, readme())] for pattern in counts}
    assert {pattern: numbers for pattern, numbers in said.items() if set(numbers) - {counts[pattern]}} == {}
    assert said[r"(\d+) documented titles"]


def test_nothing_is_left_to_fill_in() -> None:
    open_ends = [
        line for line in readme().splitlines() if re.search(r"\b(TODO|TBD|FIXME|XXX)\b|^[A-Z]{4,}$", line)
    ]
    assert open_ends == []


# --- nothing of anybody's machine -----------------------------------------------------------------

FOREIGN = {
    "an address of a package registry": r"pypi\.org/simple|pythonhosted\.org|registry\.npmjs|/simple/?[\"'\s]"
    r"|(?i:[a]rtifactory|[n]exus-?repo|index[-_]url|find[-]links)|\[\[tool\.uv\.index",
    "a path of one machine": r"(?<![\w.~/-])/(?:home|root|Users|mnt|work|workspace|private)/[\w.-]|[A-Z]:\\\\?Users",
    "a Discord token": r"\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}",
    "a key": r"-----BEGIN [A-Z ]*PRIVATE|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}|\bxox[bap]-\w{10}|\bsk-[\w-]{20}",
    "a webhook": r"discord(?:app)?\.com/api/webhooks/\d+/[\w-]{60}",
}
EXAMPLES = {
    "an address of a package registry": 'url = "https://pypi.org/' + 'simple"',
    "a path of one machine": "see /" + "home/somebody/file",
    "a Discord token": "MTIzNDU2Nzg5MDEyMzQ1Njc4" + ".GabcdE." + "x" * 30,
    "a key": "-----BEGIN " + "PRIVATE KEY",
    "a webhook": "https://discord.com/api/webhooks/1/" + "x" * 68,
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_nothing_foreign_is_in_the_tree(kind: str) -> None:
    pattern = re.compile(FOREIGN[kind])
    assert pattern.search(EXAMPLES[kind]), "the pattern finds nothing"
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in texts().items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_there_is_a_tree_to_look_at() -> None:
    assert {
        "README.md",
        ".env.example",
        "pyproject.toml",
        "bot/config.py",
        "data/locales/en.ftl",
    } <= texts().keys()
    assert not any(name.startswith((".git/", ".venv/", "data/var/")) for name in texts())
    assert len(texts()) > 450
