"""The entry point: the summaries of all actions of a partnership become its yearly pack.

The same summaries, model and year give the same pack, whatever the order of the summaries.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from surveys.impact.labels import WEAKEST_FIRST, Label
from surveys.impact.natural_order import natural
from surveys.impact.people_parts import Partnership
from surveys.impact.review_points import PointState
from surveys.impact.summary.first_page import NO_OUTCOME, NOTHING_CREDIBLE
from surveys.impact.summary.structure import Summary
from surveys.impact.version_2.by_chance import by_chance
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.words import counted, listed
from surveys.impact.yearly.business_year import BusinessYear
from surveys.impact.yearly.families import families_page
from surveys.impact.yearly.feedback import feedback_of
from surveys.impact.yearly.structure import (
    ActionEvidence,
    ActionLine,
    ChanceResult,
    Improvement,
    LittleProgress,
    Year,
    YearlyPack,
)

UP = frozenset[Label]({"emerging", "supported", "strong"})
# What a board must see first; of what no one can judge there is no finding to see.
LEAST_FAVOURABLE_FIRST: tuple[Label, ...] = (
    "worse",
    "contradicted",
    "no_clear_change",
    "insufficient",
    "suppressed",
    "emerging",
    "supported",
    "strong",
)


def yearly_pack(
    summaries: Iterable[Summary], place: Partnership, model: ChangeModel, year: BusinessYear
) -> YearlyPack:
    """Compose the pack from one partnership's summaries, all as at one date.

    An action that starts after that date is left out, by name. Raises ValueError without summaries.
    """
    every = sorted(summaries, key=lambda one: natural(one.action.ref))
    as_at = max(one.as_at for one in every)
    last = min(as_at, year.ends_on)
    later = [one for one in every if one.action.started_on and one.action.started_on > last]
    shown = [one for one in every if one not in later]
    feedback = feedback_of(shown, year)
    return YearlyPack(
        year=Year(starts_on=year.starts_on, ends_on=year.ends_on, words=year.in_words(as_at)),
        as_at=as_at,
        partnership=place,
        model_version=model.version,
        minimum_group=model.minimum_group,
        statement=_statement(shown),
        chance=_chance(shown, model),
        least_favourable=_least_favourable(shown),
        left_out=[one.action.ref for one in later],
        actions=[_line(one) for one in sorted(shown, key=_least_favourable_first)],
        evidence=[_evidence(one, year) for one in shown],
        little_progress=[row for one in shown for row in _little_progress(one)],
        improvements=[_improvement(one) for one in shown],
        feedback=feedback,
        families=families_page(shown, feedback),
    )


def _statement(summaries: Sequence[Summary]) -> str:
    how_many = Counter(one.label for one in summaries)
    parts = [
        f"{how_many[label]} {label.replace('_', ' ')}"
        for label in reversed(WEAKEST_FIRST)
        if how_many[label]
    ]
    number = counted(len(summaries), "action", "actions")
    return f"{number}: {', '.join(parts)}." if parts else "No action had started."


def _chance(summaries: Sequence[Summary], model: ChangeModel) -> ChanceResult:
    labels: list[Label] = [outcome.label for one in summaries for outcome in one.outcomes]
    found, up = by_chance(labels, model), sum(label in UP for label in labels)
    judged = counted(found.judged, "outcome was judged", "outcomes were judged")
    in_100 = round(100 * model.labels.by_chance)
    return ChanceResult(
        judged=found.judged,
        emerging_or_better=up,
        by_chance=found.emerging,
        wording=(
            f"{judged}, {counted(up, 'is', 'are')} emerging or better. If nothing had changed, "
            f"chance alone would call about {found.emerging:.1f} of them emerging ({in_100} in "
            "100)."
        ),
    )


def _least_favourable(summaries: Sequence[Summary]) -> str:
    """Return the least favourable credible finding of all actions, and whose it is."""
    for one in sorted(summaries, key=_least_favourable_first):
        if one.least_favourable != NOTHING_CREDIBLE:
            return f"{one.action.ref}, {one.action.title}: {one.least_favourable}"
    return NOTHING_CREDIBLE


def _least_favourable_first(summary: Summary) -> tuple[int, float, object]:
    lowest = min(_differences(summary), default=1.0)
    place = LEAST_FAVOURABLE_FIRST.index(summary.label)
    return place, lowest, natural(summary.action.ref)


def _differences(summary: Summary) -> Iterable[float]:
    return (
        source.difference.value
        for outcome in summary.outcomes
        for level in outcome.levels
        for source in level.sources
        if source.sufficient and source.difference
    )


def _line(summary: Summary) -> ActionLine:
    return ActionLine(
        ref=summary.action.ref,
        title=summary.action.title,
        label=summary.label,
        changed=summary.first_page.changed,
        decision=summary.first_page.decision,
        least_favourable=summary.least_favourable,
    )


def _evidence(summary: Summary, year: BusinessYear) -> ActionEvidence:
    return ActionEvidence(
        ref=summary.action.ref,
        title=summary.action.title,
        label=summary.label,
        started=summary.first_page.started,
        changed=summary.first_page.changed,
        decided=summary.first_page.decided,
        reach=summary.reach,
        dissemination=[one for one in summary.dissemination if year.has(one.since, one.until)],
        waves=[wave for wave in summary.participation if year.has(wave.opened_on, wave.closes_on)],
    )


def _little_progress(summary: Summary) -> Iterable[LittleProgress]:
    """Yield the outcomes below emerging; an action without an outcome counts as one."""
    ref, title = summary.action.ref, summary.action.title
    if not summary.outcomes:
        yield LittleProgress(
            ref=ref,
            title=title,
            outcome=None,
            statement="No intended outcome",
            label=summary.label,
            reason=NO_OUTCOME,
            missing=[],
        )
    for outcome in summary.outcomes:
        if outcome.label not in UP:
            yield LittleProgress(
                ref=ref,
                title=title,
                outcome=outcome.ref,
                statement=outcome.statement,
                label=outcome.label,
                reason=outcome.reason,
                missing=outcome.missing,
            )


def _improvement(summary: Summary) -> Improvement:
    return Improvement(
        source=summary.action.source,
        ref=summary.action.ref,
        title=summary.action.title,
        label=summary.label,
        started_on=summary.action.started_on,
        changed=summary.first_page.changed,
        points=_points(summary),
    )


def _points(summary: Summary) -> str:
    """Return how many points of reviews the action answers, and where the work on them is."""
    states = Counter(one.state for one in summary.review_points)
    if not states:
        return ""
    known = listed([f"{states[state]} {state}" for state in PointState if states[state]])
    return f"{counted(states.total(), 'point', 'points')} of case reviews: {known}."
