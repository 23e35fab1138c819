"""Making a public feedback link from the command line."""

import json

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from dialogs.replies import ShowStart
from dialogs.turn import Installation
from storage import tables as t
from surveys.library import lexicon
from surveys.problems import Refusal
from tests.bot.console.conftest import Console, Said
from tests.builders.asking import followed
from tests.builders.ready import ready_for_links

FAMILY = ("link", "create", "--instrument", "family", "--action", "A1", "--voice", "family")
INSTALLATION = Installation(public_url="https://gt.example", minimum_group=10, lexicon=lexicon())


@pytest.fixture
def filled(filled: Console) -> Console:
    """Give a console whose first partnership, North, is ready for links."""
    filled.store.act_now(lambda unit: ready_for_links(unit, 1))
    return filled


def opened(console: Console, url: str) -> ShowStart:
    """Open the form behind an address, as a browser would have it opened."""
    token = url.strip().rpartition("/")[2]
    form = followed(console.store, token)
    assert isinstance(form, ShowStart)
    return form


def test_the_address_that_is_printed_opens_the_form(filled: Console) -> None:
    said = filled(*FAMILY)
    assert said.code == 0
    assert said.out.startswith("https://gt.example/f/")
    assert opened(filled, said.out).reader == "family"


def test_only_the_hash_of_the_address_is_kept(filled: Console) -> None:
    token = filled(*FAMILY).out.strip().rpartition("/")[2]
    everything = (filled.folder / "golden-thread.db").read_bytes()
    assert token.encode() not in everything


def test_two_links_have_two_addresses(filled: Console) -> None:
    assert filled(*FAMILY).out != filled(*FAMILY).out


def test_a_poster_is_written_for_it(filled: Console) -> None:
    poster = filled.folder / "posters" / "family.pdf"
    facts = json.loads(filled(*FAMILY, "--poster", poster, "--json").out)
    words = "".join(page.extract_text() for page in PdfReader(poster).pages)
    assert facts["code"] in words
    assert "gt.example/g" in words


@pytest.mark.parametrize("size", ["a3", "a4", "a5", "cards"])
def test_a_link_is_printed_in_every_size_when_it_is_made_and_later(
    filled: Console, size: str
) -> None:
    first, letter = filled.folder / "first.pdf", filled.folder / "letter.pdf"
    more = ("--label", "Eastside", "--setting", "a family hub", "--closes", "2026-04-01")
    said = filled(*FAMILY, *more, "--poster", first, "--size", size, "--letter", letter, "--json")
    facts = json.loads(said.out)
    number, place = str(facts["wave"]), ("--partnership", "north")
    again, letter_again = filled.folder / "again.pdf", filled.folder / "letter-again.pdf"
    said = filled("link", "poster", number, "--out", again, "--size", size, *place)
    assert f"People without a camera type {facts['code']} at https://gt.example/g." in said.out
    assert filled("link", "letter", number, "--out", letter_again, *place).code == 0
    assert again.read_bytes() == first.read_bytes()
    assert letter_again.read_bytes() == letter.read_bytes()
    words = "".join(page.extract_text() for page in PdfReader(letter).pages)
    assert "Eastside, a family hub" in words
    assert facts["code"] in words


def test_links_are_listed_by_the_number_that_prints_them(filled: Console) -> None:
    assert "There are no links" in filled("link", "list", "--partnership", "north").out
    facts = json.loads(filled(*FAMILY, "--label", "Eastside", "--json").out)
    said = filled("link", "list", "--partnership", "north").out
    assert all(part in said for part in ("Eastside", "under 10", "no last day", facts["code"]))
    (one,) = json.loads(filled("link", "list", "--partnership", "north", "--json").out)
    assert (one["number"], one["is_open"], one["answered"]) == (facts["wave"], True, None)


def test_a_language_that_the_questionnaire_lacks_leaves_no_link(filled: Console) -> None:
    said = filled(*FAMILY, "--poster", filled.folder / "a.pdf", "--language", "fr")
    assert said.is_one_sentence
    assert "no words in the language “fr”" in said.err
    assert not (filled.folder / "a.pdf").exists()
    assert not [act for _, act, _ in filled.audit() if act == "make link"]


def test_forms_on_paper_are_printed_with_their_numbers_and_a_sheet_to_type_them_in(
    filled: Console,
) -> None:
    number = str(json.loads(filled(*FAMILY, "--json").out)["wave"])
    out, sheet = filled.folder / "papers.pdf", filled.folder / "entry.xlsx"
    place = ("--partnership", "north")
    said = filled("link", "paper", number, "--out", out, "--copies", "2", *place).out
    assert "2 forms, 0001-" in said
    words = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Were you treated with respect?" in words
    assert filled("link", "paper", number, "--out", out, *place).code == 0
    said = filled("link", "paper", number, "--entry-sheet", sheet, *place).out
    assert "each number so far (3)" in said
    assert sheet.read_bytes().startswith(b"PK")
    assert filled("link", "paper", number, *place).code == 2


def test_forms_on_paper_are_typed_in_by_two_people_and_then_count(filled: Console) -> None:
    number = str(json.loads(filled(*FAMILY, "--json").out)["wave"])
    sheet, place = filled.folder / "entry.xlsx", ("--partnership", "north")
    out = ("--out", filled.folder / "papers.pdf", "--entry-sheet", sheet)
    filled("link", "paper", number, *out, "--copies", "2", *place)

    def enters(name: str, *answers: str) -> Said:
        book = load_workbook(sheet)
        for row, answer in enumerate(answers, start=2):
            book.worksheets[0].cell(row, 2).value = answer
        book.save(filled.folder / f"{name}.xlsx")
        by = ("--by", f"{name}@north.example", *place)
        return filled("link", "enter", number, filled.folder / f"{name}.xlsx", *by)

    said = enters("dee", "Always", "Never").out
    assert "Waiting for a second person: 2, typed in by Dee Worker." in said
    assert "Typed in by one person: 2." in filled("link", "entries", number, *place).out
    said = enters("eli", "Always", "Rarely").out
    assert "Counted: 1, typed alike by two people." in said
    assert "Look at the paper again, both of you (1)." in said
    assert "Dee Worker: Never" in said
    assert "Eli Worker: Rarely" in said
    found = json.loads(filled("link", "entries", number, "--json", *place).out)
    assert (found["printed"], len(found["differing"])) == (2, 1)
    wrong = enters("eli", "Perhaps")
    assert wrong.code == 1
    assert "line 2, respect: That is not one of the answers offered." in wrong.err


def test_forms_on_paper_are_typed_in_by_people_on_the_list_only(filled: Console) -> None:
    number = str(json.loads(filled(*FAMILY, "--json").out)["wave"])
    sheet = filled.file("entry.csv", "form_number,respect\n")
    by = ("--by", "sue@south.example", "--partnership", "north")
    said = filled("link", "enter", number, sheet, *by)
    assert said.is_one_sentence
    assert "not on the list of people of North" in said.err


def test_words_in_a_row_with_a_cell_too_many_are_heard(filled: Console) -> None:
    number = str(json.loads(filled(*FAMILY, "--json").out)["wave"])
    row = "0001-ZZ,Always,My uncle hits me every night,and more,and more"
    sheet = filled.file("entry.csv", f"form_number,respect,say\n{row}\n")
    by = ("--by", "dee@north.example", "--partnership", "north")
    said = filled("link", "enter", number, sheet, *by)
    assert said.code == 1
    assert "nothing was kept" in said.err
    assert "hits me" not in said.err
    assert "C-" in filled("concerns").out


def test_a_link_that_is_not_there_is_not_printed(filled: Console) -> None:
    said = filled(
        "link", "poster", "99", "--out", filled.folder / "a.pdf", "--partnership", "north"
    )
    assert said.is_one_sentence


def test_a_letter_is_no_size_of_a_poster(filled: Console) -> None:
    assert filled(*FAMILY, "--poster", filled.folder / "a.pdf", "--size", "letter").code == 2


def test_a_poster_that_cannot_be_written_leaves_no_link(filled: Console) -> None:
    (filled.folder / "taken").write_text("a file")
    said = filled(*FAMILY, "--poster", filled.folder / "taken" / "family.pdf")
    assert said.is_one_sentence
    assert "a part of its path is a file" in said.err
    assert not [act for _, act, _ in filled.audit() if act == "make link"]


def test_a_link_closes_at_the_end_of_its_last_day_in_london(filled: Console) -> None:
    url = filled(*FAMILY, "--closes", "2026-04-01").out
    filled.clock.forward(days=28, hours=10)  # 1 April, 23:00 in London
    assert opened(filled, url)
    filled.clock.forward(hours=1)
    with pytest.raises(Refusal) as refused:
        opened(filled, url)
    assert refused.value.code == "link-closed"


def test_json_tells_the_wave(filled: Console) -> None:
    facts = json.loads(filled(*FAMILY, "--label", "Eastside", "--eligible", "40", "--json").out)
    wave = filled.store.look(lambda unit: unit.waves.wave(facts["wave"]))
    assert wave is not None
    assert wave.label.endswith(", Eastside")


def test_a_place_that_is_not_ready_gets_no_link_and_reads_what_it_lacks(filled: Console) -> None:
    said = filled(*FAMILY[:5], "SAME", *FAMILY[6:], "--partnership", "south")
    assert said.is_one_sentence
    assert "South needs 2 more leads as deputies" in said.err
    assert "a lead from a second agency" in said.err
    assert "an alert test confirmed in the last 30 days" in said.err


def test_a_place_without_any_lead_gets_no_link(filled: Console) -> None:
    row = "South,South Council,Sue Lead,sue@south.example,practitioner"
    people = f"partnership,agency,name,email,roles\n{row}\n"
    filled.import_text("people", people)
    said = filled(*FAMILY[:5], "SAME", *FAMILY[6:], "--partnership", "south")
    assert said.is_one_sentence
    assert "South needs a safeguarding lead" in said.err


def test_check_names_what_a_place_with_open_links_lacks_by_now(filled: Console) -> None:
    assert filled(*FAMILY).code == 0
    assert "links:" not in filled("check").out
    filled.clock.forward(days=31)
    said = filled("check").out
    assert "WRONG  links: north has open links and needs an alert test confirmed" in said
    assert "south has open links" not in said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (
            ("--instrument", "family", "--action", "A1", "--voice", "child"),
            "written for the voice family, not child",
        ),
        (("--instrument", "post-event", "--action", "A1", "--voice", "frontline"), "follow-up"),
        (
            ("--instrument", "weather", "--action", "A1", "--voice", "child"),
            "no questionnaire “weather”",
        ),
        (
            ("--instrument", "family", "--action", "A9", "--voice", "family"),
            "no action with the reference “A9”",
        ),
        (("--instrument", "family", "--action", "SAME", "--voice", "family"), "north, south"),
        (
            (
                "--instrument",
                "family",
                "--action",
                "A1",
                "--voice",
                "family",
                "--closes",
                "2026-03-03",
            ),
            "in the past",
        ),
    ],
)
def test_what_cannot_be_linked_is_refused_in_one_sentence(
    filled: Console, words: tuple[str, ...], part: str
) -> None:
    said = filled("link", "create", *words)
    assert said.is_one_sentence
    assert part in said.err


@pytest.mark.parametrize(
    "words", [("--voice", "teacher"), ("--eligible", "0"), ("--closes", "soon")]
)
def test_wrong_usage_ends_with_two(filled: Console, words: tuple[str, str]) -> None:
    assert filled(*FAMILY, *words).code == 2


CHECK = ("link", "check", "--partnership", "north")


def test_a_link_with_more_answers_than_expected_is_listed_and_decided_on(filled: Console) -> None:
    assert "No link has more answers" in filled(*CHECK).out
    filled(*FAMILY)
    wave = filled.store.look(lambda unit: unit.connection.scalars(select(t.links.c.wave_id)).one())
    filled.store.act_now(lambda unit: unit.answer_checks.came_at_once(wave))
    assert f"{wave}  " in filled(*CHECK).out
    assert "are left out of every summary" in filled(*CHECK, str(wave), "--leave-out").out
    assert "No link has more answers" in filled(*CHECK).out
    assert filled(*CHECK, str(wave)).code == 2
