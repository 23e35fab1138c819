"""The sections of a report about people: who was asked, reached and answered, and barriers."""

from collections.abc import Iterator
from itertools import groupby

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.report_contacts import contacts
from bot.documents.wording import (
    HELPERS,
    NOT_KNOWN,
    SOURCES,
    WITHHELD,
    WITHHELD_TOO,
    named,
    percent,
)
from surveys.impact.people_parts import Barrier
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

REACH = {
    "audience": "Audience",
    "delivered": "Delivered",
    "read": "Said they had read it",
    "discussed": "Discussed it",
    "intending": "Intend to act",
    "attended": "Attended an event",
}
_STEPS = (("Asked", -0.8), ("Reached", -1.2), ("Answered", -1.2))
_WAVES = (("Wave", 1.8), ("Who", 1.3), *_STEPS, ("Counted", -1.2), ("Rate", -0.7))
_AGENCIES = (("Wave", 2), ("Agency", 2), *_STEPS, ("Rate", -0.8))
_DESCRIBED = (("Who", 1.3), ("Question", 2.2), ("Wave", 1.6), ("Answer", 1.8), ("People", -1.1))
_QUESTIONNAIRES = (("Wave", 1.8), ("Questionnaire", 1.8), ("How", 1.1), ("Open", 1.6))


def asked_and_answered(summary: Summary) -> Iterator[Block]:
    """Yield the flow of people by wave and its parts, the reach, and who was not reached."""
    waves = summary.participation
    yield blocks.table("By wave", _WAVES, map(_wave_row, waves))
    yield blocks.table("How each wave was asked", _QUESTIONNAIRES, map(_questionnaire_row, waves))
    agencies = [row for wave in waves for row in _agency_rows(wave)]
    yield blocks.table("By agency", _AGENCIES, agencies)
    doors = [row for wave in waves for row in _door_rows(wave)]
    yield blocks.table("By door", [("Wave", 2), ("Door", 2), ("Answered", -1.7)], doors)
    helpers = [row for wave in waves for row in _helper_rows(wave)]
    if helpers:
        yield blocks.table(
            "Who helped", [("Wave", 2), ("Helped by", 2), ("Answered", -1.7)], helpers
        )
    yield _reach(summary)
    yield _not_reached(summary)
    if summary.dissemination:
        yield contacts(summary.dissemination)


def _wave_row(wave: WaveFlow) -> tuple[Cell, ...]:
    missing = WITHHELD if wave.suppressed else NOT_KNOWN
    counted = blocks.number(wave.counted, missing)
    figures = steps(wave.eligible, wave.reached, wave.answered, missing)
    rate = rated(wave.response_rate, missing)
    return (wave.wave, named(SOURCES, wave.voice), *figures, counted, rate)


def _questionnaire_row(wave: WaveFlow) -> tuple[Cell, ...]:
    opened = day_in_words(wave.opened_on)
    closes = day_in_words(wave.closes_on) if wave.closes_on else None
    when = f"{opened} to {closes}" if closes else f"from {opened}, no end"
    return wave.wave, wave.instrument, wave.mode, when


def _agency_rows(wave: WaveFlow) -> Iterator[tuple[Cell, ...]]:
    """Yield the agencies whose figures are shown, then one line for all that are withheld."""
    for one in wave.by_agency:
        if not one.suppressed:
            figures = steps(one.eligible, one.reached, one.answered, NOT_KNOWN)
            yield wave.wave, one.agency, *figures, rated(one.response_rate, NOT_KNOWN)
    if withheld := [one.agency for one in wave.by_agency if one.suppressed]:
        each = _together(withheld, of=len(wave.by_agency), noun="agencies")
        yield wave.wave, each, *steps(None, None, None, WITHHELD), WITHHELD_TOO


def _door_rows(wave: WaveFlow) -> Iterator[tuple[Cell, ...]]:
    for one in wave.by_door:
        missing = WITHHELD if one.suppressed else NOT_KNOWN
        yield wave.wave, one.door.capitalize(), blocks.number(one.answered, missing)


def _helper_rows(wave: WaveFlow) -> Iterator[tuple[Cell, ...]]:
    for one in wave.by_helper:
        missing = WITHHELD if one.suppressed else NOT_KNOWN
        yield wave.wave, named(HELPERS, one.helper), blocks.number(one.answered, missing)


def _together(names: list[str], *, of: int, noun: str) -> str:
    """Return one line for names with withheld figures: the only name, or their number."""
    if len(names) == 1:
        return names[0]
    return f"{'All' if len(names) == of else 'The other'} {len(names)} {noun}, each"


def steps(
    eligible: int | None, reached: int | None, answered: int | None, missing: str
) -> tuple[str, str, str]:
    """Return asked, reached and answered; `missing` takes the place of the number who answered."""
    beside = _beside(missing)
    return (
        blocks.number(eligible, beside),
        blocks.number(reached, beside),
        blocks.number(answered, missing),
    )


def rated(rate: float | None, missing: str) -> str:
    """Return a response rate; `missing` is what takes the place of the number who answered."""
    return _beside(missing) if rate is None else percent(rate)


def _beside(missing: str) -> str:
    """Return what takes the place of a figure in one row with one that is missing."""
    return WITHHELD_TOO if missing == WITHHELD else missing


def _reach(summary: Summary) -> Block:
    missing = WITHHELD if summary.reach.suppressed else NOT_KNOWN
    rows = [
        (words, blocks.number(getattr(summary.reach, name), missing))
        for name, words in REACH.items()
    ]
    return blocks.table("Who the learning reached", [("Step", 2), ("People", -1.6)], rows)


def _not_reached(summary: Summary) -> Block:
    counts = [("All", summary.not_reached.people), *summary.not_reached.reasons]
    rows = [(reason, blocks.number(people, WITHHELD)) for reason, people in counts]
    return blocks.table("Who was not reached", [("Reason", 2), ("People", -1.6)], rows)


def described(summary: Summary) -> Block:
    """Return how questions that are not scored were answered."""
    rows = [
        (
            named(SOURCES, one.source),
            one.question,
            one.wave,
            one.answer or "Everyone who answered",
            blocks.number(one.people, WITHHELD),
        )
        for one in summary.described
    ]
    return blocks.table("How they were answered; of an order, what was put first", _DESCRIBED, rows)


def barriers(summary: Summary) -> Iterator[Block]:
    """Yield what got in the way, and how many people named it."""
    by_question = groupby(summary.barriers, key=lambda barrier: barrier.question)
    rows = [row for question, named in by_question for row in _barrier_rows(question, list(named))]
    columns = [("Question", 2.0), ("Answer", 2.0), ("People", -1.4)]
    yield blocks.table("What got in the way", columns, rows)


def _barrier_rows(question: str, barriers: list[Barrier]) -> Iterator[tuple[Cell, ...]]:
    """Yield the answers whose figures are shown, then one line for all that are withheld."""
    for one in barriers:
        if not one.suppressed:
            yield question, one.barrier, blocks.number(one.people)
    if withheld := [one.barrier for one in barriers if one.suppressed]:
        yield question, _together(withheld, of=len(barriers), noun="answers"), WITHHELD
