"""The walls of the house (cogs → services → store → domain) hold, and no file grows into a god-file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.config import ROOT

MAX_LINES = 300
# file → reason. A row without its exception fails too, so this list only shrinks.
LONGER: dict[str, str] = {}

MODULES = sorted(
    path.relative_to(ROOT).as_posix() for folder in ("bot", "cogs") for path in (ROOT / folder).rglob("*.py")
)
# What each layer may never import. The bare modules of bot/ (app, client, __main__ …) put the layers together.
FORBIDDEN = {
    "bot/domain/": ("bot.store", "bot.services", "bot.client", "bot.app", "bot.i18n", "cogs", "discord", "aiosqlite",
                    "sqlite3", "asyncio", "os", "time", "random", "dotenv"),
    "bot/store/": ("bot.services", "bot.client", "bot.app", "bot.i18n", "cogs", "discord"),
    "bot/services/": ("cogs", "discord", "bot.client", "bot.app", "aiosqlite", "sqlite3"),
    "cogs/": ("bot.store", "aiosqlite", "sqlite3"),
}  # fmt: skip
IMPURE = set(
    ["open", "read_text", "read_bytes", "write_text", "write_bytes", "now", "today", "print", "input"]
)
MAY_IMPORT_DISCORD = {
    "bot/client.py", "bot/demo/__init__.py", "bot/demo/world.py", "bot/pacing.py", "bot/posting.py",
}  # fmt: skip
_SQL = re.compile(
    r"^\s*(WITH\s.+\sSELECT|SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|ALTER\s+TABLE|PRAGMA\s)",
    re.IGNORECASE | re.DOTALL,
)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(module)))


def imports(module: str) -> Iterator[str]:
    """Full names of what a module imports, anywhere in it: `from a import b` is both a and a.b."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def uses(module: str, *packages: str) -> list[str]:
    return [name for name in imports(module) for p in packages if name == p or name.startswith(p + ".")]


def test_there_is_something_to_guard() -> None:
    assert len(MODULES) > 30
    assert uses("bot/client.py", "discord") and uses("bot/store/db.py", "aiosqlite")


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_nobody_looks_up(layer: str) -> None:
    modules = [module for module in MODULES if module.startswith(layer)]
    assert modules
    assert {module: found for module in modules if (found := uses(module, *FORBIDDEN[layer]))} == {}


def test_domain_is_pure() -> None:
    """No files, no waiting, no clock."""
    impure = []
    for module in (m for m in MODULES if m.startswith("bot/domain/")):
        for node in nodes(module):
            waits = isinstance(node, ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await)
            opens = isinstance(node, ast.Call) and _called(node) in IMPURE
            if waits or opens:
                impure.append(f"{module}:{getattr(node, 'lineno', '?')}")
    assert impure == []


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_cogs_do_not_know_each_other() -> None:
    """Only helpers, whose names start with _, are shared, and a helper knows no cog."""
    known = [
        (module, name)
        for module in MODULES
        for name in uses(module, "cogs")
        if name != "cogs" and not name.split(".")[1].startswith("_")
    ]
    assert known == []


def test_nothing_is_fetched_from_an_address_that_somebody_gave() -> None:
    """Only what talks to Discord, or serves the demo page, has anything to do with HTTP."""
    clients = ("aiohttp", "httpx", "requests", "urllib3", "urllib.request", "http.client")
    users = {module for module in MODULES if uses(module, *clients)}
    assert users == {"bot/demo/__init__.py", "bot/pacing.py", "bot/posting.py"}
    readers = {
        module
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and node.attr == "get_from_cdn"
    }
    assert readers == {"cogs/_cdn.py"}, "which reads from Discord's hosts alone"


def test_only_the_client_knows_all_cogs() -> None:
    assert [m for m in MODULES if m.startswith("bot/") and uses(m, "cogs")] == ["bot/client.py"]


def test_discord_in_bot_is_the_clients() -> None:
    using = {module for module in MODULES if module.startswith("bot/") and uses(module, "discord", "simcord")}
    assert using == MAY_IMPORT_DISCORD


def test_sql_is_the_stores() -> None:
    """As text; a docstring may speak of it."""
    found = []
    for module in (m for m in MODULES if not m.startswith("bot/store/")):
        docstrings = {id(node.value) for node in nodes(module) if isinstance(node, ast.Expr)}
        for node in nodes(module):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in docstrings and _SQL.search(node.value):
                found.append(f"{module}:{node.lineno}")
    assert found == []
    store = [m for m in MODULES if m.startswith("bot/store/")]
    texts = [
        n.value for m in store for n in nodes(m) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    assert sum(bool(_SQL.search(text)) for text in texts) > 10, "the pattern no longer finds SQL"


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        module
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id)
        in {"environ", "getenv", "environb", "putenv"}
    }
    assert readers == {"bot/config.py"}


def test_nothing_is_global() -> None:
    assert [m for m in MODULES if any(isinstance(node, ast.Global) for node in nodes(m))] == []


def test_no_drawer_for_odds_and_ends() -> None:
    names = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [m for m in MODULES if names & set(Path(m).with_suffix("").parts)] == []


def test_files_stay_small() -> None:
    lines = {m: len((ROOT / m).read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {m: count for m, count in lines.items() if count > MAX_LINES} == {m: lines[m] for m in LONGER}


def test_each_module_says_why_it_exists() -> None:
    """In one sentence at its top."""
    silent = [m for m in MODULES if tree(m).body and not (ast.get_docstring(tree(m)) or "").strip()]
    assert silent == []
    unfinished = [
        m for m in MODULES if (doc := ast.get_docstring(tree(m))) and doc.splitlines()[0][-1] not in ".:"
    ]
    assert unfinished == []


def test_nothing_is_printed_but_by_the_command_line() -> None:
    printers = {m for m in MODULES if any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
                                          and n.func.id == "print" for n in nodes(m))}  # fmt: skip
    assert printers <= {"bot/__main__.py"}
