"""Evidence of the demonstration that others counted: audits, and an indicator month by month.

Audits of which the whole cycle is there are in `audit_cycles`.
Counts are as an auditor would hand them in; what they come to is for the impact model to say.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from surveys.impact.ratified_model import months_before

Row = Mapping[str, str]

MULTI, SINGLE = "multi_agency_audit", "single_agency_audit"


@dataclass(frozen=True, slots=True)
class Audit:
    """Cases that were read, months before today; an agency's own audit names it."""

    action: str
    months: int
    met: int
    read: int
    note: str
    source: str = MULTI
    selection: str = "random"
    read_by: str = "the partnership's audit group"
    agency: str = ""


_COUNCIL, _HOSPITAL = "Ashmere Council Children's Services", "Ashmere General Hospital"
_MEN = {"source": SINGLE, "agency": _COUNCIL, "read_by": _HOSPITAL}
_AUDITS = (
    Audit("AW-01", 8, 31, 40, "Forty files drawn by lot, read by four agencies together."),
    Audit("AW-02", 12, 20, 50, "Assessments drawn from one month, read blind.", **_MEN),
    Audit("AW-02", 7, 30, 52, "Assessments drawn from one month, read blind.", **_MEN),
    Audit("AW-02", 2, 36, 50, "The same month's worth, half a year on.", **_MEN),
    Audit("AW-03", 8, 17, 44, "Moves of one quarter, drawn by lot."),
    Audit("AW-03", 1, 30, 45, "Moves of one quarter, drawn by lot."),
    Audit("AW-04", 2, 18, 44, "In 26 of 44 files the tool was missing or not shared."),
    Audit(
        "AW-05",
        1,
        5,
        8,
        "All files of the pilot ward.",
        source=SINGLE,
        selection="all",
        read_by=_COUNCIL,
        agency=_HOSPITAL,
    ),
    Audit("SB-01", 13, 35, 56, "Escalations of one quarter, drawn by lot."),
    Audit("SB-01", 9, 30, 54, "Escalations of one quarter, drawn by lot."),
    Audit("SB-01", 2, 21, 60, "In 39 of 60 the five days were missed."),
    Audit("SB-02", 16, 25, 52, "Plans of one quarter, drawn by lot, read with young people."),
    Audit("SB-02", 3, 27, 52, "Plans of one quarter, drawn by lot, read with young people."),
    Audit(
        "SB-03",
        1,
        13,
        24,
        "Cases that the team chose itself.",
        source=SINGLE,
        selection="chosen",
        read_by="",
    ),
)
_PEER_REVIEW = {
    "action_ref": "SB-01",
    "level": "practice",
    "source": "peer_review",
    "judgement": "worse",
    "body": "Regional peer review team",
    "reference": "Letter to the partnership, paragraph 12",
    "note": "Workers had stopped using the policy, because nobody answers.",
}
_SAME_DAY = (
    "AW-01",
    "Seen the same day",
    "Babies with a bruise seen by a paediatrician the same day",
    "up",
)
_CONTACTS = (
    "AW-04",
    "Repeat contacts",
    "Families with a third contact about neglect in a year",
    "down",
)
_MONTHS = 42


def evidence(today: date) -> list[Row]:
    """Return the rows of an import of `evidence`: audits before and after starts, a judgement."""
    judged_on = months_before(today, 2).isoformat()
    return [
        *(_audit(one, today) for one in _AUDITS),
        {"outcome_ref": "O1", "collected_on": judged_on, **_PEER_REVIEW},
    ]


def _audit(one: Audit, today: date) -> Row:
    return {
        "action_ref": one.action,
        "outcome_ref": "O1",
        "level": "practice",
        "source": one.source,
        "collected_on": months_before(today, one.months).isoformat(),
        "favourable": str(one.met),
        "n": str(one.read),
        "eligible": str(one.read) if one.selection == "all" else "",
        "note": one.note,
        "selection": one.selection,
        "read_by": one.read_by,
        "agency": one.agency,
    }


def indicators(today: date) -> list[Row]:
    """Return the rows of an `indicators` import: 41 whole months, some before the actions."""
    rng = random.Random(31)  # noqa: S311 - invented figures, not secrets
    months = [_month(today, back) for back in range(_MONTHS - 1, 0, -1)]
    seen = [_seen_the_same_day(rng, back) for back in range(_MONTHS - 1, 0, -1)]
    contacts = [(rng.randint(24, 32), 0) for _ in months]
    return [
        *(_point(_SAME_DAY, month, figures) for month, figures in zip(months, seen, strict=True)),
        *(
            _point(_CONTACTS, month, figures)
            for month, figures in zip(months, contacts, strict=True)
        ),
    ]


def _seen_the_same_day(rng: random.Random, back: int) -> tuple[int, int]:
    """Half of the babies before the action, more from the fourth month after it began."""
    share = 0.54 if back > 12 else 0.82
    n = rng.randint(34, 46)
    return round(n * (share + rng.uniform(-0.06, 0.06))), n


def _month(today: date, back: int) -> date:
    first = months_before(today.replace(day=1), back)
    return first if first.day == 1 else first - timedelta(days=first.day - 1)


def _point(series: tuple[str, str, str, str], month: date, figures: tuple[int, int]) -> Row:
    ref, indicator, title, better = series
    numerator, denominator = figures
    return {
        "indicator": indicator,
        "action_ref": ref,
        "outcome_ref": "O1",
        "title": title,
        "better": better,
        "period_start": month.isoformat(),
        "numerator": str(numerator),
        "denominator": str(denominator) if denominator else "",
    }
