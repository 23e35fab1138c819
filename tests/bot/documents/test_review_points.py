"""Points of case reviews are in every format, with the work on them and its proof."""

import io

import openpyxl

from bot.documents import write, write_pack
from tests.bot.documents import reading
from tests.builders.packs import a_pack, an_action
from tests.builders.summaries import a_summary

PLACE = "Learning from Linden (R1), 2"


def test_a_point_is_rows_of_its_own():
    rows = [
        row for row in reading.table(write(a_summary(), "csv")) if row["section"] == "review_points"
    ]
    assert {(row["group"], row["on"]) for row in rows} == {(PLACE, "2025-06-02")}
    told = {row["measure"]: row["value"] for row in rows}
    assert (told["state"], told["note"], told["completed_on"]) == (
        "completed with proof",
        "In place in every ward.",
        "2026-02-01",
    )


def test_a_workbook_has_a_line_for_a_point():
    book = openpyxl.load_workbook(io.BytesIO(write(a_summary(), "xlsx")))
    heads, row = book["Points of reviews"].iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert (told["Point"], told["Proof"]) == (PLACE, "The signed pathway.")


def test_word_and_pdf_say_where_the_work_is():
    for fmt in ("docx", "pdf"):
        words = "".join(reading.as_text(write(a_summary(), fmt), fmt).split())
        assert "Completedwithproof,1February2026.Inplaceineveryward." in words


def test_a_pack_says_how_many_points_are_answered():
    words = reading.as_text(write_pack(a_pack(an_action("A-1")), "pack", "pdf"), "pdf")
    assert "1pointofcasereviews:1completedwithproof." in "".join(words.split())
