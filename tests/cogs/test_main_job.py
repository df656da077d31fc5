"""The first user's whole way: /find tan chi she, How to watch, United Kingdom, Copy title."""

from tests.conftest import Server, custom_id, texts_of


async def test_from_pinyin_to_the_characters_to_paste(server: Server) -> None:
    found = await server.member.slash(server.channel, "find", query="tan chi she")
    assert not found.ephemeral
    card = texts_of(found.response.components)
    assert "Greedy Snake 《贪吃蛇》" in card
    assert "Red Mirror" in card and "Xiaohongshu" in card and "Chinatown" in card

    asked = await server.member.click(found.response, label="How to watch")
    assert asked.ephemeral and "In which country" in texts_of(asked.response.components)

    await server.member.select(asked.response, ["GB"], custom_id=custom_id(asked.response, "s:region"))
    recipe = server.channel.history(viewer=server.member)[-1]
    text = "\n".join(str(c) for c in [texts_of([component.to_dict() for component in recipe.components])])
    assert "Country: United Kingdom" in text and "`贪吃蛇`" in text and "红镜短剧计划" in text

    copied = await server.member.click(recipe, label="Copy title")
    assert copied.ephemeral
    assert copied.response.content == "贪吃蛇" and not copied.response.components

    again = await server.member.click(found.response, label="How to watch")
    assert "Country: United Kingdom" in texts_of(again.response.components), "the country is asked once"
