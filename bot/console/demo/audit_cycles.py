"""Audits and Section 11 of the demonstration, as the rows of the files that a user imports.

The re-audit asks what its audit asked. Some things are missing on purpose: they are its gaps.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.console.demo.cast import AGENCIES, ASHMERE
from surveys.impact.ratified_model import months_before

Row = Mapping[str, str]
RECOGNISED = ("1.1", "recognition", "The place and size of the bruise are recorded")
SAME_DAY = ("2.1", "joint working", "A paediatrician saw the baby the same day")
SPEAKS_TO = {"action_ref": "AW-01", "outcome_ref": "O1", "level": "practice"}


@dataclass(frozen=True, slots=True)
class PastAudit:
    """One audit, months before today: what was met of how many, by criterion."""

    ref: str
    title: str
    theme: str
    why: str
    months: int
    read: int
    found: Mapping[tuple[str, str, str], tuple[int, int]]  # own reading, moderated
    reaudit_of: str = ""
    reaudit_in: int | None = None  # months from today


AUDITS = (
    PastAudit(
        "MA-1",
        "Bruising in babies",
        "Babies under one",
        "review",
        17,
        40,
        {RECOGNISED: (34, 25), SAME_DAY: (31, 21)},
        reaudit_in=-3,
    ),
    PastAudit(
        "MA-2",
        "Bruising in babies: re-audit",
        "Babies under one",
        "earlier concern",
        1,
        42,
        {RECOGNISED: (38, 33), SAME_DAY: (40, 37)},
        reaudit_of="MA-1",
        reaudit_in=11,
    ),
    PastAudit(
        "MA-3",
        "Strategy discussions held in time",
        "Information sharing",
        "indicator",
        5,
        24,
        {("1.1", "overall", "All agencies were at the discussion"): (20, 13)},
    ),
)
_SAID = {
    ("MA-1", "2.1"): {
        "development": "Wards had out-of-date telephone numbers.",
        "recommendation": "One telephone number for every referral.",
        "recommendation_action_ref": "AW-01",
    },
    ("MA-2", "2.1"): {
        "good_practice": "Every ward has the new number.",
        "development": "Weekends are still slower.",
    },
    ("MA-3", "1.1"): {"recommendation": "Invite schools to every strategy discussion."},
}
ASKED = (
    ("1.2", 1, "Leadership", "A senior leader reports on bruising in babies to the board"),
    ("4.1", 4, "Training", "Staff who see babies have been trained on the pathway this year"),
)
# by agency: its own grade and the panel's, for each criterion; who is not here has not returned
RETURNED: Mapping[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "Ashmere Council Children's Services": ((3, 3), (3, 2)),
    "Wold Valley Police": ((2, 2), (2, 1)),
    "Ashmere Community Health": ((3, 3), (3, 3)),
    "Ashmere General Hospital": ((3, 2), (3, 2)),
    "Ashmere Schools Alliance": ((2, 2), (2, 2)),
    "Wold Family Hubs": ((2, 2), (3, 3)),
    "Ashmere Homes": ((1, 1), (2, 0)),
}


def audits(today: date) -> list[Row]:
    """Return the rows of an import of `audit`: a cycle with its re-audit, and one without."""
    return [row for one in AUDITS for row in _audit(one, today)]


def _audit(one: PastAudit, today: date) -> Iterator[Row]:
    on = months_before(today, one.months)
    repeat = None if one.reaudit_in is None else months_before(today, -one.reaudit_in)
    for (number, heading, question), (own, moderated) in one.found.items():
        yield {
            "partnership": ASHMERE,
            "ref": one.ref,
            "title": one.title,
            "kind": "multi-agency audit",
            "year": str(on.year if on.month >= 4 else on.year - 1),
            "theme": one.theme,
            "why": one.why,
            "audited_on": on.isoformat(),
            "criterion": number,
            "heading": heading,
            "question": question,
            "period_start": months_before(on, 4).isoformat(),
            "period_end": months_before(on, 1).isoformat(),
            "selection": "random",
            "read_by": "the partnership's audit group",
            "reaudit_of": one.reaudit_of,
            "reaudit_due_on": repeat.isoformat() if repeat else "",
            "self_met": str(own),
            "self_read": str(one.read),
            "moderated_met": str(moderated),
            "moderated_read": str(one.read),
            **dict.fromkeys(("good_practice", "development", "recommendation"), ""),
            "recommendation_action_ref": "",
            **(SPEAKS_TO if question == SAME_DAY[2] else dict.fromkeys(SPEAKS_TO, "")),
            **_SAID.get((one.ref, number), {}),
        }


def section_11(today: date) -> list[Row]:
    """Return the rows of an import of `section11`: one agency is late with its return."""
    agencies = [agency.name for agency in AGENCIES if agency.partnership == ASHMERE]
    return [
        _return(asked, place, agency, today)
        for place, asked in enumerate(ASKED)
        for agency in agencies
    ]


def _return(asked: tuple[str, int, str, str], place: int, agency: str, today: date) -> Row:
    number, standard, title, question = asked
    grades = RETURNED.get(agency)
    own, moderated = grades[place] if grades else ("", "")
    return {
        "partnership": ASHMERE,
        "ref": "S11",
        "title": "Section 11, this year's cycle",
        "opened_on": months_before(today, 6).isoformat(),
        "due_on": months_before(today, 3).isoformat(),
        "standard": str(standard),
        "standard_title": title,
        "criterion": number,
        "question": question,
        "agency": agency,
        "moderated_on": months_before(today, 2).isoformat(),
        "returned_on": months_before(today, 4).isoformat() if grades else "",
        "self_grade": str(own),
        "moderated_grade": str(moderated),
    }
