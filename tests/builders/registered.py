"""Values of the register: plausible, with what a test is about."""

from datetime import date
from typing import Any

from surveys.impact.evidence import Evidence
from surveys.impact.kinds import Source
from surveys.register.audit import AuditCriterion, AuditReturn, CaseAudit
from surveys.register.grades import CaseCount


def a_return(met: int, read: int, agency: str = "", **facts: Any) -> AuditReturn:
    return AuditReturn(agency, CaseCount(read, read), CaseCount(met, read), **facts)


def an_audit(
    ref: str, *returns: AuditReturn, repeats: str | None = None, **facts: Any
) -> CaseAudit:
    known: dict[str, Any] = {
        "title": "Seen alone",
        "kind": Source.MULTI_AGENCY_AUDIT,
        "year": 2025,
        "theme": "Voice",
        "why": "review",
        "method": "",
        "period": (None, None),
        "audited_on": date(2026, 2, 1) if repeats else date(2025, 6, 1),
        "selection": None,
        "read_by": "",
        "repeat_due_on": None,
        "criteria": (AuditCriterion("1", "impact", "Seen alone?", None, returns),),
    }
    return CaseAudit(ref=ref, repeats=repeats, **(known | facts))


def an_action(ref: str = "A1", **facts: Any) -> Evidence:
    known: dict[str, Any] = {
        "partnership": "Ashford",
        "partnership_slug": "ashford",
        "title": "See children alone",
        "change_wanted": "Children are seen alone.",
        "source_kind": "inspection",
        "source_ref": "Report 7",
        "owner_agency": "Ashford Council",
        "due_on": date(2026, 9, 1),
        "theme": "Voice",
        "started_on": date(2026, 1, 10),
        "outcomes": (),
    }
    return Evidence(ref=ref, **(known | facts))
