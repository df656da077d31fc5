"""Conversation starters on Discord: sent as a poll or as a card, found again, their votes counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
from discord.http import handle_message_parameters

from bot.client import MicroDramaBot
from bot.domain.announcing.outcome import Answer, Fault
from bot.domain.prompt import HOURS
from bot.domain.prompt_post import PromptPost, Tally
from bot.posting import answered, snowflake
from cogs._permissions import PROMPT, without
from cogs._prompt_cards import question_card, question_text

_BEFORE = 10  # seconds before the first attempt from which a channel is read again: clocks differ
_READ = 100  # messages of one request


class PromptWire:
    """The Wire of services.prompt_sending."""

    def __init__(self, bot: MicroDramaBot) -> None:
        self._bot = bot

    def lacks(self, post: PromptPost) -> str | None:
        server = self._bot.get_guild(post.guild)
        if server is None:  # READY names all, also those that have an outage
            return "no-access"
        if server.unavailable:
            return None
        have = self._have(post)
        return next(iter(without(have, PROMPT)), "") if have else ""  # it is gone, and Discord will say so

    def has_poll(self, post: PromptPost) -> bool:
        """Where there may be none, the answers are in the text."""
        have = self._have(post)
        return bool(post.asked.answers and have and not without(have, ("send_polls",)))

    def _have(self, post: PromptPost) -> discord.Permissions | None:
        server = self._bot.get_guild(post.guild)
        channel = server.get_channel(post.channel) if server else None
        return channel.permissions_for(channel.guild.me) if channel else None

    async def send(self, post: PromptPost, nonce: str) -> Answer:
        return await answered(self._send(post, nonce))

    async def _send(self, post: PromptPost, nonce: str) -> Answer:
        quiet = discord.AllowedMentions.none()
        if self.has_poll(post):
            # A message with a poll takes no card.
            poll, hint = _poll(post), post.asked.hint or None
            made = handle_message_parameters(hint, poll=poll, nonce=nonce, allowed_mentions=quiet)
        else:
            view = question_card(post.asked, post.language)
            made = handle_message_parameters(view=view, nonce=nonce, allowed_mentions=quiet)
        with made as params:
            sent = await self._bot.http.send_message(post.channel, params=params)
        if int(sent["channel_id"]) != post.channel:
            return Answer(200, fault=Fault.MISMATCH)
        return Answer(200, message=int(sent["id"]))

    async def find(self, post: PromptPost) -> Answer | None:
        have = self._have(post)
        if have and without(have, ("read_message_history",)):  # Discord would answer with an empty list
            return None
        return await answered(self._find(post))

    async def _find(self, post: PromptPost) -> Answer:
        after = snowflake(post.first_at - _BEFORE)
        while messages := await self._bot.http.logs_from(post.channel, _READ, after=after):
            for message in messages:
                if self._is_it(message, post):
                    return Answer(200, message=int(message["id"]))
            if len(messages) < _READ:
                break
            after = max(int(message["id"]) for message in messages)
        return Answer(200)

    def _is_it(self, message: Any, post: PromptPost) -> bool:
        """By what it asks: a poll has room for nothing else."""
        is_ours = self._bot.user is not None and int(message["author"]["id"]) == self._bot.user.id
        poll = message.get("poll")
        if poll:
            return is_ours and poll["question"].get("text") == post.asked.question
        wanted = question_text(post.asked)
        return is_ours and any(wanted in text for text in _contents(message.get("components", [])))

    async def tally(self, post: PromptPost) -> Tally | Answer:
        return await answered(self._tally(post))

    async def _tally(self, post: PromptPost) -> Tally | Answer:
        message = await self._bot.http.get_message(post.channel, post.message)
        poll: Any = message.get("poll")
        if not poll:
            return Answer(404)
        results = poll.get("results") or {}
        votes = {int(one["id"]): int(one["count"]) for one in results.get("answer_counts", [])}
        counts = tuple(votes.get(int(one["answer_id"]), 0) for one in poll["answers"])
        return Tally(counts, bool(results.get("is_finalized")))


def _poll(post: PromptPost) -> discord.Poll:
    poll = discord.Poll(post.asked.question, timedelta(hours=HOURS), multiple=post.asked.several)
    for answer in post.asked.answers:
        poll.add_answer(text=answer)
    return poll


def _contents(components: Any) -> list[str]:
    """Every text of a card."""
    found: list[str] = []
    for one in components:
        found.append(one.get("content", ""))
        found += _contents(one.get("components", []))
    return found
