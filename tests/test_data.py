"""The shipped catalogue is sound, and every kind of mistake in a catalogue folder is found and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.config import ROOT
from bot.domain.catalogue import is_official
from bot.mistakes import line, what
from bot.store.files import read_catalogue
from tests import shelf

FIRST = "titles/first-love.toml"


def test_shipped_catalogue_is_sound_and_whole() -> None:
    catalogue, problems = read_catalogue(ROOT / "data/catalogue")
    assert not problems, "\n".join(map(line, problems))
    assert len(catalogue.titles) == 307
    assert len(catalogue.platforms) == 63
    assert {"greedy-snake", "night-journey-map", "life-film-hall"} <= catalogue.titles.keys()
    assert catalogue.collections["red-mirror"].titles
    assert catalogue.guides and catalogue.tropes and catalogue.terms
    assert (
        len(catalogue.prompts) >= 40
        and {"how-you-meet", "watching-or-struggling"} <= catalogue.prompts.keys()
    )


def test_small_catalogue_is_sound(tmp_path: Path) -> None:
    catalogue, problems = read_catalogue(shelf.write(tmp_path))
    assert not problems
    assert list(catalogue.titles) == ["first-love", "second-sight"]


def _changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: shelf.change(folder, name, old, new)


def _new(name: str, text: str | bytes) -> Callable[[Path], None]:
    data = text.encode() if isinstance(text, str) else text
    return lambda folder: (folder / name).write_bytes(data) and None


def _gone(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


class Exactly(NamedTuple):
    place: str
    field: str
    what: str


MISTAKES = {
    "unknown trope": (
        _changed(FIRST, '["revenge"]', '["revenge", "no-such"]'),
        [Exactly("titles/first-love", "tropes", "there is no 'no-such'")],
    ),
    "foreign url": (
        _changed(FIRST, "www.rednote.example/1", "rednote.example.evil.com/1"),
        [("titles/first-love", "routes.0.url", "https://rednote.example.evil.com/1 is not an https address")],
    ),
    "http url": (
        _changed(FIRST, "https://www.rednote.example/1", "http://www.rednote.example/1"),
        [("titles/first-love", "routes.0.url", "is not an https address on a host of rednote")],
    ),
    "unknown platform of a route": (
        _changed(FIRST, 'platform = "rednote"', 'platform = "bluenote"'),
        [Exactly("titles/first-love", "routes.0.platform", "there is no platform 'bluenote'")],
    ),
    "unknown platform of a name": (
        _changed(FIRST, 'kind = "official"', 'kind = "service", platform = "bluenote"'),
        [Exactly("titles/first-love", "names.1.platform", "there is no 'bluenote'")],
    ),
    "wrong country": (
        _changed(FIRST, '"CN"', '"XX"'),
        [Exactly("titles/first-love", "country", "'XX' is not an ISO 3166 country code")],
    ),
    "wrong region of a route": (
        _changed(FIRST, '{ platform = "rednote",', '{ platform = "rednote", regions = ["GB", "QQ"],'),
        [Exactly("titles/first-love", "routes.0.regions", "'QQ' is not an ISO 3166 country code")],
    ),
    "country that is no code at all": (
        _changed(FIRST, '"CN"', '"China"'),
        [
            (FIRST, "country", "“China” is not a country code"),
            ("collections/both", "titles", "there is no 'first-love'"),
        ],
    ),
    "duplicate id in one file": (
        lambda folder: _new("tropes.toml", shelf.FILES["tropes.toml"] * 2)(folder),
        [Exactly("tropes.toml #2", "id", "'revenge' is used twice")],
    ),
    "id of another file": (
        _changed("titles/second-sight.toml", 'id = "second-sight"', 'id = "first-love"'),
        [
            Exactly("titles/second-sight.toml", "id", "'first-love' is used twice"),
            Exactly("collections/both", "titles", "there is no 'second-sight'"),
        ],
    ),
    "id unlike the file's name": (
        lambda folder: (folder / FIRST).rename(folder / "titles/other.toml") and None,
        [
            Exactly("titles/other.toml", "id", "'first-love' is not the file's name"),
            Exactly("collections/both", "titles", "there is no 'first-love'"),
        ],
    ),
    "bad TOML": (
        _new("titles/third.toml", 'id = "third'),
        [("titles/third.toml", "(file)", "is not readable TOML: ")],
    ),
    "wrong encoding": (
        _new("titles/third.toml", 'id = "头发"'.encode("gbk")),
        [("titles/third.toml", "(file)", "is not readable TOML: ")],
    ),
    "empty file": (
        _new("titles/third.toml", ""),
        [
            ("titles/third.toml", "id", "is missing"),
            ("titles/third.toml", "names", "is missing"),
            ("titles/third.toml", "sources", "is missing"),
            ("titles/third.toml", "confidence", "is missing"),
        ],
    ),
    "unknown field": (
        _changed("titles/second-sight.toml", "confidence =", 'colour = "red"\nconfidence ='),
        [
            ("titles/second-sight.toml", "colour", "is not a field that a title has"),
            ("collections/both", "titles", "there is no 'second-sight'"),
        ],
    ),
    "missing vocabulary file": (
        _gone("tropes.toml"),
        [
            Exactly("tropes.toml", "(file)", "is missing"),
            Exactly("titles/first-love", "tropes", "there is no 'revenge'"),
        ],
    ),
    "vocabulary under another heading": (
        _changed("glossary.toml", "[[terms]]", "[[words]]"),
        [("glossary.toml", "words", "")],
    ),
    "only our own translation": (
        _changed("titles/second-sight.toml", '"original"', '"gloss"'),
        [Exactly("titles/second-sight", "names", "has no name but our own translation")],
    ),
    "guide that never says the title": (
        _changed("guides/rednote.toml", "Paste {title}.", "Paste it."),
        [Exactly("guides/rednote", "steps", "no step says {title} in en")],
    ),
    "guide of an unknown platform": (
        _changed("guides/rednote.toml", 'platform = "rednote"', 'platform = "bluenote"'),
        [Exactly("guides/rednote", "platform", "there is no 'bluenote'")],
    ),
    "search address without a place for the words": (
        _changed("platforms/rednote.toml", "?q={query}", ""),
        [Exactly("platforms/rednote", "search_url", "has no {query}")],
    ),
    "website elsewhere": (
        _changed("platforms/rednote.toml", "https://www.rednote.example\"", "https://rednote.com\""),
        [("platforms/rednote", "website", "is not an https address on one of its hosts")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_named_and_nothing_else(mistake: str, tmp_path: Path) -> None:
    break_it, expected = MISTAKES[mistake]
    break_it(shelf.write(tmp_path))
    _, problems = read_catalogue(tmp_path)
    assert len(problems) == len(expected), problems
    for problem, wanted in zip(problems, expected, strict=True):
        if isinstance(wanted, Exactly):
            assert (problem.place, problem.field, what(problem)) == wanted
        else:  # tomllib's words may change
            assert problem[:2] == wanted[:2] and wanted[2] in what(problem)


def test_all_mistakes_are_listed_at_once(tmp_path: Path) -> None:
    shelf.write(tmp_path)
    shelf.change(tmp_path, FIRST, '"CN"', '"XX"')
    shelf.change(tmp_path, FIRST, '["revenge"]', '["no-such"]')
    shelf.change(tmp_path, FIRST, "https://www", "http://www")
    shelf.change(tmp_path, "titles/second-sight.toml", '"original"', '"gloss"')
    shelf.change(tmp_path, "guides/rednote.toml", "“{title}”", "标题")
    shelf.change(tmp_path, "tropes.toml", '"power"', '"might"')
    _, problems = read_catalogue(tmp_path)
    assert sorted((problem.place, problem.field) for problem in problems) == [
        ("guides/rednote", "steps"),  # in zh-CN; where there is no zh-TW it is derived
        ("titles/first-love", "country"),
        ("titles/first-love", "routes.0.url"),
        ("titles/first-love", "tropes"),
        ("titles/second-sight", "names"),
        ("tropes.toml #1", "group"),
    ]


def test_a_place_that_is_no_folder_is_an_empty_catalogue_with_its_files_missing(tmp_path: Path) -> None:
    catalogue, problems = read_catalogue(tmp_path / "nowhere")
    assert not catalogue.titles
    assert [(problem.place, what(problem)) for problem in problems] == [
        ("tropes.toml", "is missing"),
        ("glossary.toml", "is missing"),
    ]


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://a.example/x", True),
        ("https://www.a.example/x?y=1", True),
        ("https://A.EXAMPLE/x", True),
        ("https://a.example./x", True),
        ("http://a.example/x", False),
        ("https://b.example/x", False),
        ("https://nota.example/x", False),
        ("https://a.example.evil.com/x", False),
        ("https://a.example@evil.com/x", False),
        ("https://evil.com\\@a.example/x", False),
        ("https://a.example:8443/x", False),
        ("https://a.example:port/x", False),
        ("https://[a.example/x", False),
        ("https://а.example/x", False),  # a Cyrillic letter
        ("https://a.example/x y", False),
        ("https://a.example/" + "x" * 512, False),
        ("//a.example/x", False),
        ("a.example/x", False),
        ("", False),
        ("javascript:alert(1)//a.example", False),
    ],
)  # fmt: skip
def test_official_addresses(url: str, official: bool) -> None:
    assert is_official(url, ["a.example"]) is official
