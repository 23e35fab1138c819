"""How a concern is said in words: since when someone has had it, and what has been done."""

from collections.abc import Iterable

from dialogs.replies import RecordLine
from storage.trust.concern_steps import ConcernStep
from storage.trust.concerns import Concern
from surveys.london import LONDON, moment_in_words, time_in_words
from surveys.trust.concern_record import IN_WORDS, NAMES, ConcernState


def since(concern: Concern) -> str:
    """Return since when someone is dealing with it, with the day unless it came that day."""
    at = concern.acknowledged_at
    if at is None:
        return ""
    came = concern.raised_at.astimezone(LONDON).date()
    return time_in_words(at) if at.astimezone(LONDON).date() == came else moment_in_words(at)


def state_in_words(concern: Concern) -> str:
    """Return what has been done; empty where no more is known than who has it."""
    state = ConcernState(concern.state)
    known = state in {ConcernState.NEW, ConcernState.ACKNOWLEDGED}
    return "" if known else IN_WORDS[state]


def record_in_words(steps: Iterable[ConcernStep], *, notes: bool = False) -> tuple[RecordLine, ...]:
    """Return the lines of a record; the notes are for the page with the words alone."""
    return tuple(
        RecordLine(
            when=moment_in_words(one.at),
            what=NAMES[one.step],
            who=one.name or "",
            note=one.note if notes else "",
        )
        for one in steps
    )
