"""The steps of /setup as cards: what is asked, what is chosen now, what the bot lacks for it, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import discord

from bot.domain import regions
from bot.domain.announcing.subscription import Subscription
from bot.domain.model import Language
from bot.domain.server import ServerSettings
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import button, channel_select, option, role_select, select
from cogs._announce_options import KINDS, WORDS
from cogs._announcements import STATES
from cogs._card import Card, bullets, small
from cogs._regions import region_select
from cogs._times import zone_name
from cogs._zones import zone_select


class Step(StrEnum):
    """In the order in which they are walked through."""

    HOME = "home"  # country and language
    ZONE = "zone"
    NEWS = "news"  # where dramas are announced
    LOG = "log"
    ROLE = "role"
    TALK = "talk"
    FOLLOW = "follow"  # where followers are mentioned
    DESK = "desk"  # where members ask which drama it is
    DONE = "done"


STEPS = list(Step)
TEXT = (discord.ChannelType.text,)
TEXT_OR_FORUM = (discord.ChannelType.text, discord.ChannelType.forum)
PLACES = {"thread": TEXT, "forum": (discord.ChannelType.forum,)}
_ASKS = {
    Step.HOME: "setup-home",
    Step.ZONE: "setup-zone",
    Step.NEWS: "setup-news",
    Step.LOG: "setup-log",
    Step.ROLE: "setup-role",
    Step.TALK: "setup-talk",
    Step.FOLLOW: "setup-follow",
    Step.DESK: "setup-desk",
    Step.DONE: "setup-done",
}
_NAMES = {
    Step.HOME: "setup-step-home",
    Step.ZONE: "setup-step-zone",
    Step.NEWS: "setup-step-news",
    Step.LOG: "setup-step-log",
    Step.ROLE: "setup-step-role",
    Step.TALK: "setup-step-talk",
    Step.FOLLOW: "setup-step-follow",
    Step.DESK: "setup-step-desk",
    Step.DONE: "setup-step-done",
}
TALKS = {"thread": "setup-talk-thread", "forum": "setup-talk-forum"}
# What taking a choice back leaves of it.
_PLACES = {
    Step.LOG: ("setup-choose-log", TEXT),
    Step.FOLLOW: ("setup-choose-follow", TEXT),
    Step.DESK: ("setup-choose-desk", TEXT_OR_FORUM),
}
CLEARED: dict[Step, dict[str, Any]] = {
    Step.HOME: {"region": "", "language": None},
    Step.ZONE: {"zone": ""},
    Step.LOG: {"log_channel": 0},
    Step.ROLE: {"role": 0},
    Step.TALK: {"talk": "", "talk_channel": 0, "starts": ()},
    Step.FOLLOW: {"follow_channel": 0},
    Step.DESK: {"desk_channel": 0},
}


@dataclass(frozen=True)
class Walk:
    """What a server has chosen so far, and what is in the way of each step."""

    settings: ServerSettings
    subscriptions: Sequence[Subscription]
    notes: dict[Step, list[str]]


def step_card(step: Step, walk: Walk, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    at = STEPS.index(step)
    card = Card().text(f"## {t(language, _NAMES[step])}")
    if step is Step.DONE:
        return _summary(card, walk, viewer)
    card.text(small(t(language, "setup-at", number=at + 1, total=len(STEPS) - 1)), t(language, _ASKS[step]))
    chosen = _chosen(step, walk, viewer)
    card.text(*(chosen or [t(language, "setup-nothing")]))
    if notes := walk.notes.get(step):
        card.line().text("\n\n".join(notes))
    for menu in _menus(step, walk.settings, viewer):
        card.row(menu)
    buttons = [button(t(language, "button-back"), "setup", STEPS[at - 1])] if at else []
    on = button(
        t(language, "button-next-step" if chosen else "button-skip"), "setup", STEPS[at + 1],
        style=discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary,
    )  # fmt: skip
    buttons.append(on)
    if chosen and step in CLEARED:
        buttons.append(button(t(language, "button-clear"), "set-clear", step))
    return card.row(*buttons).view()


def _summary(card: Card, walk: Walk, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    for step in STEPS[:-1]:
        chosen = _chosen(step, walk, viewer) or [t(language, "setup-nothing")]
        card.text(f"**{t(language, _NAMES[step])}**", *chosen)
    notes = [note for step in STEPS for note in walk.notes.get(step, [])]
    card.line().text("\n\n".join(notes) if notes else t(language, "setup-well"))
    card.row(
        button(t(language, "button-back"), "setup", STEPS[-2]),
        button(t(language, "button-start-over"), "setup", STEPS[0]),
        button(t(language, "button-check-again"), "doctor"),
    )
    return card.text(small(t(language, _ASKS[Step.DONE]))).view()


def _chosen(step: Step, walk: Walk, viewer: Viewer) -> list[str]:
    """What is chosen, a line each; nothing when nothing is."""
    t, language, settings = texts(), viewer.language, walk.settings
    match step:
        case Step.HOME:
            country = regions.name(settings.region, language)
            spoken = t(language, WORDS["language"][settings.language]) if settings.language else ""
            lines = [
                t(language, "setup-region-now", region=country) if country else "",
                t(language, "setup-language-now", language=spoken) if spoken else "",
            ]
            return [line for line in lines if line]
        case Step.ZONE if settings.zone:
            return [t(language, "setup-now", what=zone_name(settings.zone, language))]
        case Step.NEWS if walk.subscriptions:
            return [
                bullets(f"<#{one.channel}> · {t(language, STATES[one.state])}" for one in walk.subscriptions)
            ]
        case Step.ROLE if settings.role:
            # Discord does not let a bot show its commands to a role; whoever manages the server does.
            return [t(language, "setup-now", what=f"<@&{settings.role}>"), t(language, "setup-integrations")]
        case Step.TALK:
            return _talk_chosen(settings, viewer)
        case Step.LOG | Step.FOLLOW | Step.DESK if channel := getattr(settings, f"{step}_channel"):
            return [t(language, "setup-now", what=f"<#{channel}>")]
        case _:
            return []


def _talk_chosen(settings: ServerSettings, viewer: Viewer) -> list[str]:
    t, language, lines = texts(), viewer.language, []
    if settings.talk:
        place = f" · <#{settings.talk_channel}>" if settings.talk_channel else ""
        lines.append(t(language, "setup-now", what=t(language, TALKS[settings.talk]) + place))
    if settings.starts:
        lines.append(t(language, "setup-bands-now", list=", ".join(map(str, settings.starts))))
    return lines


def _menus(step: Step, settings: ServerSettings, viewer: Viewer) -> list[Any]:
    t, language = texts(), viewer.language
    match step:
        case Step.HOME:
            spoken = [option(t(language, WORDS["language"][one]), one) for one in Language]
            return [
                region_select(viewer, "set-region", asks=t(language, "setup-choose-region")),
                select(t(language, "setup-choose-language"), spoken, "set-language"),
            ]
        case Step.ZONE:
            return [zone_select(viewer, "set-zone")]
        case Step.NEWS:
            return [channel_select(t(language, "setup-choose-news"), list(KINDS), "set-news")]
        case Step.ROLE:
            return [role_select(t(language, "setup-choose-role"), "set-role")]
        case Step.TALK:
            talks = [option(t(language, key), talk) for talk, key in TALKS.items()]
            menus: list[Any] = [select(t(language, "setup-choose-talk"), talks, "set-talk")]
            if settings.talk:
                asks = t(language, "setup-choose-place")
                menus.append(channel_select(asks, PLACES[settings.talk], "set-place", settings.talk))
            return [*menus, button(t(language, "button-bands"), "set-bands")]
        case Step.LOG | Step.FOLLOW | Step.DESK:
            asks, kinds = _PLACES[step]
            return [channel_select(t(language, asks), kinds, f"set-{step}")]
        case Step.DONE:
            return []
