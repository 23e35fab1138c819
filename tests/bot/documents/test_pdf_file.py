"""The report is a tagged PDF whose first page says everything that a busy reader needs."""

import io

import pytest
from pypdf import PdfReader

from bot.documents import write
from bot.documents.report import report as report_of
from bot.documents.wording import LABELS
from tests.bot.documents import reading
from tests.builders.summaries import (
    FORMULA,
    MARKUP,
    a_hostile_summary,
    a_summary,
    a_summary_of_every_label,
)
from tests.builders.summaries import LABELS as EVERY_LABEL


def test_the_report_is_tagged_and_declares_the_accessibility_standard(report):
    root = PdfReader(io.BytesIO(report)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].lower() == "en-gb"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_report_bears_no_hour_of_making(report):
    assert not {"/CreationDate", "/ModDate"} & set(PdfReader(io.BytesIO(report)).metadata or {})


def test_every_font_travels_inside_the_report(report):
    for page in PdfReader(io.BytesIO(report)).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize(
    "said",
    [
        "Hear the child in every assessment",
        "Children's own words shape what is decided",
        "Contradicted",
        "Sources contradict each other",
        "How much did we do?",
        "How well did we do it?",
        "What difference did it make?",
        "Least favourable finding",
        "14 of 30 records",
        "What cannot be said",
        "Whether children notice a difference",
        "Started on 1 October 2025.",
        "Provisional: the plan has it decided on 30 September 2026.",
        "What changed 60 % (of 40) → 76 % (31 of 41), +16 points (-5 to 34): no clear change.",
        "Decision needed",
        "Decide whether to repeat the audit",
    ],
)
def test_the_first_page_says(report, said):
    assert said in reading.pages(report)[0]


def test_the_sections_follow_the_order_of_the_model(report):
    text = " ".join(reading.pages(report)[1:])
    titles = [
        "Children and families",
        "Learning source and evidence plan",
        "Who was asked and who answered",
        "Level profile",
        "Triangulation",
        "What others said",
        "Audits: who chose and read the cases",
        "Inspections and reviews",
        "Indicators",
        "Barriers and unintended effects",
        "Questions that are not scored",
        "Rival explanations",
        "What has little or no evidence",
        "You said, we did",
        "Methods and caveats",
        "Annex: values of the indicators",
        "Annex: data dictionary",
    ]
    assert titles == [section["title"] for section in report_of(a_summary())["sections"]]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_children_and_families_speak_before_practitioners(report):
    text = reading.words(report)
    assert text.index("She asked me") < text.index("They listened") < text.index("I now write down")


def test_caveats_are_in_the_report(report):
    assert "Association, not proof." in reading.words(report)


def test_every_label_is_a_word():
    text = reading.words(write(a_summary_of_every_label(), "pdf"))
    assert all(LABELS[label].word in text for label in EVERY_LABEL)


def test_every_label_has_its_own_shape():
    assert len({words.shape for words in LABELS.values()}) == len(EVERY_LABEL)


def test_eight_outcomes_still_fit_on_the_first_page():
    first, second, *_ = reading.pages(write(a_summary_of_every_label(), "pdf"))
    assert "Decision needed" in first
    assert second.startswith("Children and families")


@pytest.mark.parametrize(
    "text",
    [MARKUP, FORMULA, '"]) #read("/etc/passwd") \\u{41} `x` @ref', "// <b> $sum_(i)$ \\frac"],
)
def test_text_is_never_read_as_markup(text):
    drawn = reading.words(write(a_hostile_summary(text), "pdf"))
    assert drawn.replace(" ", "").count(text.replace(" ", "")) > 10


def test_signs_that_no_font_can_draw_are_put_into_words():
    text = reading.words(write(a_hostile_summary("nice 🙂 \x00\ue000 谢谢"), "pdf"))
    assert "nice [slightly smiling face]" in text
    assert "[words in a script that this document cannot show]" in text


def test_an_empty_summary_is_still_a_whole_report():
    bare = a_summary(outcomes=[], participation=[], voices=[], items=[], barriers=[], caveats=[])
    told = reading.words(write(bare, "pdf"))
    assert "No words of children or families have been released" in told
    assert "No questions that children or families answered can be shown yet." in told
