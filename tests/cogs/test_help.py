"""/help and /privacy: complete, in the member's language, for them alone."""

from __future__ import annotations

import pytest

from bot.domain.model import Language
from tests.cogs.acting import moderator, say, shown
from tests.conftest import Server


def listed(text: str) -> set[str]:
    """The commands of /help: families are lines with the names of their members."""
    found: set[str] = set()
    for line in text.splitlines():
        if line.startswith("- **/"):
            family, *names = line.removeprefix("- **/").replace("**", "").split(" · ")
            members = names[0].split(", ") if len(names) > 1 else [""]
            found |= {f"{family} {member}".strip() for member in members}
    return found


@pytest.mark.parametrize("language", Language)
async def test_help_names_every_command_that_the_member_can_use(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    answer = await server.member.slash(server.channel, "help")
    text = shown(answer.response)
    assert answer.ephemeral and say("help-intro", language) in text
    usable = server.member.available_commands(server.channel)
    assert {"find", "how-to-watch", "me settings", "glossary", "help", "privacy"} <= set(usable)
    assert listed(text) == set(usable), "and none that they cannot use"
    assert say("command-find-this", language) in text, "the message menu by the name it has for them"


@pytest.mark.parametrize("language", Language)
async def test_help_describes_commands_in_the_members_language(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    text = shown((await server.member.slash(server.channel, "help")).response)
    for key in ("command-find", "command-how-to-watch", "command-me", "command-glossary"):
        assert f"· {say(key, language)}" in text


@pytest.mark.parametrize("language", Language)
async def test_privacy_says_what_is_kept_and_how_to_delete_it(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    answer = await server.member.slash(server.channel, "privacy")
    text = shown(answer.response)
    assert answer.ephemeral
    for part in ("kept", "why", "suggestions", "progress", "following", "questions", "parties",
                 "rights", "server", "settings", "messages"):  # fmt: skip
        assert say(f"privacy-{part}", language) in text
    assert "/me export" in text and "/me forget" in text


async def test_help_in_a_direct_message(server: Server) -> None:
    answer = await server.member.user.slash("help")
    assert "**/find**" in shown(answer.response)
    sam = moderator(server)
    assert "/review" not in shown((await sam.user.slash("help")).response), "it does not exist there"


@pytest.mark.parametrize("language", Language)
async def test_moderators_see_their_commands_apart(server: Server, language: Language) -> None:
    sam = moderator(server)
    await server.speaks(sam, language)
    await server.speaks(server.member, language)
    text = shown((await sam.slash(server.channel, "help")).response)
    for_all, _, theirs = text.partition(say("help-moderators", language))
    assert "/find" in for_all and "/review" not in for_all and "/catalogue" not in for_all
    assert f"- **/review** · {say('command-review', language)}" in theirs
    assert say("command-catalogue", language) in theirs
    assert listed(text) == set(sam.available_commands(server.channel))
    text = shown((await server.member.slash(server.channel, "help")).response)
    assert say("help-moderators", language) not in text and "/review" not in text
