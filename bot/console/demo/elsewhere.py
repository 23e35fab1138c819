"""Evidence of the demonstration that others counted: audits, and an indicator month by month.

Counts are as an auditor would hand them in; what they come to is for the impact model to say.
"""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from bot.console.demo import threads
from surveys.impact.ratified_model import months_before

Row = Mapping[str, str]

# action, level, source, months ago, favourable, n, note
_AUDITS = (
    (
        "AW-01",
        "practice",
        "multi_agency_audit",
        8,
        31,
        40,
        "Forty files read by four agencies together.",
    ),
    ("AW-01", "practice", "multi_agency_audit", 1, 37, 42, "The same form as eight months before."),
    (
        "AW-02",
        "practice",
        "single_agency_audit",
        7,
        30,
        52,
        "Assessments of one month, read blind.",
    ),
    (
        "AW-02",
        "practice",
        "single_agency_audit",
        2,
        33,
        50,
        "The same month's worth, half a year on.",
    ),
    (
        "AW-04",
        "practice",
        "multi_agency_audit",
        2,
        18,
        44,
        "In 26 of 44 files the tool was missing or not shared.",
    ),
    ("AW-05", "practice", "single_agency_audit", 1, 5, 8, "All files of the pilot ward."),
    ("SB-01", "practice", "multi_agency_audit", 9, 30, 54, "Escalations of one quarter."),
    (
        "SB-01",
        "practice",
        "multi_agency_audit",
        2,
        21,
        60,
        "In 39 of 60 the five days were missed.",
    ),
    (
        "SB-02",
        "practice",
        "multi_agency_audit",
        3,
        27,
        52,
        "Plans of one quarter, read with young people.",
    ),
    ("SB-03", "practice", "single_agency_audit", 1, 13, 24, "Every open case of one team."),
)
# by action: which cases of its audits were read, and by whom
_READING = {
    "AW-01": ("random", "Four agencies together"),
    "AW-02": ("random", "Ashmere and Wold Safeguarding Children Partnership"),
    "AW-04": ("random", "Three agencies together"),
    "AW-05": ("all", ""),
    "SB-01": ("random", "Three agencies together"),
    "SB-02": ("chosen", "Three agencies and a group of young people"),
    "SB-03": ("all", ""),
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
_MONTHS = 32


def evidence(today: date) -> list[Row]:
    """Return the rows of an import of `evidence`."""
    return [
        {
            "action_ref": ref,
            "outcome_ref": "O1",
            "level": level,
            "source": source,
            "collected_on": months_before(today, months).isoformat(),
            "favourable": str(favourable),
            "n": str(n),
            "note": note,
            "agency": threads.thread(ref).owner if source == "single_agency_audit" else "",
            "selection": selection,
            "read_by": reader,
        }
        for ref, level, source, months, favourable, n, note in _AUDITS
        for selection, reader in (_READING[ref],)
    ]


def indicators(today: date) -> list[Row]:
    """Return the rows of an `indicators` import: 31 whole months, some before the actions."""
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
    n = rng.randint(18, 26)
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
