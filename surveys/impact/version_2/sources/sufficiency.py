"""Sufficient sources: which counts can decide anything, and why others cannot.

For every survey, collected here or imported, it must be known how many could have answered.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from surveys.impact.counting import NEARLY
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.sources.waves import WaveCounts


class Insufficiency(StrEnum):
    """Why a source cannot decide anything."""

    NOTHING = "nothing"
    NO_FOLLOW_UP = "no_follow_up"
    SMALL = "small"
    UNCHECKED = "unchecked"
    SAME_COUNTS = "same_counts"
    OLD = "old"
    ELIGIBLE_UNKNOWN = "eligible_unknown"
    MORE_THAN_ELIGIBLE = "more_than_eligible"
    LOW_RESPONSE = "low_response"
    NO_VERDICT = "no_verdict"


def _is_uncounted(wave: WaveCounts, _: ChangeModel) -> bool:
    return wave.is_survey and wave.eligible is None


def _has_too_many(wave: WaveCounts, _: ChangeModel) -> bool:
    return wave.eligible is not None and wave.n > wave.eligible


def _has_low_response(wave: WaveCounts, model: ChangeModel) -> bool:
    rate = wave.response_rate
    return wave.is_survey and (rate is None or rate < model.sufficiency.response_rate - NEARLY)


GATES: tuple[tuple[Insufficiency, Callable[[WaveCounts, ChangeModel], bool]], ...] = (
    (Insufficiency.SMALL, lambda wave, model: not wave.reaches(model)),
    (Insufficiency.ELIGIBLE_UNKNOWN, _is_uncounted),
    (Insufficiency.MORE_THAN_ELIGIBLE, _has_too_many),
    (Insufficiency.LOW_RESPONSE, _has_low_response),
)


def shortfall_of(wave: WaveCounts, model: ChangeModel) -> Insufficiency | None:
    """Return why a wave, whatever its age, cannot decide anything; None if it can."""
    return next((why for why, holds in GATES if holds(wave, model)), None)


def shortfall_at(wave: WaveCounts, model: ChangeModel, as_at: date) -> Insufficiency | None:
    """Return why a wave cannot decide anything as at a date; None if it can."""
    if not model.is_recent(wave.collected_on, as_at):
        return Insufficiency.OLD
    return shortfall_of(wave, model)
