"""Saved rules: what they may be called, and how a rule that rests on them is written out."""

import pytest

from surveys.problems import Refusal
from surveys.sending.audience import Both, Everyone, Not, Rule, Term, names_everyone, parse_rule
from surveys.sending.exclusion_summary import counted_in_words
from surveys.sending.saved_audience import saved_name, written_out

SAVED = {
    "duty": "team=Duty",
    "all": "everyone",
    "most": "not (@all and @duty)",
    "a": "@b",
    "b": "role=lead or @a",
    **{f"deep{n}": f"@deep{n + 1}" for n in range(9)},
    "wide": " or ".join(["@many"] * 30),
    "many": " or ".join(["role=lead"] * 30),
}


def _out(text: str) -> Rule:
    return written_out(parse_rule(text), SAVED)


def test_a_saved_rule_stands_in_full_where_its_name_stood() -> None:
    assert _out("@most") == Not(Both(Everyone(), Term("team", "Duty")))


@pytest.mark.parametrize(
    ("text", "everyone"), [("@duty", False), ("@all", True), ("@most", True), ("not @DUTY", False)]
)
def test_a_rule_written_out_says_exactly_whether_it_rests_on_everyone(
    text: str, everyone: bool
) -> None:
    assert names_everyone(_out(text)) is everyone


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("@a", "@a contains itself, through @b"),
        ("@nobody", "there is no saved audience @nobody"),
        ("@deep0", "more than 5 saved audiences are inside each other"),
        ("@wide", "more than 400 terms"),
    ],
)
def test_what_cannot_be_written_out_says_why(text: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        _out(text)
    assert why in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "name"), [("Duty", "duty"), (" @early-help ", "early-help"), ("Élan_2", "élan_2")]
)
def test_a_name_is_kept_in_lower_case_and_without_its_sign(typed: str, name: str) -> None:
    assert saved_name(typed) == name


@pytest.mark.parametrize("typed", ["", "@", "two words", "a" * 41, "a;b", "@@a"])
def test_a_name_that_could_not_be_typed_in_a_rule_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="cannot be the name"):
        saved_name(typed)


def test_what_is_in_the_way_is_said_in_one_line() -> None:
    counts = {"away": 7, "asked_too_often": 40, "blocked": 1, "opted_out": 1200}

    assert counted_in_words(counts, 4) == (
        "1,200 have asked not to be contacted, 1 has blocked the app, "
        "40 have been asked 4 times in 30 days, 7 are away"
    )
    assert counted_in_words({"asked_too_often": 1}, 1) == "1 has been asked once in 30 days"
    assert counted_in_words({}, 4) == ""
