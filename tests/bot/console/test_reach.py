"""Who a briefing reached, on the command line: the figures of a lead's card, hidden alike."""

import json

import pytest

from surveys.sending.delivery import State
from tests.bot.console.conftest import Console

MORE = "partnership,agency,name,email,roles\n" + "".join(
    f"North,North {agency},Worker {number},{agency.lower()}{number}@north.example,practitioner\n"
    for agency, count in (("Council", 14), ("Police", 12), ("School", 3))
    for number in range(count)
)


@pytest.fixture
def sent(filled: Console) -> Console:
    """A briefing that reached more than 29 people: some read it, and one discussed it."""
    assert filled.import_text("people", MORE).code == 0
    filled("brief", "B1", "--audience", "role=practitioner", "--yes")
    filled.store.act_now(
        lambda unit: unit.connection.exec_driver_sql(
            f"UPDATE deliveries SET state = '{State.SENT}'"
        )
    )

    def act(unit) -> None:
        for number in range(12):
            for agency in ("council", "police"):
                person = unit.people.find(1, f"{agency}{number}@north.example")
                unit.briefing_acts.acted(1, person.id, "read", unit.now)

    filled.store.act_now(act)
    return filled


def test_json_has_everybody_and_each_agency_with_every_step(sent: Console) -> None:
    facts = json.loads(sent("reach", "B1", "--json").out)
    assert (facts["briefing"], facts["title"], facts["minimum_group"]) == (
        "B1",
        "Seeing children alone",
        10,
    )
    steps = [
        "audience",
        "delivered",
        "followed",
        "read",
        "useful",
        "not_useful",
        "discussed",
        "intending",
        "happened",
    ]
    for line in (facts["everybody"], *facts["agencies"]):
        assert list(line) == ["agency", *steps, "suppressed"]
    assert facts["everybody"]["read"] == 24
    assert facts["everybody"]["discussed"] is None
    assert facts["everybody"]["suppressed"]


def test_small_agencies_stand_together_and_small_numbers_are_hidden(
    sent: Console,
) -> None:
    said = sent("reach", "B1").out
    assert "Smaller agencies" in said
    assert "North School" not in said
    assert (
        "Numbers under 10 are hidden to protect people, and so is any larger number that would "
        "give a small one away." in said
    )


def test_the_log_says_what_was_agreed_and_names_nobody(sent: Console) -> None:
    assert "No one has told us about a discussion yet." in sent("reach", "B1", "--log").out

    def talk(unit) -> None:
        from surveys.telling.briefing_acts import Setting, Talk  # noqa: PLC0415

        person = unit.people.find(1, "council1@north.example")
        unit.discussions.keep(
            1, person.id, "1", Talk(Setting.TEAM, 6, None, "We ask\neach child."), unit.now
        )

    sent.store.act_now(talk)
    said = sent("reach", "B1", "--log").out
    assert "We ask each child." in said
    assert "Worker" not in said
    assert (
        json.loads(sent("reach", "B1", "--log", "--json").out)[0]["agreed"] == "We ask\neach child."
    )


def test_it_is_seen_in_the_name_of_a_lead(sent: Console) -> None:
    sent("reach", "B1", "--log", "--as", "bea@north.example")
    assert sent.audit()[-1][1:] == ("see discussions", "briefing:1")
    assert sent("reach", "B1", "--as", "dee@north.example").is_one_sentence


def test_a_briefing_that_nobody_knows_is_refused(sent: Console) -> None:
    assert sent("reach", "B99").is_one_sentence
