"""A suggestion in words: what was typed, and what became of it."""

from __future__ import annotations

from bot.domain import display
from bot.domain.markup import escape, quoted
from bot.domain.model import Title
from bot.domain.suggested import current
from bot.domain.suggestion import FIELDS, REASONS, RECORD, Kind, State, Suggestion
from bot.domain.viewer import Viewer
from bot.domain.words import language_name
from bot.i18n import texts
from cogs._fields import key_of
from cogs._proposed import fields_changed
from cogs._suggest_form import LABELS, WHAT
from cogs._titles import heading

KINDS = {
    Kind.TITLE: "suggest-kind-title",
    Kind.CORRECTION: "suggest-kind-correction",
    Kind.NAME: "suggest-kind-name",
}
REASON_TEXTS = {
    "exists": "suggest-reason-exists",
    "drama": "suggest-reason-drama",
    "source": "suggest-reason-source",
    "unofficial": "suggest-reason-unofficial",
    "unclear": "suggest-reason-unclear",
    "wrong": "suggest-reason-wrong",
}
_OUTCOMES = {
    State.APPROVED: "suggest-outcome-approved",
    State.MERGED: "suggest-outcome-merged",
    State.DECLINED: "suggest-outcome-declined",
}
_DECIDED = {
    State.APPROVED: "suggest-decided-approved",
    State.MERGED: "suggest-decided-merged",
    State.DECLINED: "suggest-decided-declined",
}
assert set(REASON_TEXTS) == set(REASONS)
_LONGEST = 600  # characters of one field


def fields(one: Suggestion, title: Title | None, viewer: Viewer) -> list[str]:
    """A line for each field that was filled in; `title` is what it is about."""
    t, language = texts(), viewer.language
    lines = [t(language, "suggest-of", title=heading(title, viewer))] if title else []
    for name in FIELDS[one.kind]:
        if value := one.body.get(name):
            shown = _value(one, name, value, title, viewer)
            lines.append(t(language, "suggest-field", name=t(language, LABELS[name]), value=shown))
    return lines


def _value(one: Suggestion, name: str, value: str, title: Title | None, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    if name == "what":
        return t(language, WHAT[value]) if value in WHAT else quoted(value)
    if name == "language":
        return escape(language_name(value, language))
    if name == "value" and title and (now := current(title, one.body.get("what", ""))):
        return t(language, "suggest-instead", old=quoted(now, _LONGEST), new=quoted(value, _LONGEST))
    return quoted(value, _LONGEST)


def what(one: Suggestion, viewer: Viewer) -> str:
    """In short: a name, or what is wrong."""
    if one.kind is Kind.CORRECTION and one.body.get("what") in WHAT:
        return texts()(viewer.language, WHAT[one.body["what"]])
    names = [one.body[name] for name in ("chinese", "english", "name", "value") if one.body.get(name)]
    if RECORD in one.body:
        names = [Title.model_validate_json(one.body[RECORD]).names[0].text]
    if fields := fields_changed(one):
        names = [" · ".join(texts()(viewer.language, key_of(field)) for field in fields)]
    return quoted(display.clip(names[0], 80)) if names else "…"


def outcome(one: Suggestion, title: Title | None, viewer: Viewer) -> str:
    """What its member is told: a moderator's question, or what became of it and why."""
    t, language = texts(), viewer.language
    if one.state is State.ASKED:
        return t(language, "suggest-asked", what=what(one, viewer), question=quoted(one.question, _LONGEST))
    name = heading(title, viewer) if title else what(one, viewer)
    agreed = one.state is State.APPROVED and one.is_by_hand
    key = "suggest-outcome-by-hand" if agreed else _OUTCOMES[one.state]
    lines = [t(language, key, what=what(one, viewer), title=name)]
    return "\n".join([*lines, *because(one, viewer)])


def decided(one: Suggestion, title: Title | None, viewer: Viewer) -> str:
    """What another moderator reads: who decided, and what."""
    t, language = texts(), viewer.language
    who = f"<@{one.decided_by}>" if one.decided_by else t(language, "suggest-somebody")
    name = heading(title, viewer) if title else what(one, viewer)
    said = t(
        language,
        _DECIDED[one.state],
        who=who,
        when=f"<t:{one.decided_at}:R>",
        what=what(one, viewer),
        title=name,
    )
    return "\n".join([said, *because(one, viewer)])


def because(one: Suggestion, viewer: Viewer) -> list[str]:
    """Why it was declined; nothing for what was not."""
    reason = texts()(viewer.language, REASON_TEXTS[one.reason]) if one.reason in REASON_TEXTS else ""
    return [line for line in (reason, f"“{quoted(one.words, _LONGEST)}”" if one.words else "") if line]
