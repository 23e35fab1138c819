"""What a plan lacks to show a change: each planned source without a starting point, by name.

It is said on the day on which the plan is written, while people can still be asked before the
start.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from surveys.impact.evidence import Evidence, Outcome
from surveys.impact.kinds import CLAIMS
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.evaluate import charted
from surveys.impact.version_2.labels.missing import STARTS
from surveys.impact.version_2.sources.by_source import evidence_by_source, rows_about
from surveys.impact.version_2.sources.no_start import NoStart
from surveys.impact.version_2.sources.starting_point import starting_point
from surveys.impact.words import named, sentence


def starting_point_gaps(evidence: Evidence, model: ChangeModel, today: date) -> tuple[str, ...]:
    """Return a sentence for each gap of an action, with what to do; judgements have none.

    An action without a start date is read as if it started today.
    """
    started_on = evidence.started_on or today
    basis = Basis(replace(evidence, started_on=started_on), model, today, charted(model))
    gaps = [
        f"{evidence.ref}, {outcome.ref}: {gap}"
        for outcome in evidence.outcomes
        for gap in _gaps_of(outcome, basis)
    ]
    if evidence.started_on is None:
        gaps.insert(0, STARTS[NoStart.NO_START_DATE].format(name=evidence.ref))
    return tuple(gaps)


def _gaps_of(outcome: Outcome, basis: Basis) -> Iterator[str]:
    rows = rows_about(outcome, basis)
    for source in evidence_by_source(rows, {}, outcome, basis):
        if not source.planned or source.level not in CLAIMS:
            continue
        why = starting_point(source, None, basis).why_none
        if why is not None:
            yield sentence(STARTS[why].format(name=named(source.source, source.level)))
