"""/announce channel: moderators choose where announcements go, which ones, and how they look there."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.domain.announcing.subscription import MAX_SUBSCRIPTIONS, Mode, State, Threads, Timing
from bot.domain.model import Language
from tests.cogs.acting import (
    left_behind,
    moderator,
    restart,
    say,
    shown,
)
from tests.cogs.announcing import announce, choose, closed, kept, wishes
from tests.cogs.test_hostile import TYPED
from tests.conftest import Server

REFUSED = say("error-moderators-only")


async def test_a_channel_is_chosen_and_listed(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    assert say("announce-channels-empty") in shown(await announce(server, sam, "channel list"))
    card = shown(await choose(server, sam, news))
    assert card.startswith(say("announce-saved", channel=news.mention))
    assert "**What**  all new dramas" in card and "**When**  At once" in card and "I lack" not in card
    one = await wishes(server, news)
    assert one.state is State.ACTIVE and one.wishes.language is Language.EN and one.wishes.timing == Timing()
    assert f"**{news.mention}** · Working" in shown(await announce(server, sam, "channel list"))
    again = await choose(server, sam, news)
    assert again.content == say("error-announce-exists")


async def test_every_option_is_kept(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_news_channel("news")
    fans = server.guild.create_role("Fans", mentionable=True)
    options: dict[str, Any] = {
        "trope": "revenge", "platform": "Xiaohongshu", "collection": "red-mirror", "spoken": "Chinese",
        "region": "united kingdom", "origin": "shared", "language": "zh-TW", "role": fans, "thread": "Talk: {title}",
        "archive": 4320, "publish": True, "when": "weekly", "hour": 9, "weekday": 6, "zone": "台北", "quiet": "22-8",
    }  # fmt: skip
    card = shown(await choose(server, sam, news, **options))
    kept_ = (await wishes(server, news)).wishes
    assert (kept_.kind, kept_.trope, kept_.platform) == ("news", "revenge", "xiaohongshu")
    assert (kept_.collection, kept_.spoken, kept_.region, kept_.origin) == (
        "red-mirror",
        "zh",
        "GB",
        "shared",
    )
    assert (kept_.language, kept_.role, kept_.publish) == (Language.ZH_TW, fans.id, True)
    assert kept_.threads == Threads(name="Talk: {title}", archive_minutes=4320)
    assert kept_.timing == Timing(
        mode=Mode.WEEKLY, hour=9, weekday=6, zone="Asia/Taipei", quiet_from=22, quiet_to=8
    )
    for said in ("Revenge", "can be watched in the United Kingdom", "each Sunday at 9:00", fans.mention,
                 "no posts from 22:00 to 08:00", "Taipei (Asia/Taipei)", "thread “Talk: {title}”"):  # fmt: skip
        assert said in card


async def test_edit_changes_what_was_named_and_leaves_the_rest(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    fans = server.guild.create_role("Fans", mentionable=True)
    missing = await announce(server, sam, "channel edit", channel=news, trope="revenge")
    assert missing.content == say("error-announce-not-there")
    await choose(server, sam, news, trope="revenge", role=fans, thread="{title}", quiet="22-8", region="GB")
    card = await announce(server, sam, "channel edit", channel=news, when="daily", hour=7)
    assert shown(card).startswith(say("announce-changed", channel=news.mention))
    after = (await wishes(server, news)).wishes
    assert (after.trope, after.region, after.role) == ("revenge", "GB", fans.id)
    assert after.timing == Timing(mode=Mode.DAILY, hour=7, quiet_from=22, quiet_to=8)
    for without in ("trope", "region", "role", "threads", "quiet"):
        await announce(server, sam, "channel edit", channel=news, without=without)
    after = (await wishes(server, news)).wishes
    assert (after.trope, after.region, after.role, after.threads) == ("", "", 0, None)
    assert after.timing == Timing(mode=Mode.DAILY, hour=7)


async def test_a_new_channel_goes_by_the_servers_clock(server: Server) -> None:
    sam, guild = moderator(server), server.guild
    await choose(server, sam, guild.create_text_channel("one"), zone="Asia/Taipei")
    two = guild.create_text_channel("two")
    await choose(server, sam, two, when="daily")
    assert (await wishes(server, two)).wishes.timing.zone == "Asia/Taipei"


async def test_forums_take_their_own_tags(server: Server) -> None:
    sam, forum = moderator(server), server.guild.create_forum_channel("forum")
    real = server.env.bot.get_channel(forum.id)
    await real.edit(available_tags=[discord.ForumTag(name="News"), discord.ForumTag(name="新剧")])
    card = await choose(server, sam, forum, tags="news， 新剧")
    assert "2 tags" in shown(card) and len((await wishes(server, forum)).wishes.tags) == 2
    wrong = await announce(server, sam, "channel edit", channel=forum, tags="gossip")
    assert wrong.content == say("error-announce-tag", text="gossip", list="News · 新剧")
    text = await choose(server, sam, server.guild.create_text_channel("text"), tags="News")
    assert text.content == say("error-announce-tags-forum")


async def test_mistakes_are_told_in_a_sentence_and_nothing_is_kept(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    managed = server.guild.create_role("Some app", managed=True)
    for options, sentence in (
        ({"trope": "qqqq"}, say("error-unknown-trope", text="qqqq")),
        ({"region": "Atlantis"}, say("error-unknown-region", text="Atlantis")),
        ({"zone": "Atlantis"}, say("error-announce-zone", text="Atlantis")),
        ({"quiet": "8-8"}, say("error-announce-quiet", text="8-8")),
        ({"quiet": "at night"}, say("error-announce-quiet", text="at night")),
        ({"publish": True}, say("error-announce-publish")),
        ({"role": server.guild.default_role}, say("error-announce-everyone")),
        ({"role": managed}, say("error-announce-managed", role="Some app")),
    ):
        assert (await choose(server, sam, news, **options)).content == sentence, options
    assert await kept(server) == []


async def test_there_is_an_end_to_channels(server: Server) -> None:
    sam = moderator(server)
    channels = [server.guild.create_text_channel(f"c{n}") for n in range(MAX_SUBSCRIPTIONS + 1)]
    for channel in channels[:-1]:
        await choose(server, sam, channel)
    refused = await choose(server, sam, channels[-1])
    assert refused.content == say("error-announce-many", most=MAX_SUBSCRIPTIONS)
    changed = await announce(server, sam, "channel edit", channel=channels[0], trope="revenge")
    assert "Revenge" in shown(changed), "one that is there can still be changed"
    card = await announce(server, sam, "channel list")
    seen = shown(card)
    while not _is_last(card):
        await sam.click(card, label="Next ›")
        seen += shown(card)
    assert all(channel.mention in seen for channel in channels[:-1])


def _is_last(card: Any) -> bool:
    return f"–{MAX_SUBSCRIPTIONS} of" in shown(card)


# -- what stands in the way


async def test_a_missing_permission_is_named_and_the_channel_waits(server: Server) -> None:
    sam, hidden = moderator(server), closed(server, "quiet", send_messages=False, embed_links=False)
    card = shown(await choose(server, sam, hidden))
    assert "I lack **Send Messages**, **Embed Links**." in card and "manage roles or this channel" in card
    one = await wishes(server, hidden)
    assert one.state is State.BLOCKED and one.reason == "send_messages"
    listed = shown(await announce(server, sam, "channel list"))
    assert "Waiting for a permission" in listed and "I lack the permission **Send Messages**." in listed


async def test_what_threads_need_is_asked_of_threads_only(server: Server) -> None:
    sam, channel = moderator(server), closed(server, "no-threads", create_public_threads=False)
    assert "I lack" not in shown(await choose(server, sam, channel))
    card = shown(await announce(server, sam, "channel edit", channel=channel, thread="{title}"))
    assert "I lack **Create Public Threads**" in card
    assert "I lack" not in shown(
        await announce(server, sam, "channel edit", channel=channel, without="threads")
    )
    assert (await wishes(server, channel)).state is State.ACTIVE


async def test_reading_back_is_asked_for_but_not_needed(server: Server) -> None:
    sam, channel = moderator(server), closed(server, "no-history", read_message_history=False)
    card = shown(await choose(server, sam, channel))
    assert "Please give me **Read Message History** too" in card
    assert (await wishes(server, channel)).state is State.ACTIVE


async def test_what_discord_says_of_the_channel_comes_before_what_we_know(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord tells the bot's own permissions in a chosen channel; the simulation does not."""
    from simcord import interactions

    resolve = interactions.resolve_handle

    def told(actor: Any, value: Any, resolved: Any, **rest: Any) -> None:
        resolve(actor, value, resolved, **rest)
        for channel in resolved.get("channels", {}).values():
            channel["app_permissions"] = str(discord.Permissions(view_channel=True).value)

    monkeypatch.setattr(interactions, "resolve_handle", told)
    card = shown(await choose(server, moderator(server), server.guild.create_text_channel("open")))
    assert "I lack **Send Messages**, **Embed Links**." in card


async def test_a_role_that_nobody_may_mention(server: Server) -> None:
    sam, channel = moderator(server), closed(server, "new-titles", mention_everyone=False)
    loud, mute = (server.guild.create_role(n, mentionable=n == "loud") for n in ("loud", "mute"))
    card = shown(await choose(server, sam, channel, role=mute))
    assert (
        say("announce-silent-role", role=mute.mention, list="**Mention @everyone, @here, and All Roles**")
        in card
    )
    card = shown(await announce(server, sam, "channel edit", channel=channel, role=loud))
    assert "nobody would be notified" not in card


# -- pause, resume, remove


async def test_pause_resume_and_remove(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    await choose(server, sam, news)
    paused = await announce(server, sam, "channel pause", channel=str(news.id))
    assert paused.content == say("announce-paused", channel=news.mention)
    assert (await wishes(server, news)).state is State.PAUSED
    await announce(server, sam, "channel edit", channel=news, trope="revenge")
    assert (await wishes(server, news)).state is State.PAUSED, "a change is no wish to go on"
    resumed = await announce(server, sam, "channel resume", channel="#new-titles")
    assert resumed.content == say("announce-resumed", channel=news.mention)
    assert (await wishes(server, news)).state is State.ACTIVE
    removed = await announce(server, sam, "channel remove", channel=news.mention)
    assert removed.content == say("announce-removed", channel=news.mention)
    assert await kept(server) == []
    gone = await announce(server, sam, "channel pause", channel=str(news.id))
    assert gone.content == say("error-announce-not-there")


async def test_channels_are_offered_by_name(server: Server) -> None:
    sam = moderator(server)
    for name in ("new-titles", "red-mirror"):
        await choose(server, sam, server.guild.create_text_channel(name))
    server.guild.create_text_channel("other")
    offered = await sam.autocomplete(server.channel, "announce channel remove", "channel", "")
    assert [choice["name"] for choice in offered] == ["#new-titles", "#red-mirror"]
    offered = await sam.autocomplete(server.channel, "announce channel remove", "channel", "#red")
    assert [choice["name"] for choice in offered] == ["#red-mirror"]


async def test_zones_tropes_and_threads_are_offered(server: Server) -> None:
    sam = moderator(server)

    async def offered(option: str, typed: str) -> list[dict[str, Any]]:
        return await sam.autocomplete(server.channel, "announce channel add", option, typed)

    assert {"name": "New York (America/New_York)", "value": "America/New_York"} in await offered(
        "zone", "york"
    )
    assert "UTC" in [choice["value"] for choice in await offered("zone", "")]
    assert "revenge" in [choice["value"] for choice in await offered("trope", "reveng")]
    assert [choice["value"] for choice in await offered("thread", "")] == ["{title}"]
    assert "Talk {title}" in [choice["value"] for choice in await offered("thread", "Talk")]
    for option in ("zone", "trope", "platform", "collection", "spoken", "region", "thread"):
        for typed in TYPED:
            choices = await offered(option, typed[:100])
            assert len(choices) <= 25 and all(1 <= len(choice["name"]) <= 100 for choice in choices)


# -- time passes, languages


async def test_pages_turn_after_a_restart_and_old_buttons_are_told(server: Server) -> None:
    sam = moderator(server)
    for number in range(6):
        await choose(server, sam, server.guild.create_text_channel(f"c{number}"))
    card = await announce(server, sam, "channel list")
    await restart(server)
    await sam.click(card, label="Next ›")
    assert "-# 6–6 of 6" in shown(card)
    for custom_id in ("b:channels", "b:channels:n", "b:channels:n:x", "b:channels:n:0:more"):
        old = await left_behind(server, custom_id)
        assert (await sam.click(old, label="old")).response.content == say("error-old-button"), custom_id


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.ZH_TW])
async def test_in_the_moderators_language(server: Server, language: Language) -> None:
    sam, news = moderator(server), closed(server, "new-titles", send_messages=False)
    await server.speaks(sam, language)
    card = shown(await choose(server, sam, news))
    assert say("announce-saved", language, channel=news.mention) in card
    assert say("permission-send-messages", language) in card
    assert say("announce-state-blocked", language) in shown(await announce(server, sam, "channel list"))
