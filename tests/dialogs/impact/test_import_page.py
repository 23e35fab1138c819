"""The page about files to import says what the program takes."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from dialogs.impact.import_records import KINDS
from surveys.impact.evidence import Direction, Level, Source
from surveys.impact.provenance import Selection
from surveys.people import Role
from surveys.records.rows import LEARNING_SOURCES
from surveys.telling.briefing import HEADINGS, parse_briefing

PAGE = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")
ROWS = {
    cells[1].strip(): cells[2].strip()
    for line in PAGE.splitlines()
    if line.startswith("| ") and len(cells := line.split("|")) == 4
}


def columns(row: type[BaseModel]) -> str:
    return ", ".join(
        name + ("" if field.is_required() else "?") for name, field in row.model_fields.items()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_lists_the_columns_of_each_kind(kind: str) -> None:
    assert ROWS[kind] == columns(KINDS[kind].row)


def test_the_page_lists_every_word_that_a_column_takes() -> None:
    assert ROWS["roles"].startswith(", ".join(Role))
    assert ROWS["source_kind"] == ", ".join(LEARNING_SOURCES)
    assert ROWS["level"] == ", ".join(Level)
    assert ROWS["source"] == ", ".join(Source)
    assert ROWS["judgement"].startswith(
        ", ".join(direction.replace("_", " ") for direction in Direction)
    )
    assert ROWS["selection"].startswith(", ".join(Selection))


def test_the_briefing_of_the_page_can_be_read_and_every_heading_is_named() -> None:
    briefing = PAGE.split("```markdown\n")[1].split("```")[0]
    assert parse_briefing(briefing).ref == "AW-B1"
    named = " ".join(PAGE.split())
    assert all(f"*{heading}*" in named for heading in HEADINGS)
