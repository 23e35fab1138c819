"""The Word document is one that a screen reader can follow and a colleague can work on."""

import io
import zipfile
from datetime import UTC, datetime
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn

from bot.documents import write
from bot.documents.board_page import board_page
from bot.documents.docx_blocks import DRAWINGS
from bot.documents.report import report as report_of
from tests.bot.documents import reading
from tests.builders.packs import a_pack
from tests.builders.summaries import (
    FORMULA,
    MARKUP,
    a_hostile_summary,
    a_summary,
    a_summary_of_every_label,
)

TURNED = "before \u202eturned\u2066 after"


@pytest.fixture(scope="module")
def document(word_document):
    return docx.Document(io.BytesIO(word_document))


def test_every_kind_of_block_is_drawn():
    sections = report_of(a_summary())["sections"]
    found = {block["kind"] for section in sections for block in section["blocks"]}
    pages = board_page(a_pack()).opening
    found |= {block["kind"] for section in pages for block in section.blocks}
    assert found == set(DRAWINGS)


def test_headings_are_those_of_the_report_with_no_level_left_out(document):
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert titles[1:] == [section["title"] for section in report_of(a_summary())["sections"]]
    levels = [int(p.style.name[-1]) for p in document.paragraphs if "Heading" in p.style.name]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_repeats_its_row_of_heads_and_divides_no_row(document):
    assert len(document.tables) > 10
    for table in document.tables:
        first, *rest = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert not [row for row in rest if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_every_picture_says_what_it_shows(document):
    told = [about.get("descr") for about in document.element.iter(qn("wp:docPr"))]
    assert len(told) == 3
    assert told[0].startswith("Level profile of O1")
    assert told[2].startswith("XmR chart of Assessments")


def test_the_language_is_british_english(document):
    parts = (document.styles.element, document.settings.element)
    told = [tag.get(qn("w:val")) for part in parts for tag in part.iter(qn("w:lang"))]
    assert set(told) == {"en-GB"}
    assert document.core_properties.language == "en-GB"


def test_the_properties_are_those_of_the_summary_and_not_of_a_template(document, word_document):
    about, day = document.core_properties, datetime(2026, 3, 31, tzinfo=UTC)
    assert about.title == "Impact summary: Hear the child in every assessment"
    assert about.author == about.last_modified_by == "Northshire Safeguarding Children Partnership"
    assert (about.created, about.modified) == (day, day)
    parts = reading.parts(word_document)
    assert "docProps/thumbnail.jpeg" not in parts
    assert not any(b"python-docx" in part or b"Macintosh" in part for part in parts.values())


def test_no_part_of_the_document_bears_the_hour_it_was_made(word_document):
    with zipfile.ZipFile(io.BytesIO(word_document)) as whole:
        assert {entry.date_time[0] for entry in whole.infolist()} == {1980}


def test_the_pages_are_numbered(document):
    fields = document.sections[0].footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_no_paragraph_is_empty(document):
    empty = [p for p in document.paragraphs if not p.text.strip()]
    assert all(list(p._p.iter(qn("w:drawing"))) for p in empty)


@pytest.mark.parametrize("text", [MARKUP, FORMULA, "<w:br/> & \x00\ue000 谢谢 🙂"])
def test_text_stands_in_the_document_as_it_was_written(text):
    told = reading.docx_words(write(a_hostile_summary(text), "docx"))
    assert told.count(text.replace("\x00", " ").replace("\ue000", " ")) > 10


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "docx", "pdf"])
def test_a_mark_that_turns_the_direction_of_writing_turns_nothing(fmt):
    told = reading.as_text(write(a_hostile_summary(TURNED), fmt), fmt)
    assert "before turned after" in told
    assert not {"\u202e", "\u2066"} & set(told)


def test_every_label_is_a_word_with_its_shape():
    told = reading.docx_words(write(a_summary_of_every_label(), "docx"))
    for words in ("▲\u00a0Supported", "⇄\u00a0Contradicted", "■\u00a0No clear change"):
        assert words in told
