"""The table about points of case reviews: what each asks for, and what is known of the work."""

from collections.abc import Iterable

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.wording import NONE
from surveys.impact.summary.review_parts import FollowedPointResult
from surveys.impact.words import sentence
from surveys.london import day_in_words

_COLUMNS = (
    ("Review", 1.6),
    ("Point", 2.2),
    ("The work on it", 2.6),
    ("Proof", 1.8),
)


def points(results: Iterable[FollowedPointResult]) -> Block:
    """Return the points that an action answers, with the latest of their monitoring."""
    return blocks.table("Points of case reviews that it answers", _COLUMNS, map(_row, results))


def _row(one: FollowedPointResult) -> tuple[str, ...]:
    return (
        f"{one.title} ({one.review}), {day_in_words(one.reviewed_on)}",
        f"{sentence(one.point_kind).rstrip('.')} {one.point}: {one.text}",
        _work(one),
        one.proof or NONE,
    )


def _work(one: FollowedPointResult) -> str:
    """Return where the work is, since when, and the note of whoever looked last."""
    on = one.completed_on or one.monitored_on
    dated = f"{one.state}, {day_in_words(on)}" if on else str(one.state)
    return " ".join(filter(None, (sentence(dated), one.note)))
