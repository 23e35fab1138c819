"""The day up to which later evidence is known, and what it may not tell."""

from dataclasses import replace
from datetime import date

from surveys.impact.as_at import fingerprint, keyed_fingerprints
from surveys.impact.evidence import Evidence, ReportedChange, Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.later_evidence import later_evidence_on
from surveys.impact.provenance import LaterEvidence
from tests.builders.registered import an_action

AS_AT, LATER, LAST = date(2026, 6, 30), date(2026, 7, 6), date(2026, 7, 13)


def told(*later: LaterEvidence, **facts: object) -> date | None:
    return later_evidence_on(replace(an_action(), later=later, **facts), AS_AT, 10)


def audited(n: int, agency: str) -> Tally:
    source = {"level": Level.PRACTICE, "source": Source.MULTI_AGENCY_AUDIT, "agency": agency}
    days = {"opened_on": LATER, "collected_on": LATER, "wave": None, "instrument": None}
    return Tally(outcome_ref="O1", n=n, favourable=0, **source, **days)  # type: ignore[arg-type]


def test_a_group_under_the_minimum_sets_no_day() -> None:
    assert told(LaterEvidence(LATER, 10), LaterEvidence(LAST, 9)) == LATER
    assert told(LaterEvidence(LAST, 9)) is None


def test_what_counts_no_one_has_a_day() -> None:
    assert told(LaterEvidence(LATER, 40), LaterEvidence(LAST)) == LAST


def test_a_smaller_minimum_group_tells_of_no_fewer_than_would_change_a_figure() -> None:
    few = replace(an_action(), later=(LaterEvidence(LAST, 9),))
    assert later_evidence_on(few, AS_AT, 5) is None
    assert later_evidence_on(replace(few, later=(LaterEvidence(LAST, 10),)), AS_AT, 5) == LAST


def test_what_agencies_counted_of_one_day_is_counted_together() -> None:
    both = (audited(5, "Police"), audited(5, "Health"))
    assert told(tallies=both) == LATER
    assert told(tallies=both[:1]) is None


def test_a_change_that_few_report_on_sets_no_day() -> None:
    few = ReportedChange("O1", Level.PRACTICE, Source.CHILD, "changed", LATER, 9, 0)
    assert told(reported_changes=(few,)) is None
    assert told(reported_changes=(replace(few, n=10),)) == LATER


def test_later_evidence_is_no_part_of_the_fingerprint() -> None:
    plain = an_action()
    known: Evidence = replace(plain, later=(LaterEvidence(LATER, 40),))
    assert fingerprint(known) == fingerprint(plain)
    assert keyed_fingerprints(known, b"key") == keyed_fingerprints(plain, b"key")
