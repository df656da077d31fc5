"""Discord's limits hold for the longest suggestions there can be, in every language."""

from __future__ import annotations

import pytest

from bot.domain.model import Language, Title
from bot.domain.suggestion import FIELDS, RECORD, SERVER, Kind, State, Suggestion
from cogs._misses import misses_card
from cogs._outcome import outcome_card
from cogs._review_cards import Queued, Waiting, decided_card, empty_card, queue_card, sections
from cogs._suggest_form import SuggestionForm
from cogs.suggest import sent_card
from tests.cogs.test_limits import LONGEST_ID, checked, viewer_of

LARGEST = 2**63 - 1
WAITING = Waiting(*[10**6] * 6)
LONG = Title.model_validate(
    {
        "id": "x" * 60,
        "names": [{"text": f"{n:02}" + "*" * 198, "language": "en", "kind": "original"} for n in range(100)],
        "synopsis": {"en": "_" * 1000, "zh-CN": "短" * 1000},
        "routes": [{"platform": "youtube", "url": "https://www.youtube.com/" + "_" * 400}] * 5,
        "sources": ["x"],
        "confidence": "medium",
    }
)
pytestmark = pytest.mark.parametrize("language", Language)


def longest(kind: Kind, state: State = State.OPEN) -> Suggestion:
    body = {name: "*" * most for name, most in FIELDS[kind].items()} | {SERVER: "*" * 100}
    if kind is Kind.TITLE:
        body["link"] = "https://youtu.be/" + "_" * 283
    return Suggestion(
        LARGEST, LONGEST_ID, LONGEST_ID, kind, "x" * 60, body, state, "", "*" * 500, "*" * 500, "*" * 500,
        2**40, 2**40, LONGEST_ID, from_guild=LONGEST_ID,
    )  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_cards_of_the_longest_suggestion(language: Language, kind: Kind) -> None:
    viewer, one = viewer_of(language), longest(kind)
    text = checked(queue_card(Queued(one, 10**6, 10**7, LONG, LONG), True, WAITING, viewer))
    assert "\\*" in text
    checked(sent_card(one, LONG, viewer))
    for state in (State.APPROVED, State.MERGED, State.DECLINED):
        checked(decided_card(longest(kind, state), LONG, False, 10**6, viewer))
        checked(outcome_card(longest(kind, state), LONG, viewer))
    checked(outcome_card(longest(kind, State.ASKED), LONG, viewer))


def test_cards_of_a_whole_title(language: Language) -> None:
    one = longest(Kind.TITLE)
    one.body[RECORD] = LONG.model_dump_json(exclude_defaults=True, by_alias=True)
    checked(queue_card(Queued(one, 0, 2), True, WAITING, viewer_of(language)))


def test_empty_lists(language: Language) -> None:
    viewer = viewer_of(language)
    checked(empty_card(False, WAITING, viewer))
    checked(misses_card([], 0, 0, viewer, sections("misses", WAITING, viewer)))


@pytest.mark.parametrize("kind", Kind)
def test_forms(language: Language, kind: Kind) -> None:
    async def nobody(*_: object) -> None: ...

    form = SuggestionForm(viewer_of(language), kind, longest(kind).body, nobody).to_dict()
    assert len(form["title"]) <= 45 and 1 <= len(form["components"]) <= 5
    for label in form["components"]:
        assert len(label["label"]) <= 45 and len(label.get("description") or "") <= 100
        assert len(label["component"].get("value", "")) <= label["component"].get("max_length", 4000)
        assert len(label["component"].get("options", [])) <= 25
