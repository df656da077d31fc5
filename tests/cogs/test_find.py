"""/find as members use it: the card of a title, what leads on from it, choices while typing, the message menu."""

from __future__ import annotations

import pytest

from bot.domain.model import Language
from tests.cogs.acting import add_title, find, labels, options, shown
from tests.conftest import Server, custom_id

# -- one title


async def test_a_clear_hit_is_a_card(server: Server) -> None:
    for query in ("tan chi she", "貪吃蛇", "贪吃蛇", "greedy snek", "GREEDY SNAKE", "title:greedy-snake"):
        card = await find(server, query)
        assert not card.ephemeral
        assert shown(card).startswith("## Greedy Snake 《贪吃蛇》\n"), query
        assert labels(card) == ["How to watch", "Follow", "More like this", "Sources", "Discuss"]


async def test_a_card_says_all_that_is_documented(server: Server) -> None:
    text = shown(await find(server, "tan chi she"))
    for part in (
        "12 January 2026 · China", "spoken: Chinese", "Chinatown of the 1990s", "**Tropes**", "Revenge",
        "**Part of**  Red Mirror", "**Where**  Xiaohongshu", "素兰 \\(Sulan\\)", "**May upset**  violence",
        "Made with AI assistance", "Documented by two sources",
    ):  # fmt: skip
        assert part in text
    assert "Found by" not in text, "the name that matched stands in the heading"


async def test_a_card_says_what_matched_when_the_heading_does_not(server: Server) -> None:
    text = shown(await find(server, "眠り姫の秘密"))
    assert text.startswith("## After Her Long Slumber, Brothers Regret 《长眠后三个哥哥为我白了头》")
    assert "Found by “眠り姫の秘密”, another name it goes by" in text


async def test_a_translation_of_ours_is_never_shown_as_a_name(server: Server) -> None:
    text = shown(await find(server, "biting the summer crab-apple"))
    heading, _, rest = text.partition("\n")
    assert heading == "## 《咬夏棠》"
    assert "-# Our translation of the name, not an official title: Biting the Summer Crab-apple" in rest
    assert "Found by “Biting the Summer Crab-apple”, our translation of its name" in rest


async def test_a_title_without_a_known_service_says_so(server: Server) -> None:
    text = shown(await find(server, "title:the-whole-house-hears-my-thoughts"))
    assert "**Where**  none of our sources names a service" in text


async def test_a_hoax_is_marked_and_cannot_be_watched(server: Server) -> None:
    names = [{"text": "八仙过海谈恋爱", "language": "zh-Hans", "kind": "original"}]
    routes = [{"platform": "xiaohongshu"}]  # even if somebody wrote one down
    await add_title(server.app, id="never-was", names=names, hoax=True, routes=routes)
    card = await find(server, "八仙过海谈恋爱")
    assert "**This drama does not exist.**" in shown(card)
    await server.app.members.choose_region(server.member.id, "GB")
    answer = (await server.member.click(card, label="How to watch")).response
    assert shown(answer) == "《八仙过海谈恋爱》 does not exist, so there is nothing to watch."
    assert not labels(answer)


async def test_a_private_answer_is_seen_by_the_asker_alone(server: Server) -> None:
    assert (await find(server, "tan chi she", private=True)).ephemeral
    several = await find(server, "revenge", private=True)
    assert several.ephemeral
    opened = await server.member.select(
        several, [options(several)[0]], custom_id=custom_id(several, "s:open")
    )
    assert opened.ephemeral, "what a private list opens is private too"


async def test_in_a_direct_message(server: Server) -> None:
    answer = (await server.member.user.slash("find", query="tan chi she")).response
    assert "Greedy Snake" in shown(answer)


# -- more like this, sources


async def test_more_like_this_says_why(server: Server) -> None:
    card = await find(server, "tan chi she")
    similar = await server.member.click(card, label="More like this")
    text = shown(similar.response)
    assert similar.ephemeral and text.startswith("### More like Greedy Snake 《贪吃蛇》")
    assert text.count("-# also ") == len(options(similar.response)) == 5
    assert "greedy-snake" not in options(similar.response)
    opened = await server.member.select(similar.response, [options(similar.response)[0]])
    assert opened.ephemeral and shown(opened.response).startswith("## ")


async def test_nothing_is_like_a_title_without_tropes(server: Server) -> None:
    names = [{"text": "Alone In Here", "language": "en", "kind": "original"}]
    await add_title(server.app, id="alone", names=names)
    card = await find(server, "title:alone")
    similar = await server.member.click(card, label="More like this")
    assert shown(similar.response) == (
        "No other drama in the catalogue shares a documented trope with Alone In Here."
    )


async def test_a_hoax_is_not_recommended_and_takes_no_place(server: Server) -> None:
    snake = await server.app.catalogue.title("greedy-snake")
    names = [{"text": "Not Real", "language": "en", "kind": "original"}]
    await add_title(server.app, id="a-hoax", names=names, hoax=True, tropes=snake.tropes)
    similar = await server.member.click(await find(server, "tan chi she"), label="More like this")
    assert "a-hoax" not in options(similar.response)
    assert len(options(similar.response)) == 5


async def test_sources_are_links_where_they_can_be(server: Server) -> None:
    card = await find(server, "tan chi she")
    sources = await server.member.click(card, label="Sources")
    text = shown(sources.response)
    assert sources.ephemeral and "Greedy Snake 《贪吃蛇》" in text
    assert "[m.163.com](https://m.163.com/local/article/KJ3FKTIR0517MLTR.html)" in text
    assert "- Article: \"Micro-Drama Isn't a Gimmick." in text
    assert "Documented by two sources" in text


async def test_a_source_that_is_no_plain_link_stays_text(server: Server) -> None:
    names = [{"text": "Odd Sources", "language": "en", "kind": "original"}]
    sources = [
        "https://a.example/x)[y](https://evil.example",
        "http://old.example/1",
        "https://u@evil.example/",
    ]
    await add_title(server.app, id="odd", names=names, sources=sources)
    card = await find(server, "title:odd")
    text = shown((await server.member.click(card, label="Sources")).response)
    assert "](" not in text and "://" not in text


# -- autocomplete


async def test_titles_while_typing(server: Server) -> None:
    choices = await server.member.autocomplete(server.channel, "find", "query", "greed")
    assert choices[0] == {"name": "Greedy Snake · 贪吃蛇 · 2026 · Xiaohongshu", "value": "title:greedy-snake"}
    card = await find(server, choices[0]["value"])
    assert shown(card).startswith("## Greedy Snake")


async def test_titles_while_typing_in_chinese(server: Server) -> None:
    await server.speaks(server.member, Language.ZH_CN)
    choices = await server.member.autocomplete(server.channel, "find", "query", "贪吃")
    assert choices[0]["name"] == "贪吃蛇 · Greedy Snake · 2026 · 小红书"


async def test_a_choice_says_which_name_matched_when_it_shows_others(server: Server) -> None:
    choices = await server.member.autocomplete(server.channel, "find", "query", "眠り姫の")
    assert choices[0]["name"] == (
        "After Her Long Slumber, Brothers Regret · 长眠后三个哥哥为我白了头 · 2025 · DramaWave ← 眠り姫の秘密"
    )
    for typed in ("chang mian hou", "長眠後三個", "AFTER HER LONG"):  # what it sounds like is no name
        choices = await server.member.autocomplete(server.channel, "find", "query", typed)
        assert choices[0]["value"] == "title:after-her-long-slumber-brothers-regret"
        assert "←" not in choices[0]["name"], typed


async def test_in_chinese_a_choice_says_that_our_translation_matched(server: Server) -> None:
    typed = "biting the summer"
    choices = await server.member.autocomplete(server.channel, "find", "query", typed)
    assert choices[0]["name"] == "咬夏棠 · ≈ Biting the Summer Crab-apple · 2026"
    await server.speaks(server.member, Language.ZH_TW)
    choices = await server.member.autocomplete(server.channel, "find", "query", typed)
    assert choices[0]["name"] == "咬夏棠 · 2026 ← ≈ Biting the Summer Crab-apple"


async def test_a_name_that_has_no_room_beside_the_label_is_left_out(server: Server) -> None:
    long, other = "Zxqv " + "very " * 14 + "long", "Wvut " + "other " * 9 + "end"
    names = [
        {"text": long, "language": "en", "kind": "original"},
        {"text": "Zxqvish", "language": "ko", "kind": "official"},
        {"text": other, "language": "en", "kind": "alias"},
    ]
    await add_title(server.app, id="long", names=names)
    choices = await server.member.autocomplete(server.channel, "find", "query", other)
    assert choices[0]["value"] == "title:long" and "←" not in choices[0]["name"]


@pytest.mark.parametrize("language", Language)
async def test_choices_are_few_short_and_distinct(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    for option in ("query", "trope", "platform", "collection", "language", "region"):
        for typed in ("", "a", "红", "the", "qqqq zzzz", "x" * 6000, "😀", "\0", "@everyone"):
            choices = await server.member.autocomplete(server.channel, "find", option, typed)
            assert len(choices) <= 25
            assert all(1 <= len(choice[part]) <= 100 for choice in choices for part in ("name", "value"))
            assert len({choice["value"] for choice in choices}) == len(choices)
        assert await server.member.autocomplete(server.channel, "find", option, ""), "something to begin with"


_OFFERED = [
    ("trope", "reven", Language.EN, "Revenge", "revenge"),
    ("trope", "reven", Language.ZH_TW, "復仇", "revenge"),
    ("platform", "rednote", Language.EN, "Xiaohongshu", "xiaohongshu"),
    ("platform", "rednote", Language.ZH_CN, "小红书", "xiaohongshu"),
    ("platform", "rednote", Language.ZH_TW, "小紅書", "xiaohongshu"),
    ("collection", "hong", Language.EN, "Red Mirror", "red-mirror"),
    ("collection", "red", Language.ZH_TW, "紅鏡短劇計畫", "red-mirror"),
    ("language", "chin", Language.EN, "Chinese", "zh"),
    ("language", "中", Language.ZH_CN, "中文", "zh"),
    ("language", "ko", Language.ZH_TW, "韓文", "ko"),
]


async def test_choices_speak_the_members_language(server: Server) -> None:
    for option, typed, language, name, value in _OFFERED:
        await server.speaks(server.member, language)
        choices = await server.member.autocomplete(server.channel, "find", option, typed)
        assert {"name": name, "value": value} in choices


# -- the message menu


async def test_find_this_drama(server: Server) -> None:
    for said, heading in (
        ("has anybody seen 《贪吃蛇》? #短剧", "## Greedy Snake"),
        ("Greedy Snake is so good", "## Greedy Snake"),
        ("first Greedy Snake, then 《在线追踪》!", "### Dramas in this message"),
        ("lunch, anybody?", "No name in this message is in the catalogue."),
    ):
        message = await server.join("noah").send(server.channel, said)
        found = await server.member.context_menu(server.channel, "Find this drama", message)
        assert found.ephemeral and shown(found.response).startswith(heading), said


async def test_find_this_drama_in_a_message_without_text(server: Server) -> None:
    message = await server.member.send(server.channel, "", attachments=[("clip.png", b"x")])
    found = await server.member.context_menu(server.channel, "Find this drama", message)
    assert found.ephemeral and found.response.content == "This message has no text to read."


async def test_find_this_drama_on_a_card_of_ours(server: Server) -> None:
    card = await find(server, "tan chi she")
    found = await server.member.context_menu(server.channel, "Find this drama", card)
    assert found.ephemeral
