"""Gaps of the register by name, until they are closed: what is missing, since when, what to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.impact.evidence import Evidence
from surveys.impact.version_2.change_model import ChangeModel
from surveys.register.audit import CaseAudit
from surveys.register.contents import RegisterContents
from surveys.register.learning import learning_of
from surveys.register.plan_gaps import has_other_than_staff, without_a_start


class GapKind(StrEnum):
    """What is missing."""

    NO_OUTCOME = "no_outcome"
    STAFF_ONLY = "staff_only"
    NO_STARTING_POINT = "no_starting_point"
    STARTED_WITHOUT = "started_without"
    NO_REAUDIT_DATE = "no_reaudit_date"
    REAUDIT_OVERDUE = "reaudit_overdue"
    LATE_RETURN = "late_return"
    NO_ACTION = "no_action"


# For each kind: what is missing, and what to do.
WORDS: dict[GapKind, tuple[str, str]] = {
    GapKind.NO_OUTCOME: (
        "action without an outcome",
        "Say what should change for children, and import it as an outcome.",
    ),
    GapKind.STAFF_ONLY: (
        "outcome that only staff speak to",
        "Plan a source that is not staff: an audit, children, families or an indicator.",
    ),
    GapKind.NO_STARTING_POINT: (
        "plan without a starting point",
        "Ask for the baseline now: it cannot be made later.",
    ),
    GapKind.STARTED_WITHOUT: (
        "plan that started without a starting point",
        "Add what was counted before the start, if it was; otherwise it can show no change.",
    ),
    GapKind.NO_REAUDIT_DATE: (
        "audit without a re-audit date",
        "Agree when it is repeated, with the same criteria.",
    ),
    GapKind.REAUDIT_OVERDUE: ("re-audit that is overdue", "Repeat it, with the same criteria."),
    GapKind.LATE_RETURN: ("late return", "Remind the agency, and import its return when it comes."),
    GapKind.NO_ACTION: (
        "recommendation without an action",
        "Name the action that takes it up, in the file that the recommendation came from.",
    ),
}


@dataclass(frozen=True, slots=True)
class RegisterGap:
    """One gap; `since` is None where the register does not say since when there is one."""

    kind: GapKind
    about: str
    since: date | None
    theme: str = ""


def gaps_of(
    actions: Sequence[Evidence], contents: RegisterContents, today: date, model: ChangeModel
) -> tuple[RegisterGap, ...]:
    """Return every gap, the oldest first; the model says what a starting point is."""
    found = [
        *(gap for one in actions for gap in _of_action(one, today, model)),
        *_of_audits(contents.audits, today),
        *_late(contents, today),
        *_without_action(contents),
    ]
    return tuple(sorted(found, key=lambda gap: (gap.since or date.max, gap.kind, gap.about)))


def _of_action(evidence: Evidence, today: date, model: ChangeModel) -> Iterator[RegisterGap]:
    since, theme = evidence.started_on, evidence.theme or ""
    if not evidence.outcomes:
        yield RegisterGap(GapKind.NO_OUTCOME, evidence.ref, since, theme)
    begun = since is not None and since <= today
    missing = GapKind.STARTED_WITHOUT if begun else GapKind.NO_STARTING_POINT
    starts = without_a_start(evidence, model, today)
    for outcome in evidence.outcomes:
        name = f"{evidence.ref} {outcome.ref}"
        if not has_other_than_staff(outcome):
            yield RegisterGap(GapKind.STAFF_ONLY, name, since, theme)
        for plan in starts[outcome.ref]:
            yield RegisterGap(missing, f"{name}, {plan}", since, theme)


def _of_audits(audits: Sequence[CaseAudit], today: date) -> Iterator[RegisterGap]:
    repeated = {audit.repeats for audit in audits}
    for audit in audits:
        due = audit.repeat_due_on
        if audit.ref in repeated:
            continue
        if due is None and audit.repeats is None:
            kind, since = GapKind.NO_REAUDIT_DATE, audit.audited_on
            yield RegisterGap(kind, audit.ref, since, audit.theme)
        elif due is not None and due < today:
            yield RegisterGap(GapKind.REAUDIT_OVERDUE, audit.ref, due, audit.theme)


def _late(contents: RegisterContents, today: date) -> Iterator[RegisterGap]:
    for cycle in contents.cycles:
        for agency in cycle.missing(today):
            yield RegisterGap(GapKind.LATE_RETURN, f"{cycle.ref}, {agency}", cycle.due_on)


def _without_action(contents: RegisterContents) -> Iterator[RegisterGap]:
    for one in learning_of(contents):
        if one.recommended and not one.actions:
            about = f"{one.source}, {one.place}: {one.text}"
            yield RegisterGap(GapKind.NO_ACTION, about, one.on, one.theme)
