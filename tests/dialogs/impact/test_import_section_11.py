"""Section 11 cycles from files: what is kept, what is refused by line, what becomes evidence."""

from datetime import date

import pytest

from dialogs.impact.import_records import ImportRefused
from storage.store import Store
from surveys.impact.evidence import Tally
from surveys.impact.kinds import Level, Source
from surveys.register.grades import CaseCount, OutcomeNamed, Recommendation
from surveys.register.section_11 import AgencyGrade, AgencyReturn, SelfAssessmentCycle
from tests.builders.files import Cells, a_section_11_row
from tests.builders.register import bring_in, evidence, its_partnership, planned

__all__ = ["planned"]
SPEAKS = {"action_ref": "A1", "outcome_ref": "O1", "level": "practice"}
MODERATED = {"moderated_on": "2026-01-20"}


def returned(agency: str, own: int, moderated: int | None, **cells: str) -> Cells:
    graded = {"moderated_grade": "" if moderated is None else str(moderated)}
    known = {"agency": agency, "returned_on": "2025-11-01", "self_grade": str(own)}
    return a_section_11_row(**SPEAKS, **MODERATED, **known, **graded, **cells)


def asked(agency: str, **cells: str) -> Cells:
    return a_section_11_row(**SPEAKS, **MODERATED, agency=agency, **cells)


def kept(store: Store) -> SelfAssessmentCycle:
    found = store.look(lambda unit: unit.register.cycle(its_partnership(unit), "S11"))
    assert found is not None
    return found


def refused(store: Store, *rows: Cells) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        bring_in(store, "section11", *rows)
    return caught.value.lines()


def test_a_cycle_is_kept_whole(planned: Store) -> None:
    said = {"evidence": "Rota", "improvement": "Poster", "improvement_due_on": "2026-04-01"}
    advice = {"recommendation": "A poster in each ward", "recommendation_action_ref": "A1"}
    row = returned("Ashford NHS", 3, 2, practitioner_check="1", **said, **advice)
    bring_in(planned, "section11", row, asked("Ashford Police"))

    cycle = kept(planned)
    (criterion,) = cycle.criteria
    assert (cycle.kind, cycle.moderated_on) == ("section_11", date(2026, 1, 20))
    assert cycle.returns == (
        AgencyReturn("Ashford NHS", date(2025, 11, 1)),
        AgencyReturn("Ashford Police", None),
    )
    assert (criterion.standard, criterion.number) == (2, "2.1")
    assert criterion.speaks_to == OutcomeNamed("A1", "O1", Level.PRACTICE)
    assert criterion.grades[0] == AgencyGrade(
        "Ashford NHS",
        own=3,
        moderated=2,
        checked=1,
        evidence="Rota",
        improvement="Poster",
        improvement_due_on=date(2026, 4, 1),
        recommendation=Recommendation("A poster in each ward", "A1"),
    )


def test_moderated_grades_are_evidence_of_the_agencies_that_returned(planned: Store) -> None:
    rows = (returned("NHS", 3, 2), returned("Police", 3, 1), returned("Probation", 3, None))
    bring_in(planned, "section11", *rows, asked("Housing"))

    assert evidence(planned).tallies == (
        Tally(
            outcome_ref="O1",
            level=Level.PRACTICE,
            source=Source.SECTION_11,
            wave=None,
            instrument=None,
            opened_on=date(2026, 1, 20),
            collected_on=date(2026, 1, 20),
            n=3,
            favourable=1,
            eligible=4,
            survey=False,
            note="Section 11, 2025, criterion 2.1: A named lead is known to all staff",
        ),
    )


def test_self_grades_alone_are_no_evidence(planned: Store) -> None:
    bring_in(planned, "section11", returned("NHS", 3, None), returned("Police", 3, None))

    assert evidence(planned).tallies == ()
    cycle = kept(planned)
    assert cycle.met_by_own_grade(cycle.criteria[0]) == CaseCount(2, 2)


def test_moderation_is_not_known_before_its_day(planned: Store) -> None:
    bring_in(planned, "section11", returned("NHS", 3, 2))

    assert evidence(planned, date(2026, 1, 19)).tallies == ()


def test_agencies_are_late_from_the_day_after(planned: Store) -> None:
    bring_in(planned, "section11", returned("NHS", 3, 2), asked("Housing"))

    cycle = kept(planned)
    assert cycle.missing(date(2025, 11, 30)) == ()
    assert cycle.missing(date(2025, 12, 1)) == ("Housing",)


def test_every_bad_row_is_named_by_line_and_column(planned: Store) -> None:
    lines = refused(
        planned,
        a_section_11_row(standard="9"),
        a_section_11_row(self_grade="2"),
        a_section_11_row(moderated_grade="2"),
        a_section_11_row(self_grade="4", returned_on="2025-11-01"),
        a_section_11_row(due_on="2025-08-01"),
        a_section_11_row(recommendation_action_ref="A1"),
        a_section_11_row(level="practice"),
    )

    assert lines == [
        "line 2, standard: Section 11 has standards 1 to 8",
        "line 3, returned_on: is missing: the agency has graded itself",
        "line 4, moderated_on: is missing: a panel has given a grade",
        "line 5, self_grade: “4” is not a grade from 0 to 3",
        "line 6, due_on: the period would end before it begins",
        "line 7, recommendation: is missing: an action is named for it",
        "line 8, action_ref: is missing: an outcome is named by action, outcome and level",
    ]


def test_section_175_has_standards_of_its_own(planned: Store) -> None:
    bring_in(planned, "section11", a_section_11_row(kind="Section 175", standard="11"))

    assert (kept(planned).kind, kept(planned).criteria[0].standard) == ("section_175", 11)


def test_one_criterion_of_a_cycle_speaks_to_an_outcome_at_a_level(planned: Store) -> None:
    bring_in(planned, "section11", returned("NHS", 3, 2))

    assert refused(planned, returned("NHS", 3, 2, criterion="2.2")) == [
        (
            "line 2, outcome_ref: criterion “2.1” speaks to it at this level already; "
            "the agencies of a cycle count once"
        )
    ]


def test_a_return_that_comes_later_changes_the_rows_of_its_agency(planned: Store) -> None:
    rows = [asked("NHS"), a_section_11_row(agency="NHS", criterion="2.2")]
    first = bring_in(planned, "section11", *rows)
    again = bring_in(planned, "section11", *rows)
    later = bring_in(planned, "section11", *({**row, "returned_on": "2025-11-01"} for row in rows))

    assert [(one.created, one.changed, one.unchanged) for one in (first, again, later)] == [
        (2, 0, 0),
        (0, 0, 2),
        (0, 2, 0),
    ]
    assert kept(planned).returns == (AgencyReturn("NHS", date(2025, 11, 1)),)


def test_rows_of_an_agency_that_disagree_about_its_return_are_refused(planned: Store) -> None:
    first = returned("NHS", 3, 2)
    second = returned("NHS", 3, 2, criterion="2.2") | dict.fromkeys(SPEAKS, "")

    assert refused(planned, first, second | {"returned_on": "2025-11-02"}) == [
        "line 3, returned_on: differs from what it is on line 2; an agency has one"
    ]


def test_an_agency_in_two_spellings_returns_once(planned: Store) -> None:
    second = {"criterion": "2.2", "agency": "ashford nhs", **dict.fromkeys(SPEAKS, "")}
    rows = (returned("Ashford NHS", 3, 2), returned("Ashford NHS", 3, 1) | second)
    results = [bring_in(planned, "section11", *rows) for _ in range(2)]

    assert [(one.created, one.changed, one.unchanged) for one in results] == [(2, 0, 0), (0, 0, 2)]
    assert kept(planned).returns == (AgencyReturn("Ashford NHS", date(2025, 11, 1)),)
    graded = [(one.agency, one.moderated) for part in kept(planned).criteria for one in part.grades]
    assert graded == [("Ashford NHS", 2), ("Ashford NHS", 1)]


def test_two_spellings_of_an_agency_that_disagree_are_refused(planned: Store) -> None:
    second = {"criterion": "2.2", "agency": "ashford nhs", "returned_on": "2025-11-02"}

    assert refused(planned, returned("Ashford NHS", 3, 2), a_section_11_row(**second)) == [
        "line 3, returned_on: differs from what it is on line 2; an agency has one"
    ]


def test_a_partnership_in_two_spellings_has_one_return_of_an_agency(planned: Store) -> None:
    first = a_section_11_row(partnership="Mid Ashford")
    second = a_section_11_row(partnership="mid-ashford", agency="ASHFORD NHS")

    assert refused(planned, first, second) == [
        "line 3, agency: this criterion and agency is already on line 2"
    ]
