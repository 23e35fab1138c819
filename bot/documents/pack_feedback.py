"""The section of a yearly pack about children and families: asked, answered, said, and done."""

from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.quoted_words import quoted
from bot.documents.report_people import rated, steps
from bot.documents.wording import (
    LEVELS,
    NONE,
    NOT_KNOWN,
    SOURCES,
    WITHHELD,
    WITHHELD_TOO,
    YOU_SAID_VOICES,
    named,
    percent,
    point_span,
    points,
    span,
)
from surveys.impact.yearly.structure import Feedback, FeedbackFinding, FeedbackWave
from surveys.london import day_in_words

_WAVES = (
    ("Wave", 2.2),
    ("Who", 1.4),
    ("Actions", 1.1),
    ("From", 1.2),
    ("Asked", -0.8),
    ("Reached", -0.9),
    ("Answered", -1.2),
    ("Rate", -0.7),
)
_FINDINGS = (
    ("Action and outcome", 1.1),
    ("Who, and at which level", 2),
    ("x / n", -1.2),
    ("Share", -0.8),
    ("95 % interval", -1.1),
    ("Difference", -1),
    ("95 % interval", -1.1),
)
_YOU_SAID = (("Action", 1), ("Who", 1), ("You said", 2), ("We did", 2), ("Released by", 1.3))


def feedback(found: Feedback) -> Iterator[Block]:
    """Yield who was asked, what they say, their released words, and what was done."""
    yield blocks.table("Children and families asked", _WAVES, map(_wave_row, found.waves))
    if found.not_asked:
        refs = ", ".join(found.not_asked)
        yield blocks.text(f"No child or family was asked in this year about: {refs}.")
    yield blocks.table("What they say", _FINDINGS, map(_finding_row, found.findings))
    yield from quoted(found.voices)
    if not found.voices:
        yield blocks.text("No words of children or families have been released for publication.")
    yield from _you_said(found)


def _wave_row(wave: FeedbackWave) -> tuple[Cell, ...]:
    missing = WITHHELD if wave.suppressed else NOT_KNOWN
    figures = steps(wave.eligible, wave.reached, wave.answered, missing)
    rate = rated(wave.response_rate, missing)
    who, refs = named(SOURCES, wave.voice), ", ".join(wave.actions)
    return wave.wave, who, refs, day_in_words(wave.opened_on), *figures, rate


def _finding_row(one: FeedbackFinding) -> tuple[Cell, ...]:
    place = f"{one.ref} {one.outcome}"
    who = f"{named(SOURCES, one.source)}: {named(LEVELS, one.level).lower()}"
    if one.n is None:
        hidden = (WITHHELD, *[WITHHELD_TOO] * 4)
        return place, who, *(hidden if one.suppressed else [NONE] * 5)
    difference = one.difference
    return (
        place,
        who,
        f"{blocks.number(one.favourable, WITHHELD)} / {one.n}",
        NONE if one.proportion is None else percent(one.proportion),
        span(one.interval) if one.interval else NONE,
        points(difference.value) if difference else NONE,
        point_span(difference.interval) if difference else NONE,
    )


def _you_said(found: Feedback) -> Iterator[Block]:
    rows = [
        (
            action.ref,
            named(YOU_SAID_VOICES, one.voice),
            one.said,
            one.did,
            f"{one.released_by}, {day_in_words(one.released_on)}",
        )
        for action in found.you_said
        for one in action.released
    ]
    if rows:
        yield blocks.table("You said, we did", _YOU_SAID, rows)
    else:
        yield blocks.text("No “you said, we did” has been released.")
