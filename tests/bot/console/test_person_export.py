import json
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select

from storage import tables as t
from storage.telling.discussions import Talk
from storage.unit import Unit
from surveys.telling.briefing_acts import Setting
from tests.bot.console.conftest import Console
from tests.bot.documents.reading import words

EMAIL, WORDS = "dee@north.example", "I will see each child alone."


def _with_acts(console: Console) -> None:
    def arrange(unit: Unit) -> None:
        dee = unit.connection.scalars(select(t.people.c.id).filter_by(email=EMAIL)).one()
        unit.briefing_acts.acted(1, dee, "intends", unit.now, words=WORDS)
        unit.discussions.keep(1, dee, "1", Talk(Setting.TEAM, 3, WORDS, None), unit.now)

    console.store.act_now(arrange)


def _exported(console: Console, *more: str) -> tuple[dict[str, Any], Path]:
    out = console.folder / "dee"
    said = console("person", "export", EMAIL, "--out", out, *more)
    assert said.code == 0, said.err
    assert "Dee Worker" in said.out
    return json.loads(out.with_suffix(".json").read_text(encoding="utf-8")), out


def test_a_file_says_what_is_held_from_where_for_how_long_and_who_made_it(filled: Console) -> None:
    _with_acts(filled)
    _exported(filled)
    file, out = _exported(filled)
    parts = {part["title"]: part for part in file["parts"]}

    who = dict(parts["Who you are"]["lines"][0])
    assert (who["name"], who["email"], who["agency"]) == ("Dee Worker", EMAIL, "North Council")
    assert parts["Who you are"]["kept"] == "365 days"
    assert dict(parts["Events that you were expected at"]["lines"][0]) == {
        "attended": "yes",
        "about": "Hearing children",
    }
    assert any("An administrator: export person" in line for line in file["seen"])
    assert ("console", "export person", "person:4") in filled.audit()
    pdf = out.with_suffix(".pdf").read_bytes()
    assert "What is held about Dee Worker" in words(pdf)
    assert "Answers that you gave in confidence" in words(pdf)
    assert PdfReader(out.with_suffix(".pdf")).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_own_words_are_in_a_file_that_a_lead_makes_and_in_no_other(filled: Console) -> None:
    _with_acts(filled)
    without, out = _exported(filled)
    assert WORDS not in out.with_suffix(".json").read_text(encoding="utf-8")
    assert "What you wrote in your own words" in json.dumps(without["not_given"])

    _exported(filled, "--as", "ann@north.example")
    assert WORDS in out.with_suffix(".json").read_text(encoding="utf-8")
    assert WORDS in words(out.with_suffix(".pdf").read_bytes())
    assert ("person:1", "export person", "person:4") in filled.audit()


def test_who_is_no_lead_of_the_partnership_makes_no_file_with_words(filled: Console) -> None:
    for other in ("sue@south.example", "eli@north.example"):
        out = filled.folder / "none"
        said = filled("person", "export", EMAIL, "--out", out, "--as", other)
        assert said.is_one_sentence
        assert not out.with_suffix(".json").exists()


def test_a_person_who_was_erased_has_no_file(filled: Console) -> None:
    filled("person", "erase", EMAIL, "--reason", "She asked.", "--yes")
    said = filled("person", "export", EMAIL, "--out", filled.folder / "none")
    assert said.is_one_sentence
    assert "was erased" in said.err
