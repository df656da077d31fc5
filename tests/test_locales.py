"""The three locale files say the same things, everything the code says is in them, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest
from discord import app_commands
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.client import Translator
from bot.domain.guides import Standing
from bot.domain.model import ContentNote, Cost, Language, Title
from bot.domain.names import to_taiwan
from bot.domain.viewer import TitleOrder
from bot.i18n import FOLDER, Texts, texts
from tests.conftest import Server
from tests.test_architecture import MODULES, nodes

# f"content-{…}" in the code: the values come from the model, so a new value without a text fails here.
FROM_MODEL = {
    "content-": get_args(ContentNote),
    "cost-": get_args(Cost),
    "field-": tuple(field.replace("_", "-") for field in Title.model_fields),
    "language-": tuple(Language),
    "order-": tuple(TitleOrder),
    "standing-": tuple(standing.name.lower() for standing in Standing),
    "title-ai-": get_args(get_args(Title.model_fields["ai"].annotation)[0]),
    "title-confidence-": get_args(Title.model_fields["confidence"].annotation),
}
# f"button-{name}" where the names are texts in the same function.
FROM_FUNCTION = {"button-", "privacy-", "title-matched-"}
COMMANDS = {"watch-party"}  # whose names look like keys
LONGEST = {"command-": 100, "button-": 80, "region-modal-title": 45, "region-modal-label": 45,
           "region-modal-hint": 100, "list-choose": 150, "command-find-this": 32,
           "command-suggest-this": 32, "command-mark-spoiler": 32, "home-form-": 45, "home-name": 45, "home-into": 45,
           "home-starts": 45, "progress-form": 45, "spoiler-form": 45,
           "suggest-form-": 45, "review-miss-form": 45, "party-form": 45}  # fmt: skip


# --- the files ------------------------------------------------------------------------------------


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.counted: set[str] = set()  # decide between forms, so they are numbers

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        if isinstance(node.selector, ftl.VariableReference):
            self.counted.add(node.selector.id.name)
        self.generic_visit(node)


@cache
def messages(language: Language) -> dict[str, Variables]:
    """Key to the variables of its message. Fails on anything that is no plain message."""
    found: dict[str, Variables] = {}
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ftl.BaseComment):
            continue
        assert isinstance(entry, ftl.Message), f"{language}: {getattr(entry, 'content', entry)!r}"
        assert entry.id.name not in found, f"{language}: {entry.id.name} stands twice"
        assert entry.value and not entry.attributes, (
            f"{language}: {entry.id.name} has no value, or attributes"
        )
        variables = Variables()
        variables.visit(entry)
        found[entry.id.name] = variables
    return found


def test_all_languages_have_the_same_keys_in_the_same_order() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ftl")) == sorted(Language)
    english = list(messages(Language.EN))
    assert len(english) > 100
    for language in Language:
        assert list(messages(language)) == english


@pytest.mark.parametrize("language", Language)
def test_placeholders_are_the_same(language: Language) -> None:
    english, other = messages(Language.EN), messages(language)
    shared = english.keys() & other.keys()
    assert {k: other[k].names ^ english[k].names for k in shared if other[k].names != english[k].names} == {}


@pytest.mark.parametrize("language", Language)
def test_every_message_can_be_said(language: Language) -> None:
    said = Texts()
    for key, variables in messages(language).items():
        for number in (0, 1, 2, 5, 1000):
            counted = {name: number for name in _numbers(key)}
            words = {name: f"<{name}>" for name in variables.names - counted.keys()}
            text = said(language, key, **counted, **words)
            assert text.strip() == text and "{" not in text and "  \n" not in text, (
                f"{language}: {key}: {text!r}"
            )
            assert all(word in text for word in words.values()), (
                f"{language}: {key} loses a parameter: {text}"
            )


def _numbers(key: str) -> set[str]:
    """A variable that English counts with is a number in every language."""
    return messages(Language.EN)[key].counted


def test_plurals_fit_english() -> None:
    say = texts()
    assert say(Language.EN, "title-episodes", count=1) == "1 episode"
    assert say(Language.EN, "title-episodes", count=82) == "82 episodes"


def test_missing_keys_and_parameters_are_errors() -> None:
    with pytest.raises(LookupError):
        texts()(Language.EN, "no-such-key")
    with pytest.raises(ValueError, match="title-gloss"):
        texts()(Language.EN, "title-gloss")


# --- the code -------------------------------------------------------------------------------------


def groups() -> str:
    return "|".join(sorted({key.split("-")[0] for key in messages(Language.EN)}))


def literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def built(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(what stands before the first placeholder, after the last) of f-strings that build keys."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            if isinstance(parts[0], str) and re.fullmatch(rf"({groups()})-([a-z]+-)*", parts[0]):
                yield parts[0], "".join(part or "*" for part in parts[1:])


def functions() -> Iterator[tuple[str, ast.AST]]:
    for module in MODULES:
        for node in nodes(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield module, node


def used() -> set[str]:
    keys = {text for module in MODULES for text in literals(nodes(module)[0])}
    for _, function in functions():
        for prefix, _rest in built(function):
            endings = FROM_MODEL.get(prefix) or set(literals(function))
            keys |= {prefix + ending for ending in endings}
    return keys


def test_built_keys_have_known_sources() -> None:
    found = {(module, *parts) for module, function in functions() for parts in built(function)}
    assert all(rest == "*" for _, _, rest in found), found
    assert {prefix for _, prefix, _ in found} == FROM_MODEL.keys() | FROM_FUNCTION


def test_every_text_is_used() -> None:
    assert messages(Language.EN).keys() - used() == set()


def test_every_value_of_the_model_has_a_text() -> None:
    wanted = {prefix + value for prefix, values in FROM_MODEL.items() for value in values}
    assert len(wanted) > 20
    assert wanted - messages(Language.EN).keys() == set()


def test_every_key_in_the_code_exists() -> None:
    """Whatever looks like a key is one: a group of the files, then words with hyphens."""
    like_a_key = re.compile(rf"({groups()})(-[a-z]+)+")
    unknown = {
        (module, text)
        for module in MODULES
        for text in literals(nodes(module)[0])
        if like_a_key.fullmatch(text) and text not in messages(Language.EN) and text not in COMMANDS
    }
    assert unknown == set()


def test_calls_give_every_parameter() -> None:
    """Of t(language, "key", …), texts()(language, "key", …), UserError("key", …)."""
    wrong = []
    for module in MODULES:
        for node in nodes(module):
            if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
                continue
            given = {keyword.arg for keyword in node.keywords}
            for key in _keys_of(node):
                if missing := messages(Language.EN)[key].names - given:
                    wrong.append(f"{module}:{node.lineno}: {key} without {missing}")
    assert wrong == []


def _keys_of(call: ast.Call) -> list[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    is_error = name in {"UserError", "NotFound"}
    says = name == "t" or (isinstance(call.func, ast.Call) and getattr(call.func.func, "id", "") == "texts")
    arguments = call.args[:1] if is_error else call.args[1:2] if says else []
    return [text for argument in arguments for text in literals(argument) if text in messages(Language.EN)]


def test_calls_are_seen() -> None:
    calls = [key for m in MODULES for n in nodes(m) if isinstance(n, ast.Call) for key in _keys_of(n)]
    assert len(calls) > 50 and "error-not-yours" in calls and "title-gloss" in calls


# --- what Discord shows ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_texts_fit_their_places(language: Language) -> None:
    fixed = {key: v for key, v in messages(language).items() if not v.names}
    lengths = {key: len(texts()(language, key)) for key in fixed}
    long = {
        key: length
        for key, length in lengths.items()
        for start, most in LONGEST.items()
        if key.startswith(start) and not 1 <= length <= most
    }
    assert long == {}
    named = texts()(language, "button-search", platform="Tencent Video (腾讯视频)")
    assert len(named) <= 80


async def payloads(server: Server) -> list[dict[str, Any]]:
    tree: app_commands.CommandTree[Any] = server.env.bot.tree
    translator = Translator()
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]


def parts(payload: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """A command, its subcommands, options and choices, each with where it stands."""
    place = f"{path} {payload['name']}".strip()
    yield place, payload
    for option in [*payload.get("options", []), *payload.get("choices", [])]:
        yield from parts(option, place)


async def test_every_command_is_described_in_every_language(server: Server) -> None:
    seen = [part for payload in await payloads(server) for part in parts(payload)]
    assert len(seen) > 15
    for place, part in seen:
        if "value" in part or (
            part.get("type") == 3 and "description" not in part
        ):  # a choice, a message menu
            _check_translations(place, "name", part)
        else:
            assert 1 <= len(part["description"]) <= 100
            _check_translations(place, "description", part)


def _check_translations(place: str, field: str, part: dict[str, Any]) -> None:
    english, others = part[field], part.get(f"{field}_localizations") or {}
    for language in (Language.ZH_CN, Language.ZH_TW):
        assert others.get(language) not in (None, "", english), f"{place}: no {field} in {language}"
        assert re.search(r"[\u4e00-\u9fff]", others[language]), f"{place}: {others[language]!r}"
    assert others[Language.ZH_CN] != others[Language.ZH_TW] or not _differs(others[Language.ZH_CN]), place
    for locale in ("en-US", "en-GB"):
        assert others.get(locale, english) == english, f"{place}: {field} in {locale}"


def _differs(text: str) -> bool:
    """Whether a simplified text must look different in Taiwan."""
    return to_taiwan(text) != text


async def test_names_of_slash_commands_are_the_same_everywhere(server: Server) -> None:
    """Members tell each other /find and /how-to-watch; a name per language would break that."""
    slash = [payload for payload in await payloads(server) if payload.get("type", 1) == 1]
    assert {"find", "how-to-watch"} <= {payload["name"] for payload in slash}
    for payload in slash:
        for place, part in parts(payload):
            if "value" not in part:
                assert not part.get("name_localizations"), place
