"""What a partnership must have before a public link is made: people who will see a concern in time.

That is a lead and two deputies from two agencies, hours, a number by day and one out of hours, and
an alert test that a lead has confirmed in the last 30 days.
"""

from datetime import timedelta
from typing import NamedTuple

from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal

DEPUTIES = 2  # beside the lead
AGENCIES = 2
TEST_HOLDS = timedelta(days=30)


class Missing(NamedTuple):
    """What is missing, and what to do about it."""

    what: str
    do: str


def missing_for_links(unit: Unit, partnership_id: int) -> list[Missing]:
    """Return what a partnership lacks, each with what to do; empty if a link may be made."""
    return [*_people(unit, partnership_id), *_cover(unit, partnership_id)] + (
        [] if _is_tested(unit, partnership_id) else [_TEST]
    )


def refuse_unready(unit: Unit, partnership_id: int, partnership: str) -> None:
    """Refuse to make a link where anything is missing, and name all of it."""
    missing = missing_for_links(unit, partnership_id)
    if missing:
        named = "; ".join(f"{one.what} ({one.do})" for one in missing)
        raise Refusal("concern-gate", missing=f"{partnership} needs {named}.")


def _people(unit: Unit, partnership_id: int) -> list[Missing]:
    leads = unit.people.with_role(partnership_id, Role.LEAD)
    if not leads:
        return [Missing("a safeguarding lead and two deputies", _IMPORT)]
    found: list[Missing] = []
    if (more := DEPUTIES + 1 - len(leads)) > 0:
        deputies = "1 more lead as deputy" if more == 1 else f"{more} more leads as deputies"
        found.append(Missing(deputies, _IMPORT))
    if len({lead.agency_id for lead in leads}) < AGENCIES:
        found.append(Missing("a lead from a second agency", _IMPORT))
    return found


def _cover(unit: Unit, partnership_id: int) -> list[Missing]:
    cover = unit.cover.of(partnership_id)
    given = (
        (cover.hours, "hours", "--hours"),
        (cover.day_number, "a number to ring by day", "--day-number"),
        (cover.out_of_hours_number, "a number out of hours", "--out-of-hours-number"),
    )
    return [Missing(what, f"alert cover {option}") for held, what, option in given if not held]


def _is_tested(unit: Unit, partnership_id: int) -> bool:
    passed = unit.alert_tests.last_passed(partnership_id)
    return passed is not None and passed > unit.now - TEST_HOLDS


_IMPORT = "import people with the role lead"
_TEST = Missing(
    "an alert test confirmed in the last 30 days",
    "a lead types “test alert” in Teams, and presses “It reached me”",
)
