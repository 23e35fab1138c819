"""Rows of files to import, as text: valid unless a test says otherwise."""

from typing import Any

Cells = dict[str, str]


def a_person_row(n: int = 1, **cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "agency": "Ashford Council",
        "name": f"Sam Reed {n}",
        "email": f"sam{n}@ashford.example",
        "roles": "practitioner",
    }
    return known | cells


def an_action_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "ref": "A1",
        "title": "See children alone",
        "change_wanted": "Children are seen alone.",
        "source_kind": "Child safeguarding practice review",
        "source_ref": "Child K",
        "owner_agency": "Ashford Council",
        "due_on": "2026-09-01",
    }
    return known | cells


def an_outcome_row(**cells: str) -> Cells:
    known = {
        "action_ref": "A1",
        "ref": "O1",
        "statement": "Children are heard.",
        "level": "practice",
        "source": "practitioner",
        "indicator": "follow-up-6-weeks",
    }
    return known | cells


def an_event_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "ref": "E1",
        "title": "Hearing children",
        "kind": "training",
        "starts_at": "2026-03-10 09:30",
        "action_refs": "A1",
    }
    return known | cells


def an_attendance_row(n: int = 1, **cells: str) -> Cells:
    return {"event_ref": "E1", "email": f"sam{n}@ashford.example", "attended": "yes"} | cells


def an_evidence_row(**cells: str) -> Cells:
    known = {
        "action_ref": "A1",
        "outcome_ref": "O1",
        "level": "practice",
        "source": "multi_agency_audit",
        "collected_on": "2026-03-01",
        "favourable": "14",
        "n": "30",
    }
    return known | cells


def an_indicator_row(**cells: str) -> Cells:
    known = {
        "indicator": "repeat-plans",
        "action_ref": "A1",
        "outcome_ref": "O1",
        "title": "Repeat plans",
        "better": "down",
        "period_start": "2026-01-01",
        "numerator": "3",
    }
    return known | cells


def an_audit_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "ref": "MA1",
        "title": "Children seen alone",
        "kind": "multi-agency audit",
        "year": "2025-26",
        "theme": "Voice of the child",
        "why": "review",
        "audited_on": "2026-02-10",
        "criterion": "1.1",
        "heading": "voice of the child",
        "question": "Was the child seen alone?",
    }
    return known | cells


def a_section_11_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "ref": "S11",
        "title": "Section 11, 2025",
        "opened_on": "2025-09-01",
        "due_on": "2025-11-30",
        "standard": "2",
        "standard_title": "Accountability",
        "criterion": "2.1",
        "question": "A named lead is known to all staff",
        "agency": "Ashford NHS",
    }
    return known | cells


def a_review_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "ref": "R1",
        "title": "Review of case 7, a baby",
        "kind": "Child safeguarding practice review",
        "reviewed_on": "2025-10-01",
        "point": "1",
        "point_kind": "recommendation",
        "text": "A paediatrician sees every bruise",
    }
    return known | cells


def an_inspection_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "ref": "I1",
        "title": "Inspection of children’s services",
        "kind": "inspection",
        "body": "Ofsted",
        "ended_on": "2026-02-27",
        "area": "Help and protection",
    }
    return known | cells


def an_analysis_row(**cells: str) -> Cells:
    known = {
        "action_ref": "A1",
        "outcome_ref": "O1",
        "indicator": "repeat-plans",
        "quarter_start": "2026-01-01",
        "analysis": "Two large families came back.",
    }
    return known | cells


def a_complaint_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "agency": "Ashford NHS",
        "kind": "complaint",
        "theme": "Not listened to",
        "quarter_start": "2026-01-01",
        "count": "12",
    }
    return known | cells


def a_dissemination_row(**cells: str) -> Cells:
    known = {
        "partnership": "Ashford",
        "kind": "newsletter",
        "item": "Safeguarding news, March",
        "period_start": "2026-03-02",
        "action_refs": "A1",
        "delivered": "1240",
        "opened": "410",
        "each_once": "yes",
        "figures_from": "Mailchimp",
    }
    return known | cells


BRIEFING = """---
partnership: Ashford
ref: B1
title: Hearing children
action_refs: [A1]
links:
  - title: The review
    address: https://ashford.example/review
---
## What we found
Children were seen with their parents.
"""

FIRST_ROWS: dict[str, Any] = {
    "people": a_person_row,
    "actions": an_action_row,
    "outcomes": an_outcome_row,
    "events": an_event_row,
    "attendance": an_attendance_row,
    "evidence": an_evidence_row,
    "indicators": an_indicator_row,
    "audit": an_audit_row,
    "section11": a_section_11_row,
    "review": a_review_row,
    "inspection": an_inspection_row,
    "analysis": an_analysis_row,
    "complaints": a_complaint_row,
    "dissemination": a_dissemination_row,
}  # in the order in which they can be imported
