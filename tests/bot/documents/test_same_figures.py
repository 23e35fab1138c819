"""Whatever the format, a reader finds the same figures and the same word for a direction."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from bot.documents import write
from surveys.impact.summary.source_parts import DifferenceResult, StartResult
from tests.bot.documents import figures, reading
from tests.bot.documents.figures import Figures
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import (
    COUNTED,
    NO_START,
    a_level,
    a_withheld_estimate,
    an_estimate,
    an_outcome,
)

WHOLE_PERCENT = 0.005  # a share that is printed as a whole percentage, and a weight of two decimals
READERS: dict[str, tuple[Callable[[bytes], Figures], float]] = {
    "csv": (figures.of_csv, 5e-7),
    "parquet": (figures.of_parquet, 0),
    "xlsx": (figures.of_xlsx, 1e-15),  # a workbook keeps sixteen digits
    "docx": (figures.of_docx, WHOLE_PERCENT + 1e-9),
}
LOST = DifferenceResult(value=-0.31, interval=(-0.47, -0.12), design_effect=1.4)
PAIRED = StartResult(
    kind="paired", proportion=None, n=38, on=COUNTED.on, trigger=False, reference=None
)
TYPED_TRIGGER = StartResult(
    kind="typed", proportion=0.3, n=12, on=None, trigger=True, reference=0.48
)
LEVEL = {"starting_point": NO_START, "planned_change": None, "difference": None, "direction": None}
EVERY_START = a_level(
    sources=[
        an_estimate(),
        an_estimate("supervisor", starting_point=TYPED_TRIGGER, difference=LOST, direction="worse"),
        an_estimate("child", starting_point=PAIRED, family="children_and_families"),
        an_estimate("multi_agency_audit", **LEVEL, family="records"),
        a_withheld_estimate("family"),
    ]
)


def of_every_start():
    return a_summary(outcomes=[an_outcome(levels=[EVERY_START])])


@pytest.mark.parametrize("summary", [a_summary(), of_every_start()], ids=["whole", "every start"])
@pytest.mark.parametrize("fmt", READERS)
def test_every_figure_of_a_source_reads_back_as_in_json(fmt, summary):
    read, allowed = READERS[fmt]
    wanted = figures.of_json(write(summary, "json"))
    assert any(one["n"] is None for one in wanted.values())
    assert any(one["difference_value"] is not None for one in wanted.values())
    assert read(write(summary, fmt)) == {
        place: {
            name: pytest.approx(value, abs=allowed) if isinstance(value, float) else value
            for name, value in one.items()
        }
        for place, one in wanted.items()
    }


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "docx", "pdf", "parquet"])
def test_every_quote_and_its_question_is_in_every_format(fmt):
    told = unescape(reading.as_text(write(a_summary(), fmt), fmt))  # a workbook is XML
    said = [text for one in a_summary().voices for text in (one.question, *one.quotes)]
    assert len(said) == 10
    assert [text for text in said if text.replace("\U0001f642", "") not in told] == []


def test_every_row_of_every_table_is_the_same_in_word_and_pdf(report, word_document):
    told = _without_blanks(reading.words(report))
    tables = reading.docx_tables(word_document)
    rows = ["".join(row) for rows in tables.values() for row in rows]
    assert len(rows) > 100
    assert [row for row in rows if _without_blanks(row) not in told] == []


def test_a_row_of_the_pdf_says_before_after_difference_and_direction():
    told = _without_blanks(reading.words(write(of_every_start(), "pdf")))
    for row in (
        "31 / 41 76 % 61–86 % 60 % of 40, counted +16 -5 to 34 no_clear_change",
        "30 % of 12, as written in the plan; what started the action -31 -47 to -12 worse",
        "of 38, asked before and after +16",
        "31 / 41 76 % 61–86 % no starting point none none none",
    ):
        assert _without_blanks(row) in told


@pytest.mark.parametrize("direction", ["better", "worse", "no_clear_change", None])
@pytest.mark.parametrize("fmt", [*READERS, "pdf"])
def test_a_direction_is_one_word_in_every_format(fmt, direction):
    level = a_level(sources=[an_estimate(direction=direction)], change=[])
    drawn = write(a_summary(outcomes=[an_outcome(levels=[level])]), fmt)
    if fmt == "pdf":
        row = f"-5 to 34 {direction or 'none'} O1: what each source can decide"
        assert _without_blanks(row) in _without_blanks(reading.words(drawn))
    else:
        [found] = READERS[fmt][0](drawn).values()
        assert found["direction"] == direction


def test_figures_stand_in_the_first_page_as_in_json(report, word_document):
    first = a_summary().first_page
    for text in (reading.words(report), reading.docx_words(word_document)):
        for said in (first.started, first.decided, first.changed, first.difference):
            assert said in text
        assert first.least_favourable in text


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)
