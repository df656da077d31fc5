"""Conversation starters as cards: in a channel, for the moderator who looks at one, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.display import clip
from bot.domain.markup import escape, quoted
from bot.domain.misses import Miss
from bot.domain.model import Language
from bot.domain.prompt import HOURS, Asked
from bot.domain.prompt_post import PostState, PromptPost
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.prompts import Preview
from cogs._actions import button
from cogs._card import Card, bullets, small
from cogs._pages import last_page, turning
from cogs._permissions import named
from cogs._reasons import reason_text

PAGE = 5
MISSES = 10  # that are listed
_BAR = 10  # signs
_LONGEST = 1900  # characters of a message in the log channel
_STATES = {
    PostState.PENDING: "prompt-state-pending",
    PostState.SENT: "prompt-state-sent",
    PostState.DEAD: "prompt-state-dead",
    PostState.CANCELLED: "prompt-state-dead",
    PostState.UNKNOWN: "prompt-state-unknown",
}


def question_text(asked: Asked) -> str:
    return f"### 💬 {escape(asked.question)}"


def question_card(asked: Asked, language: Language) -> discord.ui.LayoutView:
    """As it stands in a channel, where it is no poll."""
    card = _question(asked)
    if asked.title_id:
        watch = texts()(language, "button-watch")
        card.row(button(watch, "watch", asked.title_id, style=discord.ButtonStyle.primary))
    return card.view()


def _question(asked: Asked) -> Card:
    answers = bullets(escape(answer) for answer in asked.answers)
    return Card().text(question_text(asked), answers, small(escape(asked.hint)))


def preview_card(seen: Preview, lacks: Sequence[str], viewer: Viewer) -> discord.ui.LayoutView:
    """What would be posted, and where; `lacks` is what is missing for it."""
    t, language = texts(), viewer.language
    card, channel = _question(seen.asked), f"<#{seen.post.channel}>"
    card.line().text(t(language, "prompt-preview", channel=channel))
    if seen.asked.answers and "send_polls" not in lacks:
        card.text(small(t(language, "prompt-as-poll", days=HOURS // 24)))
    elif seen.asked.answers:
        card.text(small(t(language, "prompt-no-poll", list=named(["send_polls"], viewer))))
    if needed := [name for name in lacks if name != "send_polls"]:
        card.text(t(language, "prompt-lacks", channel=channel, list=named(needed, viewer)))
    args = (seen.post.id, seen.prompt.id)
    primary = discord.ButtonStyle.primary
    return card.row(
        button(t(language, "button-prompt-post"), "starter-post", *args, style=primary),
        button(t(language, "button-prompt-another"), "starter-next", *args),
    ).view()


def posted_card(post: PromptPost, viewer: Viewer) -> discord.ui.LayoutView:
    """In place of the preview, when it has been posted, or will be."""
    return Card().text(*_about(post, viewer)).view()


def results_card(
    posts: Sequence[PromptPost], page: int, total: int, misses: Sequence[Miss], viewer: Viewer
) -> discord.ui.LayoutView:
    """What was asked, newest first, with the votes of polls that are over; `misses` for a page that asks of them."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'prompt-results')}")
    if not posts:
        return card.text(t(language, "prompt-results-none")).view()
    for post in posts:
        card.text("\n".join(_about(post, viewer)))
    if any(post.asked.misses for post in posts):
        card.line().text(*_missed(misses, viewer))
    if total > PAGE:
        card.row(*turning("starters", page, last_page(total, PAGE), viewer))
    return card.view()


def log_text(post: PromptPost, misses: Sequence[Miss], viewer: Viewer) -> str:
    """For a server's log channel: how a poll ended, or why nothing was posted."""
    lines = _about(post, viewer)
    if post.asked.misses and post.counts:
        lines += ["", *_missed(misses, viewer)]
    return clip("\n".join(lines), _LONGEST)


def _about(post: PromptPost, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    lines = [f"**{escape(post.asked.question)}**", small(_state(post, viewer))]
    if post.counts:
        lines += _votes(post, viewer)
    elif post.ends_at:
        lines.append(small(t(language, "prompt-poll-open", when=f"<t:{post.ends_at}:R>")))
    return lines


def _state(post: PromptPost, viewer: Viewer) -> str:
    """<#channel> · posted · two days ago · link · why."""
    link = f"https://discord.com/channels/{post.guild}/{post.channel}/{post.message}" if post.message else ""
    parts = [
        f"<#{post.channel}>",
        texts()(viewer.language, _STATES[post.state]),
        f"<t:{post.made_at}:R>",
        link,
        reason_text(post.reason, viewer),
    ]
    return " · ".join(part for part in parts if part)


def _votes(post: PromptPost, viewer: Viewer) -> list[str]:
    """The most first, each with its part of all votes."""
    all_votes = sum(post.counts)
    lines = [small(texts()(viewer.language, "prompt-votes", count=all_votes))]
    pairs = sorted(zip(post.counts, post.asked.answers, strict=False), key=lambda pair: -pair[0])
    for count, answer in pairs:
        part = count / all_votes if all_votes else 0
        full = round(_BAR * part)
        lines.append(f"`{'█' * full}{'░' * (_BAR - full)}` {round(100 * part)}% ({count}) {escape(answer)}")
    return lines


def _missed(misses: Sequence[Miss], viewer: Viewer) -> list[str]:
    """What could not be found here, for who may do something about it."""
    t, language = texts(), viewer.language
    if not misses:
        return [t(language, "prompt-misses-none")]
    said = [t(language, "prompt-miss", count=one.count, text=quoted(one.text)) for one in misses]
    return [t(language, "prompt-misses"), bullets(said), small(t(language, "prompt-misses-hint"))]
