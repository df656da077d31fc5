"""Lists that /find answers with: pages, filters, collections, and what is said when nothing was found."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.domain.model import Language
from tests.cogs.acting import find, kinds, labels, left_behind, options, press_at_once, restart, shown
from tests.conftest import Server, custom_id, texts_of

NEXT, BACK, FIRST, LAST = "Next ›", "‹ Back", "« First", "Last »"


async def test_several_hits_are_a_list_with_a_menu(server: Server) -> None:
    several = await find(server, "revenge")
    text = shown(several)
    assert text.startswith("### Dramas for “revenge”") and "**10.**" in text and "-# 1–10 of " in text
    assert len(options(several)) == 10
    opened = await server.member.select(several, ["greedy-snake"])
    assert not opened.ephemeral and shown(opened.response).startswith("## Greedy Snake")


async def test_another_member_opens_a_title_for_themselves_alone(server: Server) -> None:
    several = await find(server, "revenge")
    opened = await server.join("noah").select(several, ["greedy-snake"])
    assert opened.ephemeral and "Greedy Snake" in shown(opened.response)


async def test_all_pages_forth_and_back(server: Server) -> None:
    message = await find(server, "revenge")
    total = (await server.app.search.find("revenge", limit=1)).total
    pages = [options(message)]
    assert total > 20, "the test needs more than two pages"
    while len(pages) * 10 < total:
        await server.member.click(message, label=NEXT)
        pages.append(options(message))
    seen = [identity for page in pages for identity in page]
    assert len(seen) == len(set(seen)) == total, "every title once"
    await server.member.click(message, label=BACK)
    assert options(message) == pages[-2]
    await server.member.click(message, label=FIRST)
    assert options(message) == pages[0] and "**1.**" in shown(message)
    await server.member.click(message, label=LAST)
    assert options(message) == pages[-1] and f"–{total} of {total}" in shown(message)


async def test_there_is_no_page_beyond_the_ends(server: Server) -> None:
    message = await find(server, "revenge")
    assert _disabled(message) == {FIRST, BACK}
    await server.member.click(message, label=NEXT)
    assert _disabled(message) == set()
    await server.member.click(message, label=LAST)
    assert _disabled(message) == {NEXT, LAST}


def _disabled(message: Any) -> set[str]:
    return {button["label"] for button in kinds(message, 2) if button["disabled"]}


async def test_only_the_asker_turns_pages(server: Server) -> None:
    message = await find(server, "revenge")
    before = shown(message)
    other = await server.join("noah").click(message, label=NEXT)
    assert other.ephemeral
    assert other.response.content == "Only the person who asked can turn these pages. Use /find for your own."
    assert shown(message) == before


async def test_buttons_and_pages_work_after_a_restart(server: Server) -> None:
    several, card = await find(server, "revenge"), await find(server, "tan chi she")
    await restart(server)
    turned = await server.member.click(several, label=NEXT)
    assert turned.acknowledged and "**11.**" in shown(several)
    opened = await server.member.select(several, [options(several)[0]])
    assert shown(opened.response).startswith("## ")
    assert "163.com" in shown((await server.member.click(card, label="Sources")).response)


async def test_two_presses_at_once_are_both_answered(server: Server) -> None:
    message = await find(server, "revenge")
    following = custom_id(message, "b:list:n")
    await press_at_once(server, message, following, following)
    assert "**11.**" in shown(message) and "-# 11–20 of" in shown(message)


async def test_a_page_that_is_gone_shows_the_first(server: Server) -> None:
    await find(server, "tan chi she")
    for page in (99, 10**12):
        old = await left_behind(server, f"b:list:n:{page}:{server.member.id}::::::revenge")
        await server.member.click(old, label="old")
        assert "**1.**" in shown(old) and "-# 1–10 of" in shown(old)


# -- how a title was found


async def test_a_line_says_which_name_matched_when_it_shows_others(server: Server) -> None:
    lines = _lines(await find(server, "inside"))
    assert lines["the-family-we-build"].endswith("\n-# matched: Inside and Outside, another name")
    ours = lines["inside-and-outside-the-home-2"]
    assert "≈ *Inside and Outside the Home 2*" in ours and "matched" not in ours, "it stands there"


async def test_in_chinese_a_line_says_that_our_translation_matched(server: Server) -> None:
    await server.speaks(server.member, Language.ZH_TW)
    lines = _lines(await find(server, "inside"))
    assert lines["the-family-we-build"].endswith("\n-# 符合別名：Inside and Outside")
    assert lines["inside-and-outside-the-home-2"].endswith("\n-# 符合自譯名：Inside and Outside the Home 2")


async def test_a_line_says_which_words_of_the_plot_were_found(server: Server) -> None:
    lines = _lines(await find(server, "revenge"))
    assert " · plot: revenge" in lines["greedy-snake"]
    assert "plot" not in lines["sweet-revenge"] and "matched" not in lines["sweet-revenge"]


async def test_browsing_matches_nothing(server: Server) -> None:
    text = shown(await find(server))
    assert "plot: " not in text and "matched: " not in text


async def test_a_message_that_names_two_says_which_name_it_was(server: Server) -> None:
    message = await server.member.send(
        server.channel, "《眠り姫の秘密》 or 《长眠后三个哥哥为我白了头》, 《贪吃蛇》?"
    )
    found = await server.member.context_menu(server.channel, "Find this drama", message)
    assert "matched" not in shown(found.response)
    message = await server.member.send(server.channel, "《眠り姫の秘密》 or 《Greedy Snake》?")
    lines = _lines((await server.member.context_menu(server.channel, "Find this drama", message)).response)
    assert "matched: 眠り姫の秘密, another name" in lines["after-her-long-slumber-brothers-regret"]
    assert "matched" not in lines["greedy-snake"]


def _lines(message: Any) -> dict[str, str]:
    """Id of a title to its lines in the list."""
    text = re.sub(r"\n-# \D*1–\d+ .*\Z", "", shown(message))  # without what says which page it is
    items = re.split(r"^\*\*\d+\.\*\* ", text, flags=re.MULTILINE)[1:]
    return dict(zip(options(message), map(str.rstrip, items), strict=True))


# -- browsing and filters


async def test_no_query_browses_the_newest_first(server: Server) -> None:
    browsed = await find(server)
    assert shown(browsed).startswith("### Dramas in the catalogue, newest first")
    assert "-# 1–10 of 307" in shown(browsed)
    years = [(await server.app.catalogue.title(i)).year or 0 for i in options(browsed)]
    assert years == sorted(years, reverse=True)
    await server.member.click(browsed, label=LAST)
    assert "-# 301–307 of 307" in shown(browsed)


_FILTERS: list[tuple[dict[str, str], str]] = [
    ({"trope": "revenge"}, "Revenge"),
    ({"platform": "xiaohongshu"}, "Xiaohongshu"),
    ({"language": "ko"}, "Korean"),
    ({"trope": "重生"}, "Rebirth"),  # typed, not chosen from the list
    ({"platform": "小紅書"}, "Xiaohongshu"),
    ({"platform": "rednote"}, "Xiaohongshu"),
    ({"language": "Korean"}, "Korean"),
    ({"trope": "revenge", "platform": "reelshort"}, "Revenge · ReelShort"),
    ({"collection": "red mirror", "language": "zh"}, "Red Mirror · Chinese"),
    ({"region": "GB"}, "can be watched in the United Kingdom"),
    ({"platform": "reelshort", "region": "germany"}, "ReelShort · can be watched in Germany"),
]


async def test_each_filter(server: Server) -> None:
    for filters, named in _FILTERS:
        answer = await find(server, **filters)
        assert f"-# Only: {named}" in shown(answer)
        if NEXT in labels(answer):  # the filter stays on the next page
            await server.member.click(answer, label=NEXT)
            assert f"-# Only: {named}" in shown(answer) and "**11.**" in shown(answer)


async def test_a_filter_really_filters(server: Server) -> None:
    answer = await find(server, "revenge", platform="reelshort")
    for identity in options(answer):
        title = await server.app.catalogue.title(identity)
        assert "reelshort" in [route.platform for route in title.routes]


_UNKNOWN = {
    "trope": "There is no trope “{}”.",
    "platform": "I know of no app or site called “{}”.",
    "collection": "There is no collection “{}”.",
    "language": "I know of no language called “{}”.",
}


@pytest.mark.parametrize("typed", ["qqqq zzzz", "!?", "😀", "long" * 20])
async def test_words_that_are_no_filter(server: Server, typed: str) -> None:
    for option, sentence in _UNKNOWN.items():
        answer = await find(server, **{option: typed})
        assert answer.ephemeral and not answer.components
        assert answer.content == f"{sentence.format(typed)} Pick one from the list that opens while you type."


async def test_the_longest_filters_still_fit_behind_a_button(server: Server) -> None:
    catalogue = server.app.catalogue
    longest = {
        "trope": max(catalogue.tropes.entries, key=len),
        "platform": max(catalogue.platforms.entries, key=len),
        "collection": max(catalogue.collections.entries, key=len),
        "language": "zh",
        "region": "GB",
    }
    answer = await find(server, "after the break up i married my exs boss", **longest)
    assert answer.components, answer.content


# -- collections


async def test_a_collection_has_a_card_of_its_own(server: Server) -> None:
    card = await find(server, collection="red-mirror")
    text = shown(card)
    assert text.startswith("## Red Mirror 红镜短剧计划") and "Since June 2025" in text
    assert "**FIRST International Film Festival** · Film festival that runs the project" in text
    assert "**Xiaohongshu** · Social app that runs the project" in text
    assert "**Words to type**  `红镜短剧计划`" in text
    assert options(card) == ["greedy-snake", "life-film-hall", "night-journey-map", "online-tracking"]
    for name in ("贪吃蛇", "在线追踪"):
        assert f"《{name}》" in text
    opened = await server.member.select(card, ["night-journey-map"])
    assert shown(opened.response).startswith("## ")


# -- nothing found


async def test_nothing_found_comes_with_advice(server: Server) -> None:
    answer = await find(server, "qqqq zzzz")
    text = shown(answer)
    assert text.startswith("### No documented drama matches “qqqq zzzz”.") and "Try part of the name" in text
    assert labels(answer) == ["Browse everything"]
    await server.member.click(answer, label="Browse everything")
    assert "-# 1–10 of 307" in shown(answer)


async def test_nothing_found_names_what_comes_close(server: Server) -> None:
    answer = await find(server, "长夜漫漫蛇")
    assert "Close to what you typed:\n- Greedy Snake 《贪吃蛇》" in shown(answer)
    opened = await server.member.select(answer, ["greedy-snake"])
    assert shown(opened.response).startswith("## Greedy Snake")


async def test_filters_that_leave_nothing_are_named(server: Server) -> None:
    answer = await find(server, "tan chi she", platform="reelshort")
    text = shown(answer)
    assert "No documented drama matches “tan chi she”." in text
    assert "The filters may be too narrow: ReelShort." in text
    empty = await find(server, trope="werewolf", collection="red-mirror")
    assert "Nothing in the catalogue fits these filters." in shown(empty)


async def test_browse_everything_is_for_the_asker(server: Server) -> None:
    answer = await find(server, "qqqq zzzz")
    other = await server.join("noah").click(answer, label="Browse everything")
    assert other.ephemeral and "Only the person who asked" in other.response.content


async def test_browsing_a_service_says_what_it_is(server: Server) -> None:
    entries = server.app.catalogue.platforms.entries
    browsed = await server.member.slash(server.channel, "find", platform="xiaohongshu")
    assert entries["xiaohongshu"].summary.en in texts_of(browsed.response.components)
    searched = await server.member.slash(server.channel, "find", query="love", platform="reelshort")
    assert entries["reelshort"].summary.en[:40] not in texts_of(searched.response.components)
