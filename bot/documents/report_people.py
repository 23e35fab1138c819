"""The sections of a report about people: who was asked, who answered, what they said, what stood in their way.

Children and families come first wherever voices are listed.
"""

from collections.abc import Iterator
from itertools import groupby

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.wording import (
    CHILDREN_AND_FAMILIES_FIRST,
    NOT_KNOWN,
    SOURCES,
    WITHHELD,
    day,
    named,
    percent,
)
from surveys.impact.summary import Barrier, Summary, WaveParticipation

_REACH = {"audience": "Audience", "delivered": "Delivered", "read": "Said they had read it",
          "discussed": "Discussed it", "intending": "Intend to act", "attended": "Attended an event"}  # fmt: skip


def asked_and_answered(summary: Summary) -> Iterator[Block]:
    """Yield participation by wave, by agency and by door, how far the learning reached, and who was not reached."""
    hidden = WITHHELD
    yield blocks.table("By wave", [("Wave", 1.7), ("Who", 1.7), ("How", 1.1), ("Open", 1.6), ("Asked", -0.7),
                                   ("Answered", -1.1), ("Rate", -0.7)],
                       [_wave_row(wave, hidden) for wave in summary.participation])  # fmt: skip
    agencies = [row for wave in summary.participation for row in _agency_rows(wave, hidden)]
    yield blocks.table("By agency", [("Wave", 2), ("Agency", 2), ("Asked", -0.8), ("Answered", -1.7), ("Rate", -0.8)],
                       agencies)  # fmt: skip
    doors = [(w.wave, d.door.capitalize(), blocks.number(d.answered, hidden if d.suppressed else NOT_KNOWN))
             for w in summary.participation for d in w.by_door]  # fmt: skip
    yield blocks.table("By door", [("Wave", 2), ("Door", 2), ("Answered", -1.7)], doors)
    yield _reach(summary, hidden)
    yield _not_reached(summary, hidden)


def _wave_row(wave: WaveParticipation, hidden: str) -> tuple[Cell, ...]:
    opened = day(wave.opened_on)
    when = f"{opened} to {day(wave.closes_on)}" if wave.closes_on else f"from {opened}, no end"
    counts = _counts(
        wave.eligible, wave.answered, wave.response_rate, hidden if wave.suppressed else ""
    )
    who = f"{named(SOURCES, wave.voice)}; {wave.instrument}"
    return (wave.wave, who, wave.mode, when, *counts)


def _agency_rows(wave: WaveParticipation, hidden: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the agencies whose figures are shown, then in one line those withheld, so that the eye finds figures."""
    for one in wave.by_agency:
        if not one.suppressed:
            yield (
                wave.wave,
                one.agency,
                *_counts(one.eligible, one.answered, one.response_rate, ""),
            )
    if held_back := [one.agency for one in wave.by_agency if one.suppressed]:
        yield (
            wave.wave,
            _agencies(held_back, of=len(wave.by_agency)),
            *_counts(None, None, None, hidden),
        )


def _agencies(names: list[str], *, of: int) -> str:
    if len(names) == 1:
        return names[0]
    return f"{'All' if len(names) == of else 'The other'} {len(names)} agencies, each"


def _counts(
    eligible: int | None, answered: int | None, rate: float | None, hidden: str
) -> tuple[str, str, str]:
    """Return asked, answered and rate; where figures are withheld, the count of answers says so."""
    rated = NOT_KNOWN if rate is None else percent(rate)
    return blocks.number(eligible), blocks.number(answered, hidden or NOT_KNOWN), rated


def _reach(summary: Summary, hidden: str) -> Block:
    missing = hidden if summary.reach.suppressed else NOT_KNOWN
    rows = [
        (words, blocks.number(getattr(summary.reach, name), missing))
        for name, words in _REACH.items()
    ]
    return blocks.table("How far the learning travelled", [("Step", 2), ("People", -1.6)], rows)


def _not_reached(summary: Summary, hidden: str) -> Block:
    reasons = [
        (reason, blocks.number(people, hidden)) for reason, people in summary.not_reached.reasons
    ]
    rows = [("All", blocks.number(summary.not_reached.people, hidden)), *reasons]
    return blocks.table("Who was not reached", [("Reason", 2), ("People", -1.6)], rows)


def voices(summary: Summary) -> Iterator[Block]:
    """Yield released words, children and families first."""
    order = {voice: place for place, voice in enumerate(CHILDREN_AND_FAMILIES_FIRST)}
    heard = sorted(summary.voices, key=lambda voice: order.get(voice.voice, len(order)))
    spoken = [voice for voice in heard if voice.quotes]
    if not spoken:
        yield blocks.text("No words have been released for publication.")
    elif not any(voice.voice in order for voice in spoken):
        yield blocks.text("No words of children or families have been released for publication.")
    yield from (blocks.quotes(named(SOURCES, voice.voice), voice.quotes) for voice in spoken)


def barriers(summary: Summary) -> Iterator[Block]:
    """Yield what stood in the way, and how many named it; of each question the withheld answers in one line."""
    asked = groupby(summary.barriers, key=lambda barrier: barrier.question)
    rows = [
        row
        for question, named_ones in asked
        for row in _barrier_rows(question, list(named_ones), WITHHELD)
    ]
    yield blocks.table(
        "What stood in the way", [("Question", 2), ("Answer", 2), ("People", -1.4)], rows
    )


def _barrier_rows(
    question: str, barriers: list[Barrier], hidden: str
) -> Iterator[tuple[Cell, ...]]:
    yield from (
        (question, b.barrier, blocks.number(b.people)) for b in barriers if not b.suppressed
    )
    if held_back := [b.barrier for b in barriers if b.suppressed]:
        each = f"{'All' if len(held_back) == len(barriers) else 'The other'} {len(held_back)} answers, each"
        yield question, held_back[0] if len(held_back) == 1 else each, hidden
