"""Find the place of an answer in the queue that people read: red, amber, green or none.

The machine only orders; it never closes, lowers or decides. Whatever it cannot read, it hands up as
amber.
"""

import re
from collections.abc import Iterable
from unicodedata import name, normalize

from surveys.asking.answers import Answer, tapped
from surveys.asking.instrument import Instrument
from surveys.asking.lexicon import ConcernClass, Lexicon, worst
from surveys.asking.screening.writing import fold, plain_tokens

# Every pattern is bounded on each side and starts on a fixed kind of character: linear time.
_CONTACTS = (
    re.compile(r"(?:\d[ ().-]{0,2}){9,14}\d"),  # a telephone number
    re.compile(r"[^\s@]{1,64}@[^\s@]{1,63}\.[a-z]{2}"),
    re.compile(r"(?<![^\s(])@[a-z0-9_.]{2,30}"),  # a social handle
    re.compile(
        r"\b(?:snap|snapchat|insta|instagram|tiktok|whatsapp|discord|telegram)\b"
        r"[ :]{1,3}(?:is |name |me )?\S{3,}"
    ),
    re.compile(
        r"\b\d{1,4}[a-z]? (?:[a-z]{1,20} ){1,3}"
        r"(?:street|st|road|rd|avenue|ave|lane|close|drive|way|court|crescent|place|gardens|terrace|grove)\b"
    ),
    re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"),  # a postcode
)
_SHORT, _LONG = 3, 8  # words: too few to tell a language by; enough to tell it by common words
_COMMON_SHARE, _LONG_ENGLISH_SHARE, _ENGLISH_SHARE = 0.1, 0.7, 0.33


def own_taps(instrument: Instrument, answers: Iterable[Answer]) -> list[ConcernClass]:
    """The classes of concern that the respondent called for by their own choices."""
    return [
        tap
        for answer in answers
        if (tap := tapped(instrument.question(answer.question_id), answer))
    ]


def own_tap(instrument: Instrument, answers: Iterable[Answer]) -> ConcernClass | None:
    """The most urgent class that the respondent called for by their own choices, if any."""
    return worst(own_taps(instrument, answers))


def screen(
    texts: Iterable[str], taps: Iterable[ConcernClass], lexicon: Lexicon
) -> ConcernClass | None:
    """The highest class that the taps and the free `texts` of one response call for, if any.

    Never raises over `texts`: a text that cannot be screened is amber, because a person must look.
    """
    called = tuple(taps)
    try:
        read = _screen_words(tuple(texts), lexicon)
    except Exception:  # whatever went wrong, the answer was not screened
        read = ConcernClass.AMBER
    return worst((*called, read))


def _screen_words(texts: tuple[str, ...], lexicon: Lexicon) -> ConcernClass | None:
    said = worst(lexicon.strongest(text) for text in texts)
    reachable = said is not None and any(_has_contact(text) for text in texts)
    unread = any(_in_unknown_language(text, lexicon) for text in texts)
    return worst((said, ConcernClass.AMBER if reachable or unread else None))


def _has_contact(text: str) -> bool:
    folded = " ".join(fold(text).split())
    return any(pattern.search(folded) for pattern in _CONTACTS)


def _in_unknown_language(text: str, lexicon: Lexicon) -> bool:
    """Say whether the lexicon, which is English, cannot speak for this text."""
    letters = [] if text.isascii() else [c for c in normalize("NFKC", text) if c.isalpha()]
    latin = sum(name(c, "").startswith("LATIN") for c in letters)
    if letters and latin * 2 < len(letters):
        return True
    words = [word for word in plain_tokens(text) if word.isalpha()]  # a date is no language
    is_long = len(words) >= _LONG
    if len(words) < _SHORT or (is_long and _has_common_words(words, lexicon)):
        return False
    known = sum(lexicon.writing.knows(word) for word in words)
    return known < (_LONG_ENGLISH_SHARE if is_long else _ENGLISH_SHARE) * len(words)


def _has_common_words(words: list[str], lexicon: Lexicon) -> bool:
    return sum(word in lexicon.common for word in words) >= _COMMON_SHARE * len(words)
