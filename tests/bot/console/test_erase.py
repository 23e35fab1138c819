from storage.store import Store
from storage.trust.erasure_ledger import ErasureLedgerFile
from tests.bot.console.conftest import Console

EMAIL = "dee@north.example"


def test_a_person_is_erased_after_a_yes_and_a_repeat_is_a_sentence(filled: Console) -> None:
    no = filled("person", "erase", EMAIL, "--reason", "She asked.", typed="no\n")
    assert no.code == 1
    assert EMAIL in filled("person", "list").out

    said = filled("person", "erase", EMAIL, "--reason", "She asked.", typed="yes\n")
    assert "Dee Worker is erased in North. This cannot be undone." in said.out
    assert "Erased in North." in said.out
    assert EMAIL not in filled("person", "list").out
    assert ("console", "erase", "person:4") in filled.audit()

    again = filled("person", "erase", EMAIL, "--reason", "She asked.", "--yes")
    assert again.is_one_sentence
    assert "was erased" in again.err


def test_a_reason_is_needed_and_a_stranger_is_named(filled: Console) -> None:
    assert filled("person", "erase", EMAIL, "--reason", " ", "--yes").is_one_sentence
    assert filled("person", "erase", EMAIL, "--yes").code == 2
    stranger = filled("person", "erase", "nemo@north.example", "--reason", "x", "--yes")
    assert stranger.is_one_sentence
    assert "nemo@north.example" in stranger.err


def test_the_last_lead_is_missed(filled: Console) -> None:
    said = filled("person", "erase", "sue@south.example", "--reason", "She asked.", "--yes")
    assert "South has no safeguarding lead now." in said.out


def test_a_person_who_was_erased_can_be_put_on_the_list_again(filled: Console) -> None:
    filled("person", "erase", EMAIL, "--reason", "She asked.", "--yes")
    row = "partnership,agency,name,email,roles\nNorth,North Council,Dee Worker,dee@north.example,"
    assert filled.import_text("people", f"{row}practitioner\n").code == 0

    assert EMAIL in filled("person", "list").out
    filled.clock.forward(days=1)
    assert filled("person", "erase", EMAIL, "--reason", "Again.", "--yes").code == 0


def test_a_code_that_leads_to_no_answers_is_refused(filled: Console) -> None:
    words = ("link", "erase", "1", "4F7K-M2PX-9RTD", "--reason", "They asked.", "--yes")
    assert filled(*words, "--partnership", "north").is_one_sentence


def test_a_ledger_that_cannot_be_written_is_said_and_the_person_is_erased(filled: Console) -> None:
    ledger = ErasureLedgerFile(filled.folder / "no" / "such" / "folder")

    def open_store() -> Store:
        store = filled.program.open_store()
        store.erasures = ledger
        return store

    said = filled.with_(open_store=open_store)(
        "person", "erase", EMAIL, "--reason", "She asked.", "--yes"
    )
    assert said.code == 0
    assert "The erasure ledger beside the keys cannot be written" in said.out
    assert EMAIL not in filled("person", "list").out
