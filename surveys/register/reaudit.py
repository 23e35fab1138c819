"""An audit beside its re-audit, criterion by criterion and agency by agency.

Only moderated grades are compared, and only where both counts are large enough to be shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.impact.version_2.intervals import Difference, Proportion, newcombe
from surveys.register.audit import AuditCriterion, CaseAudit
from surveys.register.grades import CaseCount


@dataclass(frozen=True, slots=True)
class AuditPair:
    """An audit and its latest re-audit; `later` is None while there is none."""

    first: CaseAudit
    later: CaseAudit | None

    @property
    def tool(self) -> tuple[AuditCriterion, ...]:
        """The criteria of the re-audit, or of the audit while there is none."""
        return (self.later or self.first).criteria


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A moderated count: None if it was not made, or if it is hidden for its few cases."""

    count: CaseCount | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ComparedGrade:
    """Moderated grades of one agency on one criterion, at first and in the re-audit.

    The difference of the shares, 0-1, is later less first.
    """

    criterion: AuditCriterion
    agency: str
    first: ShownCount
    later: ShownCount
    difference: Difference | None


def pair_of(audit: CaseAudit, every: Iterable[CaseAudit]) -> AuditPair:
    """Return an audit with the one that it repeats, or else with its latest re-audit."""
    known = {one.ref: one for one in every}
    if audit.repeats in known:
        return AuditPair(known[audit.repeats], audit)
    later = [one for one in known.values() if one.repeats == audit.ref]
    return AuditPair(audit, max(later, key=lambda one: one.audited_on, default=None))


def compared(pair: AuditPair, minimum_group: int) -> tuple[ComparedGrade, ...]:
    """Return every grade of the re-audit beside the first; of the audit alone without one."""
    return tuple(
        _compared(pair, criterion, one.agency, minimum_group)
        for criterion in pair.tool
        for one in criterion.returns
    )


def _compared(
    pair: AuditPair, criterion: AuditCriterion, agency: str, minimum_group: int
) -> ComparedGrade:
    first, later = (
        _moderated(audit, criterion.number, agency, minimum_group)
        for audit in (pair.first, pair.later)
    )
    difference = _difference(first.count, later.count)
    return ComparedGrade(criterion, agency, first, later, difference)


def _moderated(audit: CaseAudit | None, number: str, agency: str, minimum_group: int) -> ShownCount:
    criterion = audit.criterion(number) if audit else None
    returned = criterion.return_of(agency) if criterion else None
    count = returned.moderated if returned else None
    if count is None or count.reaches(minimum_group):
        return ShownCount(count)
    return ShownCount(None, hidden=True)


def _difference(first: CaseCount | None, later: CaseCount | None) -> Difference | None:
    if first is None or later is None:
        return None
    before, now = (Proportion(one.met / one.read, one.read) for one in (first, later))
    return Difference(now.share - before.share, newcombe(now, before))
