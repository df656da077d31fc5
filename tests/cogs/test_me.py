"""/me: settings that take effect at once, an export that holds everything, and a real deletion."""

from __future__ import annotations

import json
from typing import Any

from bot.domain.model import Language
from cogs._regions import OTHER
from tests.cogs.acting import find, kinds, restart, say, shown, stored
from tests.conftest import Server, custom_id

NOTHING: dict[str, Any] = {
    "changes": [], "votes": [], "suggestions": [], "decisions": [], "progress": [], "spoilers": [],
    "follows": [], "told": {}, "notices": [], "blocked": [],
    "watchlist": [], "watchlist_shared": False, "questions": [], "answers": [], "agreed": [],
    "watch_parties": [],
}  # fmt: skip

LANGUAGE, ORDER, REGION, ZONE = "s:my-language", "s:my-order", "s:my-region", "s:my-zone"


async def settings(server: Server) -> Any:
    answer = await server.member.slash(server.channel, "me settings")
    assert answer.ephemeral
    return answer.response


async def choose(server: Server, card: Any, menu: str, value: str) -> Any:
    return await server.member.select(card, [value], custom_id=custom_id(card, menu))


async def exported(server: Server) -> dict[str, Any]:
    answer = await server.member.slash(server.channel, "me export")
    assert answer.ephemeral and answer.response.content == say("me-exported")
    (file,) = answer.response.attachments
    assert file.filename == "my-data.json"
    return json.loads(await file.read())


async def test_settings_of_somebody_new(server: Server) -> None:
    card = await settings(server)
    assert shown(card).startswith("## Your settings")
    for line in (
        "**Country**  not chosen; I ask when it matters",
        "**Language**  as in your Discord app",
        "**Titles**  English name first",
    ):
        assert line in shown(card)
    assert len(kinds(card, 3)) == 4


async def test_language_switches_the_card_and_every_answer(server: Server) -> None:
    card = await settings(server)
    for language in (Language.ZH_CN, Language.ZH_TW, Language.EN):
        await choose(server, card, LANGUAGE, language)
        assert shown(card).startswith(f"## {say('me-heading', language)}")
        assert say("me-language", language, language=say(f"language-{language}")) in shown(card)
        assert say("button-watch", language) in str((await find(server, "tan chi she")).components)
    await choose(server, card, LANGUAGE, Language.ZH_TW)
    await choose(server, card, LANGUAGE, "auto")
    assert shown(card).startswith("## Your settings"), "the Discord app of the simulation speaks English"


async def test_order_of_titles(server: Server) -> None:
    card = await settings(server)
    await choose(server, card, ORDER, "chinese")
    assert "**Titles**  Chinese name first" in shown(card)
    assert shown(await find(server, "tan chi she")).startswith("## 《贪吃蛇》 Greedy Snake")
    await choose(server, card, ORDER, "english")
    assert shown(await find(server, "tan chi she")).startswith("## Greedy Snake 《贪吃蛇》")


async def test_in_chinese_the_chinese_name_comes_first_until_chosen(server: Server) -> None:
    card = await settings(server)
    await choose(server, card, LANGUAGE, Language.ZH_CN)
    assert shown(await find(server, "tan chi she")).startswith("## 《贪吃蛇》 Greedy Snake")
    await choose(server, card, ORDER, "english")
    assert shown(await find(server, "tan chi she")).startswith("## Greedy Snake 《贪吃蛇》")


async def test_country(server: Server) -> None:
    card = await settings(server)
    await choose(server, card, REGION, "GB")
    assert "**Country**  United Kingdom" in shown(card)
    recipe = (await server.member.click(await find(server, "tan chi she"), label="How to watch")).response
    assert say("watch-for", region="United Kingdom") in shown(recipe)


async def test_country_by_form(server: Server) -> None:
    card = await settings(server)
    form = await choose(server, card, REGION, OTHER)
    wrong = await server.member.submit_modal(form, {"country": "Atlantis"})
    assert wrong.ephemeral and "Atlantis" in shown(wrong.response)
    assert "not chosen" in shown(card)
    form = await choose(server, card, REGION, OTHER)
    await server.member.submit_modal(form, {"country": "portugal"})
    assert "**Country**  Portugal" in shown(card)


async def test_time_zone_from_the_menu_or_by_a_city(server: Server) -> None:
    card = await settings(server)
    assert say("me-zone-none") in shown(card)
    await choose(server, card, ZONE, "Asia/Taipei")
    assert say("me-zone", zone="Taipei (Asia/Taipei)") in shown(card)
    form = await choose(server, card, ZONE, OTHER)
    wrong = await server.member.submit_modal(form, {"zone": "Atlantis"})
    assert wrong.ephemeral and "Atlantis" in shown(wrong.response)
    form = await choose(server, card, ZONE, OTHER)
    await server.member.submit_modal(form, {"zone": "vienna"})
    assert "Europe/Vienna" in shown(card)


async def test_settings_outlive_a_restart(server: Server) -> None:
    card = await settings(server)
    await choose(server, card, REGION, "GB")
    await restart(server)
    await choose(server, card, LANGUAGE, Language.ZH_TW)
    assert shown(card).startswith(f"## {say('me-heading', Language.ZH_TW)}") and "英國" in shown(card)


async def test_export_holds_everything(server: Server) -> None:
    identity = str(server.member.id)
    assert await exported(server) == {
        "user_id": identity, "language": None, "region": None, "title_order": None, "zone": None,
        **NOTHING,
    }  # fmt: skip
    card = await settings(server)
    await choose(server, card, REGION, "GB")
    await choose(server, card, ORDER, "chinese")
    await choose(server, card, LANGUAGE, Language.EN)
    await choose(server, card, ZONE, "Asia/Taipei")
    assert await exported(server) == {
        "user_id": identity, "language": "en", "region": "GB", "title_order": "chinese", "zone": "Asia/Taipei",
        **NOTHING,
    }  # fmt: skip


async def test_nobody_reads_the_data_of_another(server: Server) -> None:
    await server.app.members.choose_region(server.member.id, "GB")
    answer = await server.join("noah").slash(server.channel, "me export")
    body = json.loads(await answer.response.attachments[0].read())
    assert body["region"] is None and body["user_id"] != str(server.member.id)


async def test_forget_deletes_everything(server: Server) -> None:
    noah = server.join("noah")
    await server.app.members.choose_region(server.member.id, "GB")
    await server.app.members.choose_region(noah.id, "FR")
    answer = await server.member.slash(server.channel, "me forget")
    assert answer.ephemeral and answer.response.content == say("me-forgotten")
    assert "What remains" in answer.response.content, "and why"
    assert (await exported(server))["region"] is None
    assert str(server.member.id) not in stored(server.app), "in no table at all"
    assert (await server.app.members.preferences(noah.id)).region == "FR", "nobody else's"
    again = await server.member.slash(server.channel, "me forget")
    assert again.ephemeral and again.response.content == say("me-nothing")


async def test_forgetting_speaks_the_language_that_was_chosen(server: Server) -> None:
    await server.speaks(server.member, Language.ZH_TW)
    answer = await server.member.slash(server.channel, "me forget")
    assert answer.response.content == say("me-forgotten", Language.ZH_TW)
