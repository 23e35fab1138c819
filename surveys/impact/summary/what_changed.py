"""What changed, in one sentence: before, after, the difference, of how many, and by whom.

It is told by the source nearest to what it speaks of, whatever its direction, so that nobody can
choose the brightest.
"""

from surveys.impact.kinds import LEVELS
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.labels.case import OutcomeCase
from surveys.impact.version_2.labels.sentences import said_difference
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.starting_point import StartingPoint, StartKind
from surveys.impact.version_2.sources.wave_figures import WaveFigures
from surveys.impact.words import DIRECTIONS, listed, percent, sentence
from surveys.london import day_in_words

NOTHING_ENOUGH = "Nothing can be said to have changed: no source has enough to go on."
NO_DATE = "Nothing can be said to have changed: the action has no start date."
AFTER = "{share} after it ({favourable} of {n})"
BEFORE_AND_AFTER: dict[StartKind, str] = {
    StartKind.COUNTED: "{before} before the start (of {start_n}){trigger} → {after}",
    StartKind.TYPED: "{before} before the start (as written in the plan){trigger} → {after}",
    StartKind.PAIRED: (
        "{improved} of {start_n} people asked before and after improved and {worse} became worse"
    ),
}
TRIGGER = ", read as {reference} because it is what started the action,"


def what_changed(case: OutcomeCase, *, has_start: bool) -> str:
    """Return the sentence about one outcome; it claims nothing without a starting point."""
    if not has_start:
        return NO_DATE
    for source in sorted(case.sufficient, key=_nearest):
        if source.figures and source.start and source.difference:
            return _measured(source, source.figures, source.start, source.difference)
    if case.directed:
        told = [
            f"{one.name}: {DIRECTIONS[one.direction]}" for one in case.directed if one.direction
        ]
        return sentence(f"no source counts a change; {listed(told)}")
    if not case.sufficient:
        return NOTHING_ENOUGH
    without = listed([source.name for source in case.sufficient])
    return sentence(f"nothing can be said to have changed: no starting point for {without}")


def _nearest(source: SourceEvaluation) -> tuple[bool, float, int, int, str]:
    """Order sources: staff last, then by quality, how far the level reaches, and how many."""
    n = source.figures.n if source.figures else 0
    is_staff = source.family is Family.STAFF
    return is_staff, -(source.quality or 0), -LEVELS.index(source.level), -n, source.name


def _measured(
    source: SourceEvaluation, figures: WaveFigures, start: StartingPoint, difference: Difference
) -> str:
    reference = start.reference.share if start.reference else 0.0
    share = percent(figures.proportion)
    told = BEFORE_AND_AFTER[start.kind].format(
        before=percent(start.proportion or 0),
        start_n=start.n,
        trigger=TRIGGER.format(reference=percent(reference)) if start.trigger else "",
        after=AFTER.format(share=share, favourable=figures.favourable, n=figures.n),
        improved=start.pairs.improved if start.pairs else None,
        worse=start.pairs.worse if start.pairs else None,
    )
    direction = f": {DIRECTIONS[source.direction]}" if source.direction else ""
    when = f", {day_in_words(source.collected_on)}" if source.collected_on else ""
    return sentence(f"{told}, {said_difference(difference)}{direction}; by {source.name}{when}")
