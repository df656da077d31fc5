"""How well a query fits one name, on one ladder: the same name, its sound, beginning, words, or a slip."""

from __future__ import annotations

from itertools import accumulate

from rapidfuzz.distance import OSA

from bot.domain.search.filing import slips
from bot.domain.search.keys import Key, led
from bot.domain.search.query import Query
from bot.domain.search.sounds import MAX_INITIALS, accentless, fits

# The rungs. Within one, what covers more of the name stands higher.
SAME = 1.0
SAME_BUT_ARTICLES = 0.99
SAME_SOUND = 0.97
SAME_INITIALS = 0.95
SAME_BUT_ACCENT = 0.94
ALL_WORDS = 0.935  # in another order
BEGINS_AS_TYPED = 0.89  # to .925
SAME_SOUND_IN_OTHER_HANZI = 0.885
BEGINS = 0.845  # to .905: but for articles
BEGINS_IN_SOUND = 0.84  # to .90
HAS = 0.82  # to .95, which needs nearly all of the name
HAS_IN_SOUND = 0.78  # to .88
SCATTERED = 0.75  # to .815: all characters, in another order
TYPO = 0.97  # less what each wrong letter costs
TYPO_IN_BEGINNING = 0.93

WEAKEST = 0.3  # nothing below this is worth showing anywhere

_BEGUN, _SLIPPED = 0.9, 0.8  # how like a word its beginning is, and a slip of it
_OTHER_HANZI = 0.85
_ARTICLE_MISSING = 0.06
_ACCENT = 0.06
_HEARD = 0.02  # a spelling stands a little below the same rung of the written name


def name_score(query: Query, key: Key, *, slips: bool = True) -> float:
    """0 (another name) to 1 (this name); without slips for what must have been typed as it is."""
    if query.text == key.text:
        return SAME
    if query.bare == key.bare:
        return SAME_BUT_ARTICLES
    best = written_score(query, key)
    if key.words and not query.hanzi:
        best = max(best, _words_score(query, key))
    if best >= HAS:  # no need to suppose a slip
        return best
    if key.readings and query.spelled:
        best = max(best, _sound_score(query, key, may_slip=slips))
    return max(best, _slip_score(query, key)) if slips else best


# --- as written ---------------------------------------------------------------------------------


def written_score(query: Query, key: Key) -> float:
    """For a beginning, or hanzi from anywhere in a name; 0 to 1."""
    if query.text == key.text:
        return SAME
    typed, name = query.bare, key.bare
    if typed == name:
        return SAME_BUT_ARTICLES
    share = min(1.0, len(typed) / len(name)) if name else 0.0
    if key.text.startswith(query.text):
        return BEGINS_AS_TYPED + 0.035 * share
    if name.startswith(typed):
        return BEGINS + 0.06 * share - (_ARTICLE_MISSING if _lacks_articles(query, key) else 0.0)
    if query.hanzi:
        return _hanzi_score(query, name, share)
    # A space may have slipped: "th emother" begins like "the mother".
    return BEGINS + 0.06 * share if key.joined.startswith(query.joined) else 0.0


def _lacks_articles(query: Query, key: Key) -> bool:
    """Whether an article was typed that the name does not have."""
    articles = query.articles
    return bool(articles) and not articles.issubset(key.text.split())


def _hanzi_score(query: Query, name: str, share: float) -> float:
    typed = query.bare
    if typed in name:
        return HAS + 0.13 * share
    if len(query.words) > 1 and all(word in name for word in query.words):
        return HAS + 0.10 * share
    if 1 < len(typed) <= len(name) and set(typed) <= set(name):
        return SCATTERED + 0.065 * share
    return 0.0


def _slip_score(query: Query, key: Key) -> float:
    if query.hanzi == bool(key.words):  # two scripts
        return 0.0
    if query.hanzi:  # a wrong hanzi is one of few, and the others say more than the letters of a word do
        return _typo_score(query.bare, key.bare, cost=0.8, shortest=3)
    best = _typo_score(query.bare, key.bare, cost=1.1, shortest=4)
    if query.led == query.bare and led(key.text):  # they are asked for with their article, mostly
        best -= 0.005
    typed, name = query.joined, key.joined
    if (
        typed != query.bare or name != key.bare
    ):  # an article may have a slip, or have grown together with a word
        best = max(best, _typo_score(typed, name, cost=1.1, shortest=4))
    return best


def _typo_score(typed: str, name: str, *, cost: float, shortest: int) -> float:
    """For slips of the finger in the whole name, or in the beginning of it."""
    length = len(typed)
    if length < shortest:
        return 0.0
    most = int(max(length, len(name)) * (TYPO - WEAKEST) / cost)
    wrong = OSA.distance(typed, name, score_cutoff=most)
    best = TYPO - cost * wrong / max(length, len(name)) if wrong <= most else 0.0
    if len(name) >= length:
        most = length // 3
        wrong = min(
            OSA.distance(typed, name[:end], score_cutoff=most) for end in range(length - 1, length + 2)
        )
        if 0 < wrong <= most:  # none wrong is no slip
            best = max(best, TYPO_IN_BEGINNING - cost * wrong / length + 0.01 * length / len(name))
    return best


# --- by words -----------------------------------------------------------------------------------


def _words_score(query: Query, key: Key) -> float:
    """Every typed word is in the name, in any order; a word may be slightly wrong, the last one just begun."""
    typed = query.words
    alike = letters = 0.0
    for word in typed:
        likeness = _likeness(word, key.words, last=word is typed[-1])
        if not likeness:
            return 0.0
        alike += likeness * len(word)
        letters += len(word)
    if len(set(typed)) < len(typed) and any(typed.count(word) > key.words.count(word) for word in typed):
        return 0.0
    share = min(1.0, letters / len(key.bare))
    if alike == letters == len(key.bare):
        return ALL_WORDS
    score = HAS + 0.09 * share - 0.7 * (1 - alike / letters)
    if " ".join(typed) in key.text:
        score += 0.02
    return score - (_ARTICLE_MISSING if _lacks_articles(query, key) else 0.0)


def _likeness(typed: str, words: tuple[str, ...], *, last: bool) -> float:
    """1 for one of the words, less for the beginning of one or for a slip, 0 for another word."""
    if typed in words:
        return 1.0
    if last or len(typed) >= 3:
        for word in words:
            if word.startswith(typed):
                return _BEGUN
    if most := slips(typed):
        for word in words:
            if abs(len(typed) - len(word)) <= most and OSA.distance(typed, word, score_cutoff=most) <= most:
                return _SLIPPED
    return 0.0


# --- by sound -----------------------------------------------------------------------------------


def _sound_score(query: Query, key: Key, *, may_slip: bool) -> float:
    if any(letters in key.spelled for letters in query.spelled):
        return SAME_SOUND_IN_OTHER_HANZI if query.hanzi and not query.mixed else SAME_SOUND
    letters = query.spelled[0]
    best = 0.0
    for reading, spelled in zip(key.readings, key.spelled, strict=True):
        best = max(best, _spelled_score(letters, query.accentless[0], reading, spelled, may_slip=may_slip))
        if best < BEGINS_IN_SOUND and not query.hanzi and letters[0] == spelled[0]:
            best = max(best, _initials_score(letters, reading))
    # Who types hanzi means these, and seldom others that sound alike.
    return best * (_OTHER_HANZI if query.hanzi else query.trust)


def _spelled_score(letters: str, accent: str, reading: str, spelled: str, *, may_slip: bool) -> float:
    share = min(1.0, len(letters) / len(spelled))
    if spelled.startswith(letters):
        return BEGINS_IN_SOUND + 0.06 * share
    if len(letters) < 4:
        return 0.0
    if letters in spelled and (at := _begins_a_syllable(letters, reading, spelled)):
        return HAS_IN_SOUND + 0.09 * share + at
    if (heard := accentless(spelled)).startswith(accent):
        return SAME_BUT_ACCENT if heard == accent else BEGINS_IN_SOUND + 0.06 * share - _ACCENT
    return _typo_score(letters, spelled, cost=1.1, shortest=5) - _HEARD if may_slip else 0.0


def _begins_a_syllable(letters: str, reading: str, spelled: str) -> float:
    """0 if they begin within one; more if they end with one too."""
    bounds = {0, *accumulate(map(len, reading.split()))}
    found = spelled.find(letters)
    if found not in bounds:
        return 0.0
    return 0.01 if found + len(letters) in bounds else 0.001


def _initials_score(letters: str, reading: str) -> float:
    if not 2 <= len(letters) <= MAX_INITIALS:
        return 0.0
    syllables = tuple(reading.split())
    count = fits(letters, syllables)
    if count == len(syllables):
        return SAME_INITIALS if count > 1 else 0.0
    return BEGINS_IN_SOUND + 0.06 * count / len(syllables) if count > 1 else 0.0
