"""The release check: flags what in a briefing may let a reader identify a child, family or worker.

It is a prompt only: it flags too much and misses things, so a person re-reads the text and signs it
off.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from surveys.telling import release_patterns as p
from surveys.telling.briefing import Briefing
from surveys.telling.release_patterns import Span
from surveys.telling.release_words import ReleaseWords

CONTEXT = 40  # characters shown on either side
NOTHING_FOUND = "Nothing found. Someone could still be identified, so please read it yourself."


class FindingKind(StrEnum):
    """What sort of detail could identify someone."""

    DATE = "date or time"
    AGE = "age"
    PLACE = "place or name"
    INITIALS = "initials"
    TRAIT = "rare trait"


WHY: dict[FindingKind, str] = {
    FindingKind.DATE: (
        "A reader can match a date with the news, a court list or their own diary. "
        "“Over some months” says as much."
    ),
    FindingKind.AGE: (
        "An exact age and one more fact often identify a child. "
        "“A baby” or “a child at primary school” is usually enough."
    ),
    FindingKind.PLACE: "A place or a name narrows it down to a few families.",
    FindingKind.INITIALS: (
        "Initials, or a letter in place of a name, hide little from people who know the family or "
        "the published review. Say “the child” or “the mother”."
    ),
}


@dataclass(frozen=True, slots=True)
class ReleaseFinding:
    """One place to look at: `words` begin at `start` of the text under `heading`."""

    heading: str
    kind: FindingKind
    start: int
    words: str
    before: str
    after: str
    why: str

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.words)


def check(
    briefing: Briefing, listed: ReleaseWords, known: Collection[str] = ()
) -> tuple[ReleaseFinding, ...]:
    """Return what a person should look at again, in the order of the text.

    `known` are names that identify no one: the partnership and its agencies.
    """
    found = (_in_text(heading, text, listed, known) for heading, text in texts(briefing))
    return tuple(finding for findings in found for finding in findings)


def texts(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Yield every text that a reader sees, with its heading."""
    yield "Title", briefing.title
    yield from briefing.sections
    for link in briefing.links:
        yield "Read more", link.title


def _in_text(
    heading: str, text: str, listed: ReleaseWords, known: Collection[str]
) -> list[ReleaseFinding]:
    found = sorted(_found(text, listed, known), key=lambda one: (one[0].start, -one[0].end))
    kept: list[ReleaseFinding] = []
    for span, kind, why in found:
        if not kept or span.end > kept[-1].end:  # one that lies within another adds nothing
            kept.append(_finding(heading, text, span, kind, why))
    return kept


def _finding(heading: str, text: str, span: Span, kind: FindingKind, why: str) -> ReleaseFinding:
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return ReleaseFinding(
        heading, kind, span.start, text[span.start : span.end], before, after, why
    )


def _found(
    text: str, listed: ReleaseWords, known: Collection[str]
) -> Iterator[tuple[Span, FindingKind, str]]:
    by_kind = {
        FindingKind.DATE: p.spans(p.DATES, text),
        FindingKind.AGE: p.spans(p.AGES, text),
        FindingKind.PLACE: _places(text, known, listed),
        FindingKind.INITIALS: _initials(text, listed),
    }
    for kind, found in by_kind.items():
        yield from ((span, kind, WHY[kind]) for span in found)
    for group in listed.groups:
        yield from (
            (span, FindingKind.TRAIT, group.why) for span in p.spans((group.pattern,), text)
        )


def _places(text: str, known: Collection[str], listed: ReleaseWords) -> Iterator[Span]:
    yield from p.spans((p.NUMBERED_PLACE,), text)
    for match in p.NAMED_PLACE.finditer(text):
        span = _without_what_names_nothing(text, Span(*match.span()), listed)
        words = text[span.start : span.end]
        if (
            " " in words
            and not _is_known(words, known)
            and not (words.islower() or _only_opens(text, span))
        ):
            yield span
    for match in p.AFTER_A_PREPOSITION.finditer(text):
        name = match["name"]
        first = name.split()[0].split("-")[0]
        if not (
            _names_nothing(first, listed) or _is_acronym(first, listed) or _is_known(name, known)
        ):
            yield Span(*match.span("name"))


def _without_what_names_nothing(text: str, span: Span, listed: ReleaseWords) -> Span:
    """Drop leading words that name nothing: “The Primary School” is not a name."""
    start = span.start
    while start < span.end:
        word, space, _ = text[start : span.end].partition(" ")
        if not _names_nothing(word, listed):
            return Span(start, span.end)
        start += len(word) + len(space)
    return Span(span.end, span.end)


def _names_nothing(word: str, listed: ReleaseWords) -> bool:
    return word.replace("’", "'").lower() in listed.no_name


def _only_opens(text: str, span: Span) -> bool:
    """Say whether the only capital is that of a sentence: “Early visits to school”."""
    words = text[span.start : span.end].split()
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) == 1 and words[0][0].isupper() and _begins_sentence(text, span.start)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t“‘\"'(*_-0123456789")
    return not before or before[-1] in ".!?:\n…"


def _is_acronym(word: str, listed: ReleaseWords) -> bool:
    bare = word.replace("’", "'").removesuffix("'s")
    return bare in listed.abbreviations or (len(bare) > 2 and bare.isalpha() and bare.isupper())


def _is_known(name: str, known: Collection[str]) -> bool:
    said = name.replace("’", "'").removesuffix("'s").casefold()
    return any(
        one.casefold().startswith(said) or said.startswith(one.casefold()) for one in known if one
    )


def _initials(text: str, listed: ReleaseWords) -> Iterator[Span]:
    for span in p.spans(p.INITIALS, text):
        if (
            text[span.start : span.end].replace(".", "").replace(" ", "")
            not in listed.abbreviations
        ):
            yield span
    for span in p.spans((p.TWO_CAPITALS,), text):
        if text[span.start : span.end] not in listed.abbreviations:
            yield span
    for span in p.spans((p.ONE_CAPITAL,), text):
        before = text[max(0, span.start - CONTEXT) : span.start].lower().split()
        if not listed.lettered.issuperset(before[-1:]) or not before:
            yield span
