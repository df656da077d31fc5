"""Titles are changed for one server or for all, everybody sees what is theirs, and a second editor is told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.domain.editing import own_id, version
from bot.domain.model import Name, Route, Text, Title
from bot.errors import NotFound, UserError
from bot.services import reindexing
from bot.services.editing import EditingService, Outdated
from bot.services.loader import load_shipped
from tests import shelf
from tests.made_up import title

HERE, THERE, EVERYBODY, SAM = 7, 77, 0, 5
FIRST = "first-love"


@pytest.fixture
async def app(shelf_settings: Settings) -> AsyncIterator[App]:
    async with open_app(shelf_settings) as opened:
        yield opened
        assert await reindexing.problems(opened.database) == []


@pytest.fixture
def editing(app: App) -> EditingService:
    return app.editing


async def change(editing: EditingService, guild: int, **fields: object) -> Title:
    """One that both see, as this scope wants it."""
    seen = await editing.seen(guild, FIRST)
    await editing.save(guild, seen.model_copy(update=fields), version(seen), SAM)
    return await editing.seen(guild, FIRST)


async def found(app: App, query: str, guild: int) -> list[str]:
    return [one.id for one, _ in (await app.search.find(query, guild=guild)).titles]


async def test_a_servers_own_title_is_its_own(app: App, editing: EditingService) -> None:
    made = await editing.add(HERE, title("night", "Night Rider", "夜骑"), SAM)
    assert made.title_id == own_id("night", HERE) and made.before is None
    assert await found(app, "night rider", HERE) == [made.title_id] == await found(app, "ye qi", HERE)
    assert await found(app, "night rider", THERE) == []
    with pytest.raises(NotFound):
        await app.catalogue.title(made.title_id, THERE)
    with pytest.raises(NotFound):
        await editing.seen(THERE, made.title_id)
    same = await editing.add(THERE, title("night", "Night Rider"), SAM)
    assert same.title_id != made.title_id
    with pytest.raises(UserError, match="error-id-taken"):
        await editing.add(HERE, title("night", "Night Rider"), SAM)


async def test_a_server_sees_its_words_for_a_shared_title_and_others_do_not(
    app: App, editing: EditingService
) -> None:
    names = (*(await editing.seen(HERE, FIRST)).names, Name(text="Hairy Tale", language="en", kind="alias"))
    await change(editing, HERE, country="TW", names=names)
    assert (await app.catalogue.title(FIRST, HERE)).country == "TW"
    assert (await app.catalogue.title(FIRST, THERE)).country == "CN"
    assert (await app.catalogue.title(FIRST)).country == "CN"
    assert await found(app, "hairy tale", HERE) == [FIRST] and await found(app, "hairy tale", THERE) == []
    for guild in (HERE, THERE):
        assert await found(app, "first love", guild) == [FIRST], "once"
        assert (await found(app, "", guild)).count(FIRST) == 1


async def test_what_a_server_left_alone_follows_the_shared_title(app: App, editing: EditingService) -> None:
    await change(editing, HERE, country="TW")
    await change(editing, EVERYBODY, director="Somebody", tropes=())
    here = await app.catalogue.title(FIRST, HERE)
    assert (here.country, here.director, here.tropes) == ("TW", "Somebody", ())
    await change(editing, HERE, country="CN")
    assert await editing.history(HERE, FIRST, 10, 0) != []
    with pytest.raises(UserError, match="error-not-own-title"):
        seen = await editing.seen(HERE, FIRST)
        await editing.remove(HERE, FIRST, version(seen), SAM)


async def test_a_sentence_changed_in_one_language(app: App, editing: EditingService) -> None:
    """What is derived for Taiwan follows the simplified text, also in the patch of a server."""
    await change(editing, HERE, synopsis=Text(en="Her hair.", zh_cn="头发很长。"))
    synopsis = (await app.catalogue.title(FIRST, HERE)).synopsis
    assert synopsis and (synopsis.en, synopsis.zh_tw_derived) == ("Her hair.", "頭髮很長。")
    await change(editing, HERE, synopsis=None)
    assert (await app.catalogue.title(FIRST, HERE)).synopsis is None
    assert (await app.catalogue.title(FIRST, THERE)).synopsis is not None


async def test_the_second_of_two_editors_is_told_and_sees_what_the_first_made(
    editing: EditingService,
) -> None:
    for guild in (HERE, EVERYBODY):
        seen = await editing.seen(guild, FIRST)
        await editing.save(guild, seen.model_copy(update={"year": 2020}), version(seen), SAM)
        with pytest.raises(Outdated) as told:
            await editing.save(guild, seen.model_copy(update={"year": 2021}), version(seen), SAM)
        assert told.value.current and told.value.current.year == 2020
        with pytest.raises(Outdated):
            await editing.remove(guild, FIRST, version(seen), SAM)


async def test_removing(app: App, editing: EditingService) -> None:
    made = await editing.add(HERE, title("night", "Night Rider"), SAM)
    await change(editing, HERE, country="TW")
    for title_id in (made.title_id, FIRST):
        seen = await editing.seen(HERE, title_id)
        await editing.remove(HERE, title_id, version(seen), SAM)
    assert (await app.catalogue.title(FIRST, HERE)).country == "CN"
    assert await found(app, "night rider", HERE) == []


async def test_a_shipped_title_that_curators_removed_does_not_come_back(
    app: App, editing: EditingService
) -> None:
    await change(editing, HERE, country="TW")
    seen = await editing.seen(EVERYBODY, FIRST)
    gone = await editing.remove(EVERYBODY, FIRST, version(seen), SAM)
    with pytest.raises(NotFound):
        await app.catalogue.title(FIRST, HERE)
    folder = app.settings.catalogue_path
    shelf.change(folder, "titles/first-love.toml", '"high"', '"medium"')
    await load_shipped(app.database, folder)
    assert await found(app, "first love", HERE) == [] == await found(app, "first love", THERE)
    await editing.undo(EVERYBODY, gone.id, SAM)
    assert await found(app, "first love", THERE) == [FIRST]
    assert (await app.catalogue.title(FIRST, HERE)).country == "TW"


async def test_history_says_who_and_what_and_belongs_to_its_scope(editing: EditingService) -> None:
    await change(editing, HERE, country="TW")
    await change(editing, EVERYBODY, year=2020)
    [mine] = await editing.history(HERE, FIRST, 10, 0)
    assert mine.before and mine.after and (mine.before.country, mine.after.country) == ("CN", "TW")
    assert (mine.made_by, mine.undone) == (SAM, False)
    assert await editing.history(THERE, "", 10, 0) == []
    with pytest.raises(NotFound):
        await editing.undo(THERE, mine.id, SAM)
    [undo] = await editing.undo(HERE, mine.id, SAM)
    assert undo.undoes == mine.id and (await editing.history(HERE, "", 10, 1))[0].undone
    [redo] = await editing.undo(HERE, undo.id, SAM)
    assert redo.after and redo.after.country == "TW"


async def test_what_was_changed_since_is_not_undone(editing: EditingService) -> None:
    await change(editing, HERE, country="TW")
    await change(editing, HERE, country="HK")
    first = (await editing.history(HERE, FIRST, 10, 0))[-1]
    with pytest.raises(Outdated):
        await editing.undo(HERE, first.id, SAM)
    assert (await editing.seen(HERE, FIRST)).country == "HK"


async def test_many_are_changed_all_or_nothing_and_taken_back_as_one(
    app: App, editing: EditingService
) -> None:
    first = await editing.seen(HERE, FIRST)
    own = title(own_id("night", HERE), "Night Rider")
    wrong = [(None, own), (title(FIRST, "Another"), first)]
    with pytest.raises(Outdated):
        await editing.apply(HERE, wrong, SAM, "import")
    assert await found(app, "night rider", HERE) == []
    route = Route(platform="rednote", regions=("GB",))
    made = await editing.apply(
        HERE, [(None, own), (first, first.model_copy(update={"routes": (route,)}))], SAM, "import"
    )
    assert len(made) == 2 and await found(app, "night rider", HERE) == [own.id]
    assert len(await editing.undo(HERE, made[0].id, SAM)) == 2
    assert await found(app, "night rider", HERE) == [] and await editing.seen(HERE, FIRST) == first
