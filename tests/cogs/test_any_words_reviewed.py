"""What members suggest, search for and vote on, and what moderators write back, is shown letter by letter."""

from __future__ import annotations

from typing import Any

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.domain.announcing.subscription import MAX_SUBSCRIPTIONS, Subscription
from bot.domain.announcing.subscription import State as Announced
from bot.domain.diagnosis import Finding, Trouble
from bot.domain.evidence import Failing, Way
from bot.domain.misses import Miss, text_of
from bot.domain.model import Language, Title
from bot.domain.server import ServerSettings
from bot.domain.suggestion import RECORD, SERVER, Kind, State, Suggestion, read, typed
from bot.domain.vocabulary import Vocabulary
from cogs._failing import failing_card
from cogs._findings import findings_card
from cogs._misses import misses_card
from cogs._outcome import outcome_card
from cogs._reasons import SENTENCES, stopped_text
from cogs._review_cards import Queued, Waiting, decided_card, queue_card, sections
from cogs._setup_steps import Step, Walk, step_card
from cogs._suggest_form import LineForm, SuggestionForm
from cogs.suggest import exists_card, refused_card, sent_card
from tests.cogs.any_words import LONGEST_SLUG, SOME, TITLES, WORDS, form_kept, harmless, inert, renamed
from tests.cogs.test_limits import viewer_of

LANGUAGES = st.sampled_from(list(Language))
LARGEST, WHO = 2**63 - 1, 2**64 - 7
AT = 1_900_000_000
OURS = (f"<@{WHO}>", f"<t:{AT}:R>", "</suggest title:")
KINDS = st.sampled_from(list(Kind))
TYPED = st.lists(WORDS, min_size=6, max_size=6)
FULL = Waiting(*[10**6] * 6)


async def nothing(*_: Any) -> None:
    """What a form does once it is sent is no matter here."""


def suggestion(kind: Kind, words: list[str], title: Title, state: State = State.OPEN) -> Suggestion:
    """As the store has it: a form's fields are cleaned, a server's name and a whole title are not."""
    names = ("chinese", "english", "where", "link", "about", "value", "source", "name")
    body = typed(
        kind, {name: words[at % 4] for at, name in enumerate(names)} | {"what": "other", "language": "en"}
    )
    return Suggestion(
        LARGEST, 1, WHO, kind, LONGEST_SLUG, body | {SERVER: words[4]}, state, "", words[0], words[1], words[2],
        AT, AT, WHO, from_guild=len(words[5]) % 2,
    )  # fmt: skip


@SOME
@given(kind=KINDS, words=TYPED, title=TITLES, language=LANGUAGES, everywhere=st.booleans())
async def test_suggestions(
    app: App, kind: Kind, words: list[str], title: Title, language: Language, everywhere: bool
) -> None:
    viewer, title = viewer_of(language), renamed(title, LONGEST_SLUG)
    one = suggestion(kind, words, title)
    record = Suggestion(
        **{**vars(one), "kind": Kind.TITLE, "body": {RECORD: title.model_dump_json(), SERVER: words[4]}}
    )
    for shown in (one, record):
        queued = Queued(shown, 10**6, 10**7, title, title)
        harmless(queue_card(queued, everywhere, FULL, viewer), *OURS)
        harmless(sent_card(shown, title, viewer), *OURS)
        harmless(refused_card(shown, "no", viewer), *OURS)
        for state in (State.ASKED, State.APPROVED, State.MERGED, State.DECLINED):
            for known in (title, None):
                decided = Suggestion(**{**vars(shown), "state": state})
                harmless(outcome_card(decided, known, viewer), *OURS)
                if state is not State.ASKED:
                    harmless(decided_card(decided, known, everywhere, 10**6, viewer), *OURS)
    harmless(exists_card(one, title, viewer, app.catalogue))


@SOME
@given(kind=KINDS, words=TYPED, title=TITLES, language=LANGUAGES)
async def test_forms_of_suggestions(kind: Kind, words: list[str], title: Title, language: Language) -> None:
    viewer, one = viewer_of(language), suggestion(kind, words, title)
    for body in (one.body, read("".join(words)), {"english": words[0], "chinese": words[1]}):
        form_kept(SuggestionForm(viewer, kind, body, nothing).to_dict())
    form_kept(LineForm("title", "label", 100, nothing, begins=words[0]).to_dict())


@SOME
@given(words=TYPED, title=TITLES, language=LANGUAGES)
async def test_searches_and_votes(words: list[str], title: Title, language: Language) -> None:
    viewer = viewer_of(language)
    kept = list(dict.fromkeys(filter(None, (text_of(text) for text in words))))
    misses = [Miss(text, 10**6, AT) for text in kept]
    harmless(misses_card(misses, 10**6, 10**7, viewer, sections("misses", FULL, viewer)), *OURS)
    platform = "p" * 30
    failing = [Failing(Way(f"{at}", platform, "GB"), 10**6, AT) for at in range(10)]
    titles = {f"{at}": renamed(title, f"{at}") for at in range(5)}
    for guild in (0, 1):
        harmless(failing_card(failing, titles, Vocabulary({}), guild, FULL, viewer), *OURS)


REASONS = st.one_of(st.sampled_from([*SENTENCES, "send_messages"]), WORDS)


@SOME
@given(reasons=st.lists(REASONS, min_size=1, max_size=MAX_SUBSCRIPTIONS), language=LANGUAGES)
async def test_what_is_wrong(reasons: list[str], language: Language) -> None:
    viewer = viewer_of(language)
    channel = f"<#{WHO}>"
    ours = (*OURS, channel, f"<@&{WHO}>", "@everyone, @here", "@everyone、@here")
    findings = [
        Finding(trouble, WHO, WHO, ("send_messages", reasons[0]), reasons[at % len(reasons)], 10**6)
        for at, trouble in enumerate(Trouble)
    ]
    for at in range(0, len(findings), 5):
        view = findings_card(findings[at : at + 11], viewer)
        harmless(view, *ours, *_now(view))
    stopped = [Subscription(channel=WHO, guild=1, state=Announced.BLOCKED, reason=one) for one in reasons]
    text = stopped_text(stopped, viewer)
    assert len(text) <= 2000
    inert(text, *ours)


def _now(view: discord.ui.LayoutView) -> list[str]:
    """The time at which it was looked at, which no word of anybody's has."""
    texts = [one.content for one in view.walk_children() if isinstance(one, discord.ui.TextDisplay)]
    return [word for text in texts for word in text.split() if word.startswith(("<t:1", "<t:2"))]


@SOME
@given(note=WORDS, language=LANGUAGES, reason=REASONS)
async def test_steps(note: str, language: Language, reason: str) -> None:
    viewer = viewer_of(language)
    settings = ServerSettings(region="GB", language=Language.ZH_TW, zone="America/Argentina/ComodRivadavia",
                              log_channel=WHO, role=WHO, talk="forum", talk_channel=WHO)  # fmt: skip
    stopped = [
        Subscription(channel=WHO - at, guild=1, state=Announced.BLOCKED, reason=reason) for at in range(25)
    ]
    mentioned = [f"<#{WHO - at}>" for at in range(25)]
    for step in Step:
        harmless(step_card(step, Walk(settings, stopped, {}), viewer), *mentioned, f"<@&{WHO}>")
