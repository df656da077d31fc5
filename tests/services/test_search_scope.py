"""A server's own titles are its own: no other server and no direct message ever sees one, its server sees them all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.model import Character, Route, Text, Trope
from bot.domain.names import HANZI
from bot.domain.search import Scope, alike, way_facet
from bot.errors import NotFound
from bot.store import records
from bot.store.records import Row
from tests.made_up import put, stock, stocked, title
from tests.searching import Searching, ids
from tests.serving import Served, serving

MINE, THEIRS = 11, 22
OTHERS = (0, THEIRS, 1, 111, 110, 10**18)  # numbers that begin alike are other servers too
TAGS = {"trope:bakery": ("bakery", "面包店"), "trope:sea": ("sea story",)}

OWN = title(
    "own", "秘密面包师", "The Secret Baker", ("Flour & Lies", "alias"), ("パン屋の嘘", "alias"),
    synopsis="A lighthouse keeper bakes bread for smugglers.", tropes=("bakery", "sea"), language="ko", year=2026,
    cast=("Zora Quill",), characters=(Character(name="灯塔老人", latin="Dengta Laoren"),),
    routes=(Route(platform="rednote", regions=("TW",)),),
)  # fmt: skip
SHARED = (
    title(
        "sea", "Sea Story of Bakers", synopsis="A baker goes to sea.", tropes=("bakery", "sea"), language="zh"
    ),
    title("secret", "秘密花园", "Secret Garden", tropes=("sea",), year=2020),
    title("other", "别的", "Something Else"),
)
NAMES = ["秘密面包师", "秘密麵包師", "秘密面包", "面包师", "密面包", "The Secret Baker", "secret baker", "secretbaker",
         "baker secret", "flour and lies", "flour", "パン屋の嘘", "パン屋", "mi mi mian bao shi", "mimimianbaoshi",
         "mi mi mian", "mianbao", "mmmbs", "《秘密面包师》", "秘密面包师 the secret baker"]  # fmt: skip
SLIPS = ["secret bakre", "teh secret baker", "秘密面包狮", "秘秘面包师", "mi mi mian bao si", "flour lise"]
TOLD = ["lighthouse keeper smugglers", "lighthouse", "Zora Quill", "灯塔老人", "dengta laoren", "bakery", "面包店",
        "bread for smugglers by a lighthouse"]  # fmt: skip
BROWSED = ["", "s", "se", "秘", "m", "mm", "f", "パ"]
EVERY = NAMES + SLIPS + TOLD + BROWSED
FILTERS = [
    (),
    (("trope:bakery",),),
    (("language:ko",),),
    ((way_facet("rednote", "TW"), way_facet("rednote", "001")),),
    (("platform:rednote",), ("trope:sea",)),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    path = tmp_path_factory.mktemp("scope") / "bot.db"
    theirs = [title("theirs", "面包师的秘密", "Baker of Theirs", tropes=("bakery",))]
    searching = Searching(stock(path, SHARED, {MINE: [OWN], THEIRS: theirs}), TAGS)
    yield searching
    searching.close()


@pytest.mark.parametrize("guild", OTHERS)
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_nobody_else_finds_it(index: Searching, guild: int, wanted: tuple[tuple[str, ...], ...]) -> None:
    for typed in EVERY:
        hits = index.find(typed, guild=guild, wanted=wanted, liked=("own", "sea"), limit=100, floor=0.0)
        assert "own" not in ids(hits), typed


@pytest.mark.parametrize("typed", EVERY)
def test_its_own_server_finds_it(index: Searching, typed: str) -> None:
    hits = index.find(typed, guild=MINE)
    assert "own" in ids(hits)
    if typed in NAMES + SLIPS:
        assert hits[0].title_id == "own"
    assert "theirs" not in ids(index.find(typed, guild=MINE, limit=100, floor=0.0))


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_its_own_server_finds_it_with_filters(index: Searching, wanted: tuple[tuple[str, ...], ...]) -> None:
    for typed in ("", "s", "secret baker", "秘密面包师", "mmmbs", "lighthouse keeper"):
        assert "own" in ids(index.find(typed, guild=MINE, wanted=wanted)), typed
    assert index.find("", guild=MINE, wanted=[("language:ko",)])[0].title_id == "own"


def test_what_is_liked_is_shown_only_where_it_may_be_seen(index: Searching) -> None:
    for typed in ("", "s"):
        assert ids(index.find(typed, guild=MINE, liked=("own",)))[0] == "own"
        assert ids(index.find(typed, guild=MINE, liked=("theirs", "own")))[0] == "own"
    assert ids(index.find("", guild=THEIRS, liked=("own", "theirs")))[0] == "theirs"


@pytest.mark.parametrize("name", [name.text for name in OWN.names])
def test_only_its_own_server_has_it_in_a_message(index: Searching, name: str) -> None:
    for text in (f"《{name}》", f"I saw {name} today", f"“{name}”", f"#{name.replace(' ', '')}"):
        for guild in OTHERS:
            assert "own" not in ids(index.mentions(text, guild=guild)), text
    assert ids(index.mentions(f"《{name}》", guild=MINE))[:1] == ["own"]
    if name[0].isascii() or HANZI.match(name):  # where a word of kana begins cannot be seen in passing
        assert ids(index.mentions(f"so {name}, yes", guild=MINE)) == ["own"]


def test_only_its_own_server_has_it_among_what_is_alike(index: Searching) -> None:
    weights = {"trope:bakery": 2.0, "trope:sea": 1.0}
    for guild in OTHERS:
        assert "own" not in alike(index.look(Scope(guild)), weights, 10)
    assert set(alike(index.look(Scope(MINE)), weights, 10)) == {"own", "sea", "secret"}


def test_what_one_server_has_many_of_hides_nothing_from_others(tmp_path: Path) -> None:
    """Nor does its number, which stands before the words of its own titles, pass for a word."""
    guild = 181800000000000001
    own = [title(f"own-{n}", f"Our 1818 Number {n}", synopsis="1818 in our harbour") for n in range(300)]
    shared = [
        title("desk", "1818编辑部"),
        title("sum", "The 1818 Ball"),
        title("tale", "Some Tale", synopsis="1818 in a harbour"),
        title("number", str(guild)),
    ]
    searching = Searching(stock(tmp_path / "bot.db", shared, {guild: own}))
    for typed, found in (
        ("1818", "desk"), ("ball 1818", "sum"), ("编辑部1818", "desk"), ("18180", "number"), (str(guild), "number"),
        ("harbour", "tale"), ("1818 harbour", "tale"), ("1818 bal", "sum"), ("blal 1818", "sum"),
    ):  # fmt: skip
        for asking in (0, THEIRS):
            hits = ids(searching.find(typed, guild=asking))
            assert found in hits and not any(hit.startswith("own") for hit in hits), (typed, asking)
        assert len(searching.find("our 1818", guild=guild)) == 25
    searching.close()


# --- through the services ---------------------------------------------------------------------------


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    tropes = [
        Row("tropes", one.id, one.model_dump_json(by_alias=True), None, False)
        for one in (
            Trope(id=name, group="genre", name=Text(en=name, zh_cn=name)) for name in ("bakery", "sea")
        )
    ]
    async with stocked(tmp_path / "bot.db", SHARED, {MINE: [OWN]}) as database:
        async with database.transaction() as db:
            await records.put(db, tropes, 1)
        async with serving(database, tmp_path / "bot.db") as opened:
            yield opened


async def sees(served: Served, guild: int) -> set[str]:
    """In which ways a server gets to see the title."""
    await served.popularity.flush()
    found = {typed for typed in EVERY if "own" in await served.found(typed, guild)}
    completed = {
        f"{typed}…"
        for typed in EVERY
        for one, _ in await served.search.complete(typed, guild=guild)
        if one.id == "own"
    }
    mentioned = {text for text in ("《秘密面包师》", "watched flour and lies")
                 for one, _ in await served.search.mentioned(text, guild=guild) if one.id == "own"}  # fmt: skip
    alike = {"alike" for one in await served.catalogue.similar("sea", guild) if one.title.id == "own"}
    pages = {"page" for _ in await served.catalogue.titles(["own"], guild)}
    return found | completed | mentioned | alike | pages


async def test_only_its_own_server_is_served_with_it(served: Served) -> None:
    for guild in (MINE, *OTHERS):
        served.popularity.note(guild, "own")
    for guild in OTHERS:
        assert await sees(served, guild) == set()
        for ask in (served.catalogue.title, served.catalogue.similar):
            with pytest.raises(NotFound):
                await ask("own", guild)
        with pytest.raises(NotFound):
            await served.catalogue.watch("own", "TW", guild)
    every = await sees(served, MINE)
    assert every >= {"alike", "page", *EVERY, "《秘密面包师》", "watched flour and lies"}
    assert (await served.found("", MINE))[0] == "own", "it was asked for most"


async def test_the_own_server_opens_its_title(served: Served) -> None:
    assert (await served.catalogue.title("own", MINE)).id == "own"
    assert [one.title.id for one in await served.catalogue.similar("own", MINE)] == ["sea", "secret"]
    assert (await served.catalogue.watch("own", "TW", MINE)).title.id == "own"


@pytest.mark.parametrize(("before", "after"), [(MINE, THEIRS), (0, MINE), (MINE, 0)])
async def test_a_title_that_moves_is_gone_at_once_from_where_it_was(
    served: Served, before: int, after: int
) -> None:
    if before != MINE:
        await put(served.database, OWN, guild=before)
        await served.catalogue.refresh(force=True)
    seen = {guild: await sees(served, guild) for guild in (MINE, THEIRS)}
    await put(served.database, OWN, guild=after)
    for guild in (MINE, THEIRS, 0, 1):
        if after not in (0, guild):
            left = await sees(served, guild)
            assert left <= {"page"}, "a page that was open stays for the two seconds between two looks"
    await served.catalogue.refresh(force=True)
    for guild in (MINE, THEIRS, 0, 1):
        assert bool(await sees(served, guild)) == (after in (0, guild)), guild
    assert seen[MINE]
