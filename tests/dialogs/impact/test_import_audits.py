"""Audits from files: what is kept, what is refused by line, what becomes evidence."""

from datetime import date

import pytest

from dialogs.impact.import_records import ImportRefused
from storage.store import Store
from surveys.impact.evidence import Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.provenance import Selection
from surveys.register.audit import CaseAudit
from surveys.register.grades import CaseCount, OutcomeNamed, Recommendation
from tests.builders.files import Cells, an_audit_row, an_evidence_row
from tests.builders.register import bring_in, evidence, its_partnership, planned

__all__ = ["planned"]
SPEAKS = {"action_ref": "A1", "outcome_ref": "O1", "level": "practice"}
COUNTS = {"moderated_met": "14", "moderated_read": "30"}
AGAIN = {"ref": "MA2", "reaudit_of": "MA1", "audited_on": "2026-03-03"}


def refused(store: Store, *rows: Cells) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        bring_in(store, "audit", *rows)
    return caught.value.lines()


def kept(store: Store, ref: str = "MA1") -> CaseAudit:
    found = store.look(lambda unit: unit.register.audit(its_partnership(unit), ref))
    assert found is not None
    return found


def test_an_audit_is_kept_whole(planned: Store) -> None:
    said = {"good_practice": "Chronologies", "recommendation": "A day's notice at most"}
    row = an_audit_row(
        agency="Ashford NHS",
        **{**SPEAKS, **COUNTS, **said},
        recommendation_action_ref="A1",
        self_met="25",
        self_read="30",
        eligible="90",
        selection="random",
        read_by="Ashford Police",
        reaudit_due_on="2026-08-01",
    )
    bring_in(planned, "audit", row)

    audit = kept(planned)
    (criterion,) = audit.criteria
    (returned,) = criterion.returns
    assert (audit.kind, audit.year, audit.selection) == (
        Source.MULTI_AGENCY_AUDIT,
        2025,
        Selection.RANDOM,
    )
    assert audit.repeat_due_on == date(2026, 8, 1)
    assert criterion.speaks_to == OutcomeNamed("A1", "O1", Level.PRACTICE)
    assert (returned.own, returned.moderated) == (CaseCount(25, 30), CaseCount(14, 30))
    assert audit.recommendations == (Recommendation("A day's notice at most", "A1"),)


def test_moderated_grades_are_evidence_and_say_who_chose_and_read_the_cases(
    planned: Store,
) -> None:
    facts = {"agency": "Ashford NHS", "selection": "all", "read_by": "Ashford Police"}
    bring_in(planned, "audit", an_audit_row(**{**SPEAKS, **COUNTS, **facts}, eligible="30"))

    assert evidence(planned).tallies == (
        Tally(
            outcome_ref="O1",
            level=Level.PRACTICE,
            source=Source.MULTI_AGENCY_AUDIT,
            wave=None,
            instrument=None,
            opened_on=date(2026, 2, 10),
            collected_on=date(2026, 2, 10),
            n=30,
            favourable=14,
            eligible=30,
            survey=False,
            note="Children seen alone, criterion 1.1: Was the child seen alone?",
            selection=Selection.ALL,
            read_by="Ashford Police",
            agency="Ashford NHS",
        ),
    )


def test_a_self_grade_is_no_evidence(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, self_met="29", self_read="30"))

    assert evidence(planned).tallies == ()


def test_an_audit_made_later_is_not_known_yet(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))

    assert evidence(planned, date(2026, 2, 9)).tallies == ()


def test_a_re_audit_keeps_what_its_criteria_spoke_to(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))
    bring_in(planned, "audit", an_audit_row(**AGAIN, **COUNTS))

    days = [tally.collected_on for tally in evidence(planned).tallies]
    assert days == [date(2026, 2, 10), date(2026, 3, 3)]


def test_a_re_audit_may_not_speak_to_something_else(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))

    assert refused(planned, an_audit_row(**AGAIN, **{**SPEAKS, "level": "experience"})) == [
        (
            "line 2, outcome_ref: in audit “MA1” this criterion speaks to another outcome or "
            "level; a re-audit keeps it"
        )
    ]


def test_an_audit_and_its_re_audit_may_come_in_one_file(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**AGAIN, **COUNTS), an_audit_row(**SPEAKS, **COUNTS))

    assert len(evidence(planned).tallies) == 2


def test_an_audit_repeats_only_one_that_was_made_before_it(planned: Store) -> None:
    early = an_audit_row(**{**AGAIN, "audited_on": "2026-02-10"})
    strange = an_audit_row(**{**AGAIN, "reaudit_of": "MA9", "ref": "MA3"})

    assert refused(planned, an_audit_row(), early, strange) == [
        "line 3, audited_on: is not after audit “MA1”, which was made on 2026-02-10",
        "line 4, reaudit_of: there is no audit “MA9” here",
    ]


def test_one_criterion_of_an_audit_speaks_to_an_outcome_at_a_level(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))

    lines = refused(planned, an_audit_row(**SPEAKS, criterion="2"))
    assert lines == [
        (
            "line 2, outcome_ref: criterion “1.1” speaks to it at this level already; "
            "the cases of an audit count once"
        )
    ]


def test_cases_are_read_together_or_by_each_agency(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**COUNTS, agency="Ashford NHS"))

    assert refused(planned, an_audit_row(**COUNTS)) == [
        "line 2, agency: cases are read together (no agency) or by each agency, not both"
    ]


def test_an_agency_returns_once_in_any_spelling_of_its_partnership(planned: Store) -> None:
    first = an_audit_row(**COUNTS, partnership="Mid Ashford", agency="Ashford NHS")
    second = {**first, "partnership": "mid-ashford", "agency": "ashford nhs"}

    assert refused(planned, first, second) == [
        "line 3, agency: this criterion and agency is already on line 2"
    ]


def test_every_bad_row_is_named_by_line_and_column(planned: Store) -> None:
    lines = refused(
        planned,
        an_audit_row(kind="single-agency audit"),
        an_audit_row(moderated_met="3"),
        an_audit_row(moderated_met="31", moderated_read="30"),
        an_audit_row(self_met="1", self_read="30", eligible="29"),
        an_audit_row(outcome_ref="O1"),
        an_audit_row(year="2025-27", why="because"),
        an_audit_row(reaudit_of="MA1"),
        an_audit_row(recommendation_action_ref="A1"),
        an_audit_row(period_start="2026-02-01", period_end="2026-01-01"),
    )

    reasons = "review, indicator, earlier concern, feedback, baseline, self-assessment"
    assert lines == [
        "line 2, agency: is missing: a single-agency audit is of one agency",
        "line 3, moderated_read: is missing: a grade is how many met it of how many read",
        "line 4, moderated_met: 31 is more than moderated_read, which is 30",
        "line 5, self_read: 30 is more than eligible, which is 29",
        "line 6, action_ref: is missing: an outcome is named by action, outcome and level",
        "line 7, year: “2025-27” is not a year like 2026 or 2026-27",
        f"line 7, why: “because” is not one of: {reasons}",
        "line 8, reaudit_of: an audit is no re-audit of itself",
        "line 9, recommendation: is missing: an action is named for it",
        "line 10, period_end: the period would end before it begins",
    ]


def test_rows_that_disagree_about_their_audit_are_refused(planned: Store) -> None:
    first, second = an_audit_row(), an_audit_row(criterion="2", theme="Neglect", method="")

    assert refused(planned, first, second) == [
        "line 3, theme: differs from what it is on line 2; an audit has one"
    ]


def test_what_an_audit_is_may_be_written_once_and_left_blank_after(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(method="Files"), an_audit_row(criterion="2", method=""))

    assert (kept(planned).method, len(kept(planned).criteria)) == ("Files", 2)


def test_corrected_rows_replace_and_the_same_rows_change_nothing(planned: Store) -> None:
    row = an_audit_row(**SPEAKS, **COUNTS)
    first = bring_in(planned, "audit", row)
    again = bring_in(planned, "audit", row)
    corrected = bring_in(planned, "audit", {**row, "moderated_met": "12", "title": "Seen alone"})

    assert [(one.created, one.changed, one.unchanged) for one in (first, again, corrected)] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    assert kept(planned).title == "Seen alone"
    assert [tally.favourable for tally in evidence(planned).tallies] == [12]


def test_a_column_that_is_left_out_keeps_what_was_there(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS, method="Files"))
    bring_in(planned, "audit", an_audit_row(title="Seen alone"))

    audit = kept(planned)
    assert audit.method == "Files"
    assert audit.criteria[0].speaks_to == OutcomeNamed("A1", "O1", Level.PRACTICE)
    assert audit.criteria[0].returns[0].moderated == CaseCount(14, 30)


def test_an_audit_counts_instead_of_what_was_typed_of_it(planned: Store) -> None:
    bring_in(planned, "evidence", an_evidence_row(collected_on="2026-02-10", favourable="29"))
    result = bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))

    assert result.notes == (
        (
            "Evidence typed for outcome O1 on 10 February 2026 no longer counts: "
            "audit MA1 of that day does."
        ),
    )
    assert [tally.favourable for tally in evidence(planned).tallies] == [14]


def test_an_outcome_that_is_not_there_is_named(planned: Store) -> None:
    lines = refused(
        planned,
        an_audit_row(**{**SPEAKS, "outcome_ref": "O9"}),
        an_audit_row(criterion="2", **{**SPEAKS, "action_ref": "A9"}),
    )

    assert lines == [
        "line 2, outcome_ref: action “A1” has no outcome “O9”: import its outcomes first",
        "line 3, action_ref: there is no action “A9” in this partnership",
    ]


def told(store: Store) -> list[tuple[str, str, str]]:
    return [(one.what, one.before, one.after) for one in evidence(store).changes]


AUDITED = "multi-agency audit (practice), O1, 10 February 2026"


def test_counts_that_are_corrected_keep_what_they_were(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **{**COUNTS, "moderated_met": "28"}))

    (tally,) = evidence(planned).tallies
    assert tally.corrected_from
    assert (tally.corrected_from.favourable, tally.corrected_from.n) == (14, 30)
    assert told(planned) == [(f"counts of {AUDITED}", "14 of 30", "28 of 30")]


def test_an_audit_that_is_taken_from_its_outcome_is_told(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))
    bring_in(planned, "audit", an_audit_row(**dict.fromkeys(SPEAKS, ""), **COUNTS))

    assert evidence(planned).tallies == ()
    assert told(planned) == [(f"counts of {AUDITED}", "14 of 30", "not given")]


def test_an_audit_that_is_moved_to_another_day_is_told(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS, audited_on="2026-03-01"))

    assert told(planned) == [(f"counts of {AUDITED}", "14 of 30", "not given")]


def test_who_chose_the_cases_is_followed(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS, selection="chosen"))
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS, selection="random"))

    assert told(planned) == [(f"selection of cases of {AUDITED}", "chosen", "random")]


def test_a_first_grade_and_the_same_audit_again_are_no_change(planned: Store) -> None:
    bring_in(planned, "audit", an_audit_row(**SPEAKS))
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))
    bring_in(planned, "audit", an_audit_row(**SPEAKS, **COUNTS))

    assert told(planned) == []
