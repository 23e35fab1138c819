"""Contacts are the same in every table, and a number that is withheld is in none."""

import io
import json

import openpyxl

from bot.documents import write, write_pack
from surveys.impact.yearly.business_year import BusinessYear
from tests.bot.documents import reading
from tests.builders.packs import a_pack, an_action
from tests.builders.summaries import a_summary

SAID = "delivered to 1,240 addresses"


def test_contacts_of_a_summary_are_rows_of_their_own():
    rows = [
        row for row in reading.table(write(a_summary(), "csv")) if row["section"] == "dissemination"
    ]
    assert {(row["group"], row["on"]) for row in rows} == {
        ("newsletter: Safeguarding news, March", "2026-03-02")
    }
    assert [(row["measure"], row["value"], row["status"]) for row in rows] == [
        ("until", "2026-03-20", ""),
        ("delivered", "1240", ""),
        ("opened", "", "withheld (small numbers)"),
        ("clicked", "", "withheld at source: not available"),
        ("each_once", "yes", ""),
        ("figures_from", "Mailchimp", ""),
    ]


def test_a_workbook_says_why_a_contact_has_no_number():
    book = openpyxl.load_workbook(io.BytesIO(write(a_summary(), "xlsx")))
    heads, row = book["Dissemination"].iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert [told[name] for name in ("Delivered", "Opened", "Clicked")] == [1240, "[c]", "[x]"]


def test_word_and_pdf_say_what_was_counted():
    for fmt in ("docx", "pdf"):
        words = reading.as_text(write(a_summary(), fmt), fmt)
        assert "".join(SAID.split()) in "".join(words.split())


def test_a_pack_has_the_contacts_of_its_year():
    this_year, another = (a_pack(an_action("A-1"), year=BusinessYear(y)) for y in (2025, 2026))
    [told] = json.loads(write_pack(this_year, "pack", "json"))["evidence"][0]["dissemination"]
    assert [one["n"] for one in told["contacts"]] == [1240, None, None]
    assert another.evidence[0].dissemination == []
    words = reading.words(write_pack(this_year, "pack", "pdf"))
    assert "".join(SAID.split()) in "".join(words.split())
