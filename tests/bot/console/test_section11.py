"""Section 11 cycles on the command line."""

import json

import pytest

from tests.bot.console.conftest import Console

CYCLE = """\
partnership,ref,title,opened_on,due_on,moderated_on,standard,standard_title,criterion,question,\
agency,returned_on,self_grade,moderated_grade,improvement,improvement_due_on
North,S1,Section 11,2025-09-01,2025-11-30,2026-01-20,2,Accountability,2.1,Known lead?,\
North NHS,2025-11-01,3,2,Poster,2026-04-01
North,S1,Section 11,2025-09-01,2025-11-30,2026-01-20,2,Accountability,2.1,Known lead?,\
North Council,2025-11-02,3,1,,
North,S1,Section 11,2025-09-01,2025-11-30,2026-01-20,2,Accountability,2.1,Known lead?,\
North Police,,,,,
"""


@pytest.fixture
def graded(filled: Console) -> Console:
    """Give a console with one cycle of three agencies, of which one is late."""
    assert filled.import_text("section11", CYCLE).code == 0
    return filled


def test_cycles_are_listed_with_who_has_returned(graded: Console) -> None:
    line = graded("section11", "list").out.splitlines()[1]

    assert line.split("  ")[0] == "S1"
    assert "2 of 3" in line
    assert "20 January 2026" in line


def test_no_cycle_is_said(filled: Console) -> None:
    assert "No cycles yet." in filled("section11", "list").out


def test_own_grades_are_shown_beside_moderated_ones(graded: Console) -> None:
    out = graded("section11", "show", "S1").out

    assert "2 of 2" in out  # by their own grade
    assert "1 of 2" in out  # moderated
    assert "North Council" in out
    assert "Late: North Police." in out


def test_one_agency_sees_its_return(graded: Console) -> None:
    out = graded("section11", "show", "S1", "--agency", "north nhs").out

    assert "Poster (by 1 April 2026)" in out
    assert (
        "North Housing was not asked"
        in graded("section11", "show", "S1", "--agency", "North Housing").out
    )


def test_a_cycle_is_there_for_machines(graded: Console) -> None:
    found = json.loads(graded("section11", "show", "S1", "--json").out)

    (criterion,) = found["criteria"]
    assert (criterion["moderated_met"], criterion["moderated_of"]) == (1, 2)
    assert found["late"] == ["North Police"]
    assert json.loads(graded("section11", "list", "--json").out)[0]["partnership"] == "north"


def test_a_cycle_that_is_not_there_is_named(graded: Console) -> None:
    assert graded("section11", "show", "S7").is_one_sentence
