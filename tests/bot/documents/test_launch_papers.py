"""The papers of a launch kit: filled from what a partnership has set, and each on one page."""

import io
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from bot.documents import launch_paper
from surveys.sending.launch_kit import LaunchKit, LaunchPaper

KIT = LaunchKit(
    partnership="Northmoor Safeguarding Children Partnership",
    on=date(2026, 3, 4),
    leads=(("Ann Lead", "Northmoor Council"), ("Bea Deputy", "Northmoor NHS")),
    hours="09:00-17:00",
    day_number="01632 960100",
    out_of_hours_number="01632 960999",
    help_lines=(("999", "In danger now: police, ambulance or fire"),),
    address="https://threads.northmoor.gov.uk",
    quiet="Nothing between 8 pm and 7 am, and nothing on a Saturday or Sunday.",
)
PDFS = [paper for paper in LaunchPaper if paper is not LaunchPaper.MESSAGE]
SAID = {
    LaunchPaper.MESSAGE: (
        "To all staff",
        "Nothing between 8 pm and 7 am",
        "https://threads.northmoor.gov.uk/privacy",
    ),
    LaunchPaper.POSTER: ("What did we learn? What has changed?", "stop: stop all messages"),
    LaunchPaper.LEADS: ("Type test alert", "ring 01632 960100", "I will deal with it"),
    LaunchPaper.WHO_TO_RING: ("01632 960999", "09:00-17:00", "In danger now", "call 999"),
}


def words_of(paper: LaunchPaper, kit: LaunchKit = KIT) -> str:
    """The words of a paper, with every run of white space as one blank."""
    drawn = io.BytesIO(launch_paper(kit, paper))
    if paper is LaunchPaper.MESSAGE:
        return " ".join(line.text for line in docx.Document(drawn).paragraphs)
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(drawn).pages)


@pytest.mark.parametrize("paper", LaunchPaper)
def test_a_paper_says_what_it_is_for_and_whose_it_is(paper: LaunchPaper) -> None:
    words = words_of(paper)
    assert all(said in words for said in SAID[paper])
    assert KIT.partnership in words


@pytest.mark.parametrize("paper", [one for one in LaunchPaper if one is not LaunchPaper.POSTER])
def test_the_lead_and_the_deputies_are_named(paper: LaunchPaper) -> None:
    words = words_of(paper)
    assert "Ann Lead, Northmoor Council (lead)" in words
    assert "Bea Deputy, Northmoor NHS (deputy)" in words


@pytest.mark.parametrize("paper", [one for one in LaunchPaper if one is not LaunchPaper.LEADS])
def test_what_staff_see_says_that_it_is_no_way_to_refer_a_child(paper: LaunchPaper) -> None:
    assert "Golden Thread is not a way to refer a child" in words_of(paper)


@pytest.mark.parametrize("paper", PDFS)
def test_a_paper_fits_on_one_page_also_with_many_leads(paper: LaunchPaper) -> None:
    many = tuple((f"Alexandra Featherstonehaugh {n}", "Combined NHS Trust") for n in range(8))
    kit = LaunchKit(**{**{name: getattr(KIT, name) for name in KIT.__slots__}, "leads": many})
    assert len(PdfReader(io.BytesIO(launch_paper(kit, paper))).pages) == 1


@pytest.mark.parametrize("paper", LaunchPaper)
def test_the_same_facts_are_the_same_bytes(paper: LaunchPaper) -> None:
    assert launch_paper(KIT, paper) == launch_paper(KIT, paper)
