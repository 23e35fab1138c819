"""What a plan lacks to show a change: each planned source without a starting point, by name.

It is said on the day on which the plan is written, while people can still be asked before the
start.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from surveys.impact.evidence import Evidence
from surveys.impact.kinds import CLAIMS, Level, Source
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.evaluate import charted
from surveys.impact.version_2.labels.missing import STARTS
from surveys.impact.version_2.sources.by_source import evidence_by_source, rows_about
from surveys.impact.version_2.sources.no_start import NoStart
from surveys.impact.version_2.sources.starting_point import starting_point
from surveys.impact.words import named, sentence


@dataclass(frozen=True, slots=True)
class WithoutStart:
    """A planned source of an outcome that has no starting point, and why."""

    outcome: str
    level: Level
    source: Source
    why: NoStart


def sources_without_start(
    evidence: Evidence, model: ChangeModel, today: date
) -> Iterator[WithoutStart]:
    """Yield each planned source that claims a change and has no starting point.

    Judgements and indicators need none here. An action without a start date is read as if it
    started today.
    """
    started_on = evidence.started_on or today
    basis = Basis(replace(evidence, started_on=started_on), model, today, charted(model))
    for outcome in evidence.outcomes:
        rows = rows_about(outcome, basis)
        for source in evidence_by_source(rows, {}, outcome, basis):
            if not source.planned or source.level not in CLAIMS:
                continue
            why = starting_point(source, None, basis).why_none
            if why is not None:
                yield WithoutStart(outcome.ref, source.level, source.source, why)


def starting_point_gaps(evidence: Evidence, model: ChangeModel, today: date) -> tuple[str, ...]:
    """Return a sentence for each gap of an action, with what to do."""
    gaps = [
        f"{evidence.ref}, {one.outcome}: "
        + sentence(STARTS[one.why].format(name=named(one.source, one.level)))
        for one in sources_without_start(evidence, model, today)
    ]
    if evidence.started_on is None:
        gaps.insert(0, STARTS[NoStart.NO_START_DATE].format(name=evidence.ref))
    return tuple(gaps)
