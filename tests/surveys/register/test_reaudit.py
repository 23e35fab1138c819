"""An audit beside its re-audit."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.register.grades import CaseCount
from surveys.register.reaudit import AuditPair, compared, pair_of
from tests.builders.registered import a_return, an_audit


def test_moderated_grades_are_compared_with_newcombes_interval() -> None:
    pair = AuditPair(an_audit("A", a_return(9, 36)), an_audit("B", a_return(16, 35), repeats="A"))
    (row,) = compared(pair, 10)

    assert (row.first.count, row.later.count) == (CaseCount(9, 36), CaseCount(16, 35))
    assert row.difference
    assert row.difference.value == pytest.approx(0.207, abs=0.0005)
    assert row.difference.interval == pytest.approx((-0.014, 0.404), abs=0.0005)


def test_a_grade_of_few_cases_is_hidden_and_not_compared() -> None:
    pair = AuditPair(an_audit("A", a_return(3, 9)), an_audit("B", a_return(16, 35), repeats="A"))
    (row,) = compared(pair, 10)

    assert (row.first.count, row.first.hidden, row.difference) == (None, True, None)


def test_self_grades_are_not_compared() -> None:
    alone = replace(a_return(1, 20), moderated=None)
    (row,) = compared(AuditPair(an_audit("A", alone), None), 10)

    assert (row.first.count, row.first.hidden) == (None, False)


def test_agencies_are_compared_with_themselves() -> None:
    first = an_audit("A", a_return(5, 20, "NHS"))
    rows = compared(AuditPair(first, an_audit("B", a_return(9, 20, "Police"), repeats="A")), 10)

    assert [(row.agency, row.first.count) for row in rows] == [("Police", None)]


def test_an_audit_is_paired_with_its_latest_re_audit_or_the_one_it_repeats() -> None:
    first, second = an_audit("A"), an_audit("B", repeats="A")
    third = replace(an_audit("C", repeats="A"), audited_on=date(2026, 3, 1))
    every = [third, second, first]

    assert pair_of(first, every) == AuditPair(first, third)
    assert pair_of(second, every) == AuditPair(first, second)
    assert pair_of(first, [first]) == AuditPair(first, None)
