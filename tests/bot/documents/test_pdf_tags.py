"""A program that reads the report aloud finds heads in every table and every row whole."""

import io

import pikepdf
import pytest

from bot.documents import write
from surveys.impact.people_parts import Barrier
from tests.bot.documents import tagged
from tests.builders.summaries import a_summary

LEVELS = [f"/H{level}" for level in range(1, 7)]
LONG = "It took a long time before anyone had read what was asked of us, and why. " * 8


@pytest.fixture(scope="module")
def tags(report):
    with pikepdf.open(io.BytesIO(report)) as opened:
        yield opened


@pytest.fixture(scope="module")
def long_tags():
    barriers = [
        Barrier(question=f"{number}?", barrier=LONG, people=20 + number, suppressed=False)
        for number in range(24)
    ]
    with pikepdf.open(io.BytesIO(write(a_summary(barriers=barriers), "pdf"))) as opened:
        yield opened


def test_every_table_has_a_first_row_of_head_cells_and_no_other(tags):
    tables = tagged.elements(tags, "/Table")
    assert len(tables) > 15
    for table in tables:
        first, *rest = [one for one in tagged.inside(table) if one.get("/S") == "/TR"]
        assert {cell.S for cell in first.K} == {"/TH"}
        assert {str(cell.S) for row in rest for cell in row.K} == {"/TD"}


def test_every_row_of_a_table_has_as_many_cells_as_heads(tags):
    for table in tagged.elements(tags, "/Table"):
        rows = [one for one in tagged.inside(table) if one.get("/S") == "/TR"]
        assert len({len(row.K) for row in rows}) == 1


def test_a_head_says_that_it_is_of_its_column(tags):
    heads = tagged.elements(tags, "/TH")
    given = [[one for one in tagged.attributes(head) if "/Scope" in one] for head in heads]
    assert {str(one.Scope) for some in given for one in some} == {"/Column"}
    assert all(given)


def test_no_row_is_divided_between_two_pages(long_tags):
    rows = tagged.elements(long_tags, "/TR")
    tables = tagged.elements(long_tags, "/Table")
    assert any(len(tagged.pages(table)) > 2 for table in tables)
    heads = {row.objgen for row in rows if row.K[0].S == "/TH"}
    torn = [row for row in rows if row.objgen not in heads and len(tagged.pages(row)) > 1]
    assert torn == []


def test_every_picture_has_words(tags):
    figures = tagged.elements(tags, "/Figure")
    assert [str(one.Alt)[:13] for one in figures] == ["Level profile"] * 2 + ["XmR chart of "]


def test_headings_have_two_levels_the_first_before_the_second(tags):
    levels = [str(one.S) for one in tagged.elements(tags, *LEVELS)]
    assert levels[0] == "/H1"
    assert set(levels) == {"/H1", "/H2"}
