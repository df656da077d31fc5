"""A member who chose Chinese reads Chinese: no English sentence of ours, no character of the other script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from opencc import OpenCC
from simcord import interactions

from bot.app import App
from bot.domain.model import Language, Text, Title
from bot.domain.viewer import TitleOrder, Viewer
from bot.i18n import FOLDER
from cogs._recipes import recipe_card
from cogs._titles import title_card
from tests.cogs.acting import find, left_behind, moderator, options, say, shown, watch
from tests.conftest import Server, texts_of, walk

CHINESE = [Language.ZH_CN, Language.ZH_TW]
# A text that is already in its script stays as it is when it is converted to it.
_CONVERTER = {Language.ZH_CN: OpenCC("t2s"), Language.ZH_TW: OpenCC("s2tw")}
_RIGHT = set("台布注系面")  # what OpenCC would change, but people in Taiwan write: 平台, 注定, 系花, 冷面
_HANZI = re.compile(r"[\u3400-\u9fff]")


@cache
def fragments(language: Language) -> list[tuple[str, str]]:
    """(key, piece of text) of every message: what stands between its placeholders."""
    source = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8")
    messages = (e for e in FluentParser().parse(source).body if isinstance(e, ftl.Message) and e.value)
    return [(message.id.name, piece) for message in messages for piece in _texts(message.value)]


def _texts(pattern: ftl.Pattern) -> Iterator[str]:
    for element in pattern.elements:
        if isinstance(element, ftl.TextElement):
            yield element.value
        elif isinstance(element.expression, ftl.SelectExpression):
            for variant in element.expression.variants:
                yield from _texts(variant.value)


def wrong_script(text: str, language: Language) -> set[str]:
    converted = _CONVERTER[language].convert(text)
    assert len(converted) == len(text)
    changed = {was for was, now in zip(text, converted, strict=True) if was != now}
    return changed - (_RIGHT if language is Language.ZH_TW else set())


def english_left(text: str, language: Language) -> list[str]:
    """Pieces of our English texts, of two words and more, that stand in an answer."""
    return [piece for piece in _english(language) if piece in text]


@cache
def _english(language: Language) -> frozenset[str]:
    own = "\n".join(piece for _, piece in fragments(language))
    pieces = {piece.strip(" *:.“”,-#") for _, piece in fragments(Language.EN)}
    return frozenset(p for p in pieces if re.search(r"[A-Za-z]{2} [A-Za-z]{2}", p) and p not in own)


@pytest.mark.parametrize("language", CHINESE)
def test_texts_are_written_in_the_script_of_their_language(language: Language) -> None:
    by_right = {"language-zh-CN", "language-zh-TW"}  # each language by its own name
    wrong = {
        key: wrong_script(piece, language)
        for key, piece in fragments(language)
        if key not in by_right and not key.startswith("demo-says") and wrong_script(piece, language)
    }
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())


@pytest.mark.parametrize("language", CHINESE)
def test_texts_are_translated(language: Language) -> None:
    english = dict(fragments(Language.EN))
    same = [
        k
        for k, piece in fragments(language)
        if piece.strip() == english.get(k, "").strip() and len(piece) > 3
    ]
    assert same in ([], ["language-en", "language-zh-CN", "language-zh-TW"]), "the same words as in English"


async def answers(server: Server) -> list[Any]:
    """One of each kind of answer there is."""
    member, channel = server.member, server.channel
    card, several = await find(server, "tan chi she"), await find(server, "revenge")
    asked = await watch(server, "title:greedy-snake")
    said = await member.send(channel, "《贪吃蛇》 and 《在线追踪》")
    queries = ("", "qqqq zzzz", "眠り姫の秘密", "title:gone", "biting the summer crab-apple")
    ways = {
        "title:escape-from-the-british-museum": "GB", "title:the-whole-house-hears-my-thoughts": "GB",
        "title:greedy-snake": "TW", "qqqq": "GB", "revenge": "GB", "title:duke-with-benefits": "x x",
    }  # fmt: skip
    filters = (
        {"trope": "x x x"},
        {"collection": "red-mirror"},
        {"query": "tan chi she", "platform": "reelshort"},
    )
    found = [card, several, asked]
    found += [await find(server, query) for query in queries]
    found += [await find(server, **filter_) for filter_ in filters]
    found += [await watch(server, title, region) for title, region in ways.items()]
    for label in ("button-similar", "button-sources", "button-watch"):
        language = (await server.app.members.preferences(member.id)).language or Language.EN
        found.append((await member.click(card, label=say(label, language))).response)
    for name in ("glossary", "help", "privacy", "me settings", "me export", "me forget"):
        found.append((await member.slash(channel, name)).response)
        await server.speaks(member, language)  # after forgetting
    sam = moderator(server)
    await server.speaks(sam, language)
    found += [(await sam.slash(channel, name)).response for name in ("review", "catalogue synonyms", "help")]
    for words in ("贪吃蛇, snake", "贪吃蛇", "a, !", ",".join("abcdefghijkl"), "x" * 41 + ",y"):
        found.append((await sam.slash(channel, "catalogue synonyms", words=words)).response)
    found.append(await find(server, "inside", region="GB"))
    found.append((await member.slash(channel, "glossary", term="qqqq")).response)
    found.append((await member.slash(channel, "glossary", term="duanju")).response)
    found.append((await member.context_menu(channel, "Find this drama", said)).response)
    old = await left_behind(server, "b:nope")
    found.append((await member.click(old, label="old")).response)
    await member.select(asked, [options(asked)[0]])
    return found


def everything(message: Any) -> str:
    """All that is read in a message, labels and menus included."""
    parts = [shown(message)]
    for component in walk(message.components):
        parts += [component.get("label", ""), component.get("placeholder") or ""]
        for option in component.get("options", ()):
            parts += [option["label"], option.get("description") or ""]
    return "\n".join(parts)


@pytest.mark.parametrize("language", CHINESE)
async def test_no_answer_keeps_an_english_sentence(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    for message in await answers(server):
        text = everything(message)
        assert not english_left(text, language), text
        assert _HANZI.search(text), text


@pytest.mark.parametrize("language", CHINESE)
async def test_cards_of_every_title_speak_one_language(app: App, language: Language) -> None:
    """Descriptions of ours in the member's language; names stay as they are."""
    viewer = Viewer(1, language, "GB", TitleOrder.CHINESE)
    found = await app.search.find("", limit=500)
    for title, _ in found.titles:
        watch_ = await app.catalogue.watch(title.id, "GB")
        cards = [title_card(title, viewer, app.catalogue), recipe_card(watch_, viewer)]
        text = "\n".join(texts_of(card.to_components()) for card in cards)
        untranslated = [said.en for said in _sentences(title) if " " in said.en and said.en in text]
        assert not untranslated, title.id
        assert not english_left(text, language), title.id


def _sentences(title: Title) -> list[Text]:
    said = [title.synopsis, title.setting, title.production, title.caution, *(r.note for r in title.routes)]
    return [text for text in said if text]


async def test_taiwans_cards_have_no_simplified_character_of_ours(app: App) -> None:
    """Outside names, quotations and words to type, which are what one types or reads in the app."""
    wrong: dict[str, set[str]] = {}
    c = app.catalogue
    texts = {
        **{f"trope {e.id}": e.name for e in c.tropes.entries.values()},
        **{f"term {e.id}": e.meaning for e in c.terms.entries.values()},
        **{f"platform {e.id}": e.summary for e in c.platforms.entries.values()},
        **{f"collection {e.id}": e.summary for e in c.collections.entries.values()},
    }
    found = await app.search.find("", limit=500)
    for title, _ in found.titles:
        texts |= {f"title {title.id} {n}": said for n, said in enumerate(_sentences(title))}
    for place, said in texts.items():
        for language in CHINESE:
            # The last two are right as they are, though rules of conversion would change them.
            bare = re.sub(r"《[^》]*》|「[^」]*」|“[^”]*”|亮明了|家長里短", "", said.to(language))
            if odd := wrong_script(bare, language):
                wrong[f"{language} {place}"] = odd
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())


# -- which language it is


async def test_the_discord_app_decides_until_the_member_does(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, app = interactions.base_payload, {"locale": "en-US"}  # simcord's members all have an English app

    def in_app_language(*args: Any, **kwargs: Any) -> Any:
        record, payload = build(*args, **kwargs)
        return record, payload | app

    monkeypatch.setattr(interactions, "base_payload", in_app_language)
    spoken = {"zh-TW": Language.ZH_TW, "zh-CN": Language.ZH_CN, "en-GB": Language.EN, "ja": Language.EN}
    for app["locale"], language in spoken.items():
        assert say("privacy-heading", language) in await _privacy(server)
    await server.speaks(server.member, Language.ZH_CN)
    app["locale"] = "zh-TW"
    assert say("privacy-heading", Language.ZH_CN) in await _privacy(server)


async def _privacy(server: Server) -> str:
    return shown((await server.member.slash(server.channel, "privacy")).response)


async def test_everybody_reads_their_own_language_on_the_same_message(server: Server) -> None:
    card = await find(server, "tan chi she")
    noah = server.join("noah")
    await server.speaks(noah, Language.ZH_TW)
    theirs = await noah.click(card, label="Sources")
    assert say("title-confidence-high", Language.ZH_TW) in shown(theirs.response)
    mine = await server.member.click(card, label="Sources")
    assert say("title-confidence-high") in shown(mine.response)
