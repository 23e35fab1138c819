"""Papers to sign: read back as Word has them, filled in, marked, plain, and without promises."""

import io
import re
from datetime import date

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from bot.console.paper_facts import VOICES, paper_facts
from bot.documents import office_paper
from bot.documents.papers import template
from bot.settings import read_settings
from bot.startup import installation
from surveys.asking.secrecy_promises import promised
from surveys.reading_grade import OF_CHILDREN, hardest_sentence, reading_grade
from surveys.trust.papers import PAPERS, PaperFacts
from surveys.trust.retention import RETENTION
from tests.architecture.modules import ROOT
from tests.architecture.test_words import SEARCHES

ON = date(2026, 3, 2)
NAMED = re.compile(r"\{\{ (?:table: )?(\w+) \}\}")
GRADES = {"privacy-child": OF_CHILDREN, "privacy-young-person": 7.0, "privacy-family": 8.0}
each = pytest.mark.parametrize("name", PAPERS)


def facts(**settings: str) -> PaperFacts:
    of = read_settings(GT_MODE="local", **settings)
    return paper_facts(of, installation(of), "Ashford Safeguarding Children Partnership", ON)


def read(name: str, given: PaperFacts | None = None) -> docx.document.Document:
    return docx.Document(io.BytesIO(office_paper(name, given or facts(), ON).content))


def cells(document: docx.document.Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]


def words(document: docx.document.Document) -> list[str]:
    texts = [one.text for one in document.paragraphs]
    return [*texts, *(cell for row in cells(document) for cell in row)]


@each
def test_every_paper_is_filled_in_and_says_what_is_missing(name: str) -> None:
    paper = office_paper(name, facts(), ON)
    document = docx.Document(io.BytesIO(paper.content))
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.author == "Ashford Safeguarding Children Partnership"
    assert not any("{{" in text for text in words(document))
    marked = {
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    }
    assert paper.to_fill
    assert marked == set(paper.to_fill)
    assert office_paper(name, facts(), ON) == paper  # the same bytes


@each
def test_no_paper_promises_secrecy_and_each_is_plain_english(name: str) -> None:
    for text in words(read(name)):
        assert promised(text) is None
        assert [turn for turn, search in SEARCHES.items() if search.search(text)] == []


@pytest.mark.parametrize(("name", "most"), GRADES.items())
def test_a_notice_is_as_easy_as_its_reader_needs(name: str, most: float) -> None:
    given = facts()
    plain = PaperFacts({**given.texts, "partnership": "The Hub"}, given.tables)  # a name is theirs
    said = [one.text for one in read(name, plain).paragraphs if "[To fill in" not in one.text]
    sentences = [one for one in said if one.endswith((".", "?"))]
    assert reading_grade(" ".join(sentences)) < most
    assert hardest_sentence(sentences)[0] < most + 5


def test_what_is_kept_and_how_long_is_what_the_program_does() -> None:
    kept = {row[0] for row in cells(read("impact-assessment"))}
    assert {rule.what for rule in RETENTION.values()} <= kept
    row = ["What cards in chats show", "365 days", "the last tap or change"]
    assert row in cells(read("processing-record"))


def test_the_settings_are_in_the_papers_and_no_password_is() -> None:
    given = facts(
        GT_DATABASE_URL="postgresql://gt:hush-hush@db.council.example/gt",
        GT_SMTP_URL="smtp://gt:hush-hush@mail.council.example:587",
        GT_MAIL_FROM="gt@council.example",
        GT_MINIMUM_GROUP="12",
        GT_MOST_ASKS="3",
    )
    said = " ".join(words(read("impact-assessment", given)))
    assert "PostgreSQL database at db.council.example" in said
    assert "the mail server mail.council.example" in said
    assert "fewer than 12 people" in said
    assert ["mail.council.example", "587", "sends e-mail"] in cells(
        read("processing-record", given)
    )
    assert "at most 3 surveys in 30 days" in " ".join(words(read("privacy-practitioner", given)))
    assert not any("hush" in text for name in PAPERS for text in words(read(name, given)))


@pytest.mark.parametrize("voice", VOICES)
def test_a_notice_says_what_its_form_says_and_whom_to_call(voice: str) -> None:
    document = read(f"privacy-{voice.replace('_', '-')}")
    texts = words(document)
    for fact in ("how_kept", "not_read"):
        assert facts().texts[f"{fact}_{voice}"] in texts
    assert "999" in {row[-1] for row in cells(document)}


def test_every_fact_is_used_and_none_is_missing() -> None:
    named = {one for name in PAPERS for line in template(name) for one in NAMED.findall(line)}
    assert named == {*facts().texts, *facts().tables}


def test_the_accessibility_statement_says_what_was_tested_and_no_more() -> None:
    page = (ROOT / "docs" / "accessibility.md").read_text("utf-8").split("## What was tested")[1]
    settings = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    said = " ".join(template("accessibility-statement"))
    assert len(settings) > 5
    assert {one: IN_WORDS[one] for one in settings[1:]} == IN_WORDS
    assert [one for one in IN_WORDS.values() if one not in said] == []
    assert "have not been tried by people who use these settings" in said


IN_WORDS = {
    "a screen reader": "screen reader",
    "every kind of question": "any kind of question",
    "keyboard alone": "keyboard alone",
    "touch": "tap large targets",
    "their own colours": "your own colours",
    "dark and light": "dark or light",
    "400 %": "400 %",
    "no movement": "no movement",
    "right to left": "right to left",
    "paper": "answer on paper",
    "slow 3G": "slow connection",
}
"""Each setting of the page, as the statement says it."""
