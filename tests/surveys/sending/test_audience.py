"""The RULE language: read as written, refused with a reason, never everyone by accident."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.problems import Refusal
from surveys.sending.audience import (
    Both,
    Either,
    Everyone,
    Not,
    Saved,
    Term,
    names_everyone,
    parse_rule,
)

LEAD, NURSE = Term("role", "lead"), Term("job_title", "Health visitor")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("role=lead", LEAD),
        ('job_title="Health visitor"', NURSE),
        ("role = lead", LEAD),
        ("everyone", Everyone()),
        ("job_title=“Health visitor”", NURSE),
        ("Job_Title='Health visitor'", NURSE),
        ("ROLE=lead.", LEAD),
        ("\u200erole\u2069 = lead", LEAD),
        ("agency='St Mary’s'", Term("agency", "St Mary's")),
        ("agency='The Boys' School' and role=lead", Both(Term("agency", "The Boys' School"), LEAD)),
        ("team=O'Brien", Term("team", "O'Brien")),
        ("@first-visits", Saved("first-visits")),
        (
            'role=lead or job_title="Health visitor" and not role=lead',
            Either(LEAD, Both(NURSE, Not(LEAD))),
        ),
        (
            '(role=lead OR job_title="Health visitor") AND role=lead',
            Both(Either(LEAD, NURSE), LEAD),
        ),
    ],
)
def test_a_rule_is_read_as_it_is_written(text: str, rule: object):
    assert parse_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("colour=red", "“colour” is not one of"),
        ('agency=""', "no value"),
        ("role=lead role=lead", "not expected"),
        ("(role=lead", "not closed"),
        ("role=lead and", "ends too soon"),
        ("somebody", "“somebody”"),
        ("agecny=red", "did you mean “agency”?"),
        ('agency="Leeds', "a quote is not closed"),
        ("not " * 40 + "everyone", "too many"),
        ("(" * 40 + "everyone" + ")" * 40, "too many"),
        ("role=" + "x" * 3000, "2,000"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, why: str):
    with pytest.raises(Refusal, match="could not understand") as caught:
        parse_rule(text)
    assert why in caught.value.sentence


@pytest.mark.parametrize(
    "text", ["everyone", "everyone or role=lead", "not (everyone and role=lead)", "@all"]
)
def test_a_rule_that_may_be_the_whole_roster_is_known_for_it(text: str):
    assert names_everyone(parse_rule(text))


@pytest.mark.parametrize("text", ["role=lead", "role=lead or not agency=Police", "attended=E-1"])
def test_a_rule_of_terms_alone_is_not(text: str):
    assert not names_everyone(parse_rule(text))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str):
    with contextlib.suppress(Refusal):
        parse_rule(text)
