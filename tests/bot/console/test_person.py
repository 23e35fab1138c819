import json

from sqlalchemy import update

from dialogs.people.accounts import introduce
from storage import tables as t
from surveys.accounts import TeamsAccount
from tests.bot.console.conftest import Console

TENANT = "tenant-1"


def acts(console: Console) -> list[str]:
    return [act for actor, act, _ in console.audit() if actor == "console" and act != "import"]


def test_the_roster_is_listed_with_roles(filled: Console) -> None:
    everyone = filled("person", "list")
    south = json.loads(filled("person", "list", "--partnership", "south", "--json").out)

    assert "cal@north.example" in everyone.out
    assert [one["email"] for one in south] == ["sue@south.example", "tom@south.example"]
    assert south[0]["roles"] == ["lead"]


def test_a_person_leaves_after_a_yes_and_returns_with_their_roles(filled: Console) -> None:
    no = filled("person", "left", "cal@north.example", typed="no\n")
    assert no.is_one_sentence or "Nothing was changed." in no.err
    assert filled("person", "left", "cal@north.example", typed="yes\n").code == 0
    assert "has left" in filled("person", "show", "cal@north.example").out
    assert "They had left before." in filled("person", "left", "cal@north.example", "--yes").out

    assert "Cal Deputy is back in North." in filled("person", "return", "cal@north.example").out
    assert "practitioner, lead" in filled("person", "show", "cal@north.example").out
    assert acts(filled) == ["leave", "return"]


def test_roles_are_changed_and_the_last_lead_is_missed(filled: Console) -> None:
    said = filled("person", "roles", "sue@south.example", "evaluator")

    assert "Sue Lead holds evaluator in South." in said.out
    assert "South has no safeguarding lead now." in said.out
    assert acts(filled) == ["change roles"]
    assert filled("person", "roles", "sue@south.example", "king").code == 2


def test_somebody_who_is_on_no_roster_is_refused_in_a_sentence(filled: Console) -> None:
    for words in (["show"], ["left", "--yes"], ["return"]):
        assert filled("person", words[0], "nemo@north.example", *words[1:]).is_one_sentence


def asked(console: Console, email: str, object_id: str) -> None:
    account = TeamsAccount(TENANT, object_id, (email,))
    known = update(t.people).where(t.people.c.email == email).values(aad_object_id="before")
    console.store.act_now(lambda unit: unit.connection.execute(known))
    console.store.act_now(lambda unit: introduce(unit, account, TENANT))


def test_a_question_about_an_account_is_shown_and_answered(filled: Console) -> None:
    asked(filled, "ann@north.example", "after")
    assert "after" in filled("person", "show", "ann@north.example").out

    assert "is that of Ann Lead" in filled("person", "account", "ann@north.example", "--theirs").out

    shown = json.loads(filled("person", "show", "ann@north.example", "--json").out)
    assert shown[0]["account"] == {"object_id": "after", "tenant": TENANT}
    assert shown[0]["questions"] == []
    assert filled("person", "account", "ann@north.example", "--not-theirs").is_one_sentence
    assert acts(filled) == ["account theirs", "bind account"]


def test_of_two_accounts_one_must_be_named(filled: Console) -> None:
    asked(filled, "ann@north.example", "first")
    asked(filled, "ann@north.example", "second")

    assert filled("person", "account", "ann@north.example", "--not-theirs").is_one_sentence
    answer = ("person", "account", "ann@north.example", "--not-theirs", "--object-id", "second")
    assert "is not that of Ann Lead" in filled(*answer).out
