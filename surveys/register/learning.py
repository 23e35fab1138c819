"""What was learned, wherever it was learned: one list over audits, cycles, reviews, inspections.

Good practice is left out: it needs no action.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from surveys.register.contents import RegisterContents
from surveys.register.grades import Recommendation
from surveys.register.review import GOOD_PRACTICE, RECOMMENDATION


@dataclass(frozen=True, slots=True)
class Learning:
    """One thing learned; `source` is the reference of the audit, cycle, review or inspection.

    `actions` are the references of what answers it. Only a recommendation must have one.
    """

    source: str
    place: str  # the number of a criterion or point, or an area
    text: str
    theme: str
    on: date
    recommended: bool
    actions: tuple[str, ...] = ()


def learning_of(contents: RegisterContents) -> tuple[Learning, ...]:
    """Return everything that was learned, the oldest first."""
    found = (
        *_of_audits(contents),
        *_of_cycles(contents),
        *_of_reviews(contents),
        *_of_inspections(contents),
    )
    return tuple(sorted(found, key=lambda one: (one.on, one.source, one.place)))


def _of_audits(contents: RegisterContents) -> Iterator[Learning]:
    for audit in contents.audits:
        for criterion in audit.criteria:
            place = (audit.ref, criterion.number)
            for one in criterion.returns:
                if one.development:
                    yield Learning(*place, one.development, audit.theme, audit.audited_on, False)
                if one.recommendation:
                    yield _advice(place, one.recommendation, audit.theme, audit.audited_on)


def _of_cycles(contents: RegisterContents) -> Iterator[Learning]:
    for cycle in contents.cycles:
        on = cycle.moderated_on or cycle.due_on
        for criterion in cycle.criteria:
            place = (cycle.ref, criterion.number)
            for grade in criterion.grades:
                if grade.recommendation:
                    yield _advice(place, grade.recommendation, criterion.standard_title, on)


def _of_reviews(contents: RegisterContents) -> Iterator[Learning]:
    for review in contents.reviews:
        for point in review.points:
            if point.kind != GOOD_PRACTICE:
                yield Learning(
                    review.ref,
                    point.number,
                    point.text,
                    point.theme,
                    review.reviewed_on,
                    recommended=point.kind == RECOMMENDATION,
                    actions=tuple(one.action for one in point.responses),
                )


def _of_inspections(contents: RegisterContents) -> Iterator[Learning]:
    for inspection in contents.inspections:
        for area in inspection.areas:
            place = (inspection.ref, area.area)
            for finding in area.findings:
                if finding.recommendation:
                    advice = finding.recommendation
                    yield _advice(place, advice, area.theme, inspection.known_on)


def _advice(place: tuple[str, str], advice: Recommendation, theme: str, on: date) -> Learning:
    actions = (advice.action,) if advice.action else ()
    return Learning(*place, advice.text, theme, on, recommended=True, actions=actions)
