"""The yearly pack and its pages: one page is one page, tagged, and alike in each format."""

import io
import json
import re
from collections.abc import Iterator

import pikepdf
import pytest

from bot.documents import write_pack
from bot.documents.board_page import SHOWN
from surveys.impact.people_parts import Voice
from tests.bot.documents import reading, tagged
from tests.builders.packs import a_pack, an_action
from tests.builders.summaries import FORMULA, MARKUP, a_summary
from tests.builders.summary_parts import a_level, an_estimate, an_outcome

PAGES = ("pack", "board", "families")
LONG = (
    "45 % before the start (of 31, read as 52 % because it is what started the action) → 82 % "
    "after it (27 of 33), +37 points (13 to 55): better; by families (experience), 23 March 2026."
)
HEARD = an_outcome(
    levels=[
        a_level(
            "experience",
            sources=[an_estimate("family", family="children_and_families", n=33, favourable=27)],
        )
    ]
)
PACK = a_pack(*(an_action(f"A-{n}", outcomes=[HEARD]) for n in range(1, 4)))


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def tags(page: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(write_pack(a_pack(), page, "pdf"))) as opened:
        yield opened


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_page_declares_the_accessibility_standard_and_its_language(tags: pikepdf.Pdf):
    assert b"pdfuaid:part" in tags.Root.Metadata.read_bytes()
    assert str(tags.Root.Lang) == "en-GB"
    assert tags.Root.ViewerPreferences.DisplayDocTitle


def test_every_table_has_a_first_row_of_head_cells_and_whole_rows(tags: pikepdf.Pdf):
    tables = tagged.elements(tags, "/Table")
    assert tables
    for table in tables:
        first, *rest = [one for one in tagged.inside(table) if one.get("/S") == "/TR"]
        assert {cell.S for cell in first.K} == {"/TH"}
        assert {str(cell.S) for row in rest for cell in row.K} == {"/TD"}
        assert len({len(row.K) for row in (first, *rest)}) == 1
    rows = [one for one in tagged.elements(tags, "/TR") if one.K[0].S != "/TH"]
    assert [row for row in rows if len(tagged.pages(row)) > 1] == []


def test_headings_begin_at_the_first_level(tags: pikepdf.Pdf):
    levels = [str(one.S) for one in tagged.elements(tags, "/H1", "/H2", "/H3")]
    assert levels[0] == "/H1"
    assert set(levels) <= {"/H1", "/H2"}


def test_the_page_for_a_board_is_one_page_however_many_actions_there_are():
    first = a_summary().first_page.model_copy(update={"changed": LONG, "decision": LONG[:100]})
    labels = ("worse", "contradicted", "no_clear_change", "insufficient", "emerging")
    many = [an_action(f"A-{n}", labels[n % 5], first_page=first) for n in range(1, 21)]
    drawn = write_pack(a_pack(*many), "board", "pdf")
    [told] = reading.pages(drawn)
    assert len(many) - SHOWN == 14
    assert "Further actions: 4 emerging, 4 no clear change, 2 contradicted, 4 insufficient." in told
    assert "Least favourable finding" in told


@pytest.mark.parametrize("name", ["pack", "board"])
def test_page_one_has_each_action_with_its_label_what_changed_and_the_decision(name: str):
    first = _without_blanks(reading.pages(write_pack(a_pack(), name, "pdf"))[0])
    for one in a_pack().actions[:SHOWN]:
        assert _without_blanks(f"{one.ref}: {one.title}") in first
    for part in (a_pack().least_favourable, a_pack().chance.wording, a_pack().statement):
        assert _without_blanks(part) in first
    for part in (a_pack().actions[0].changed, a_pack().actions[0].decision):
        assert _without_blanks(part) in first


def test_the_pack_has_a_section_for_each_thing_that_partners_are_asked_for():
    told = reading.words(write_pack(PACK, "pack", "pdf"))
    sections = (
        "Evidence of impact, including training",
        "Areas with little or no progress",
        "Actions from reviews and what they improved",
        "Feedback from children and families, and how it was used",
    )
    places = [told.index(section) for section in sections]
    assert places == sorted(places)


@pytest.mark.parametrize("name", PAGES)
def test_word_has_every_paragraph_and_every_row_of_the_pdf(name: str):
    told = _without_blanks(reading.words(write_pack(PACK, name, "pdf")))
    word = write_pack(PACK, name, "docx")
    rows = ["".join(row) for rows in reading.docx_tables(word).values() for row in rows]
    assert rows
    assert [row for row in rows if _without_blanks(row) not in told] == []
    for text in PACK.families.asked if name == "families" else ():
        assert text in reading.docx_words(word)


def test_figures_of_the_json_are_in_the_pdf_and_in_word():
    pack = json.loads(write_pack(PACK, "pack", "json"))
    assert pack["schema"] == "golden-thread/yearly-report/1"
    [finding] = [one for one in pack["feedback"]["findings"] if one["ref"] == "A-1"]
    reach, wave = pack["evidence"][0]["reach"], pack["evidence"][0]["waves"][0]
    rows = (
        f"A-1 O1 Families: experience {finding['favourable']} / {finding['n']}",
        f"A-1 {reach['audience']} {reach['delivered']} {reach['read']} {reach['discussed']}",
        f"Practitioners {wave['eligible']} {wave['reached']} {wave['answered']} 68 %",
        pack["chance"]["wording"],
    )
    word = write_pack(PACK, "pack", "docx")
    cells = " ".join(" ".join(row) for rows in reading.docx_tables(word).values() for row in rows)
    for told in (reading.words(write_pack(PACK, "pack", "pdf")), reading.docx_words(word) + cells):
        assert [row for row in rows if _without_blanks(row) not in _without_blanks(told)] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("fmt", ["pdf", "docx"])
def test_the_same_pack_gives_the_same_bytes(name: str, fmt: str):
    assert write_pack(PACK, name, fmt) == write_pack(PACK, name, fmt)


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
def test_what_looks_like_markup_is_text(fmt: str):
    action = an_action("A-1").action.model_copy(update={"title": MARKUP})
    for name in PAGES:
        drawn = write_pack(a_pack(an_action("A-1", action=action)), name, fmt)
        assert "#panic()" in reading.as_text(drawn, fmt)


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
@pytest.mark.parametrize("name", ["pack", "families"])
def test_released_words_stand_as_they_were_written_and_turn_nothing(name: str, fmt: str):
    words = [MARKUP, FORMULA, "before \u202eturned\u2066 after"]
    voice = Voice(voice="child", question="What helped?", quotes=words)
    told = reading.as_text(write_pack(a_pack(an_action("A-1", voices=[voice])), name, fmt), fmt)
    for text in (MARKUP, FORMULA, "before turned after"):
        assert _without_blanks(f"“{text}”") in _without_blanks(told)
    assert not {"\u202e", "\u2066"} & set(told)
    assert ("They were asked: “What helped?”" in told) is (name == "pack")


@pytest.mark.parametrize("told", [0, 1, 14])
def test_words_for_families_are_on_a_page_of_their_own_which_ends_with_whom_to_talk_to(told: int):
    quotes = [f"{n} {'long words ' * 10}" for n in range(told)]
    voices = [Voice(voice="family", question="What helped?", quotes=quotes)] if told else []
    pages = reading.pages(write_pack(a_pack(an_action("A-1", voices=voices)), "families", "pdf"))
    assert len(pages) == (2 if told else 1)
    assert all("0800 1111" in page for page in pages)
    assert ("In your own words" in pages[-1]) is bool(told)


def test_families_see_whom_to_talk_to():
    told = reading.words(write_pack(PACK, "families", "pdf"))
    for number in ("999", "0800 1111", "0808 800 5000"):
        assert number in told


def test_a_page_or_format_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        write_pack(PACK, "poster", "pdf")
    with pytest.raises(KeyError):
        write_pack(PACK, "pack", "xlsx")
