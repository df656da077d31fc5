"""Whatever is described or stands in a title, posts and cards of the desk show it letter by letter, within limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.domain.markup import visible
from bot.domain.model import Language, Title
from bot.domain.question import LONGEST, MOST_ANSWERS, Answer, Board, Question, State, described, excerpt
from bot.domain.search import Hit
from bot.i18n import texts
from cogs._desk_cards import list_card, news_card, post_card
from cogs._matches import match_card, nowhere_card
from tests.cogs.any_words import MUCH, TITLES, WORDS, harmless, renamed
from tests.cogs.test_limits import viewer_of

TIME = "<t:0:R>"
PLACE = "(https://discord.com/channels/1/2/3)"
_STATES = st.sampled_from([State.OPEN, State.SOLVED, State.CLOSED])


@MUCH
@given(title=TITLES, typed=WORDS, state=_STATES, language=st.sampled_from(list(Language)))
async def test_posts(title: Title, typed: str, state: State, language: Language) -> None:
    words = described(typed * 40)
    one = Question(
        2**63 - 1, 1, 0, words, "https://cdn.discordapp.com/x.png", "https://www.youtube.com/x", state,
        channel=2, message=3, title_id="x0",
    )  # fmt: skip
    titles = {f"x{at}": renamed(title, f"x{at}") for at in range(MOST_ANSWERS)}
    said = tuple(Answer(2**62 + at, f"x{at}", 0, 1000) for at in range(MOST_ANSWERS))
    viewer = viewer_of(language)
    harmless(post_card(Board(one, said), titles, viewer), TIME)
    harmless(post_card(Board(one, ()), {}, viewer), TIME)
    if (news := news_card(one, title, False, viewer)) is not None:
        harmless(news)


@MUCH
@given(title=TITLES, typed=WORDS, language=st.sampled_from(list(Language)))
async def test_matches_and_lists(app: App, title: Title, typed: str, language: Language) -> None:
    viewer, words = viewer_of(language), described(typed * 40)
    one = Question(2**63 - 1, 1, 0, words, state=State.OPEN, channel=2, message=3)
    hit = Hit("x", 0.9, "alias", 0, title.names[0].text)
    many = [(renamed(title, "a" * 59 + str(at)), hit) for at in range(5)]
    harmless(match_card(one, many, viewer, app.catalogue))
    harmless(match_card(one, [], viewer, app.catalogue))
    harmless(nowhere_card("…", 2**63 - 1, viewer))
    listed = list_card([(one, PLACE[1:-1])], 30, 2**40, viewer)
    harmless(listed, f"{TIME} · [{texts()(language, 'desk-link')}]{PLACE}")


@given(typed=st.text(max_size=1000))
def test_what_is_described_is_one_line_that_can_be_seen(typed: str) -> None:
    words = described(typed)
    assert len(words) <= LONGEST and "\n" not in words and words == words.strip()
    assert visible(words) == words and len(excerpt(words)) <= 80
