"""Whatever the format, a reader finds the same figures and the same word for a direction."""

import re
from collections.abc import Callable

import pytest

from bot.documents import write
from tests.bot.documents import figures, reading
from tests.bot.documents.figures import Figures
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import a_level, an_estimate, an_outcome

WHOLE_PERCENT = 0.005  # a share that is printed as a whole percentage, and a weight of two decimals
READERS: dict[str, tuple[Callable[[bytes], Figures], float]] = {
    "csv": (figures.of_csv, 5e-7),
    "parquet": (figures.of_parquet, 0),
    "xlsx": (figures.of_xlsx, 0),
    "docx": (figures.of_docx, WHOLE_PERCENT + 1e-9),
}


@pytest.mark.parametrize("fmt", READERS)
def test_every_figure_of_a_source_reads_back_as_in_json(fmt):
    read, allowed = READERS[fmt]
    wanted = figures.of_json(write(a_summary(), "json"))
    assert any(one["n"] is None for one in wanted.values())
    assert read(write(a_summary(), fmt)) == {
        place: {
            name: pytest.approx(value, abs=allowed) if isinstance(value, float) else value
            for name, value in one.items()
        }
        for place, one in wanted.items()
    }


def test_every_row_of_every_table_is_the_same_in_word_and_pdf(report, word_document):
    told = _without_blanks(reading.words(report))
    tables = reading.docx_tables(word_document)
    rows = ["".join(row) for rows in tables.values() for row in rows]
    assert len(rows) > 100
    assert [row for row in rows if _without_blanks(row) not in told] == []


@pytest.mark.parametrize("direction", ["better", "worse", "no_clear_change", None])
@pytest.mark.parametrize("fmt", [*READERS, "pdf"])
def test_a_direction_is_one_word_in_every_format(fmt, direction):
    level = a_level(sources=[an_estimate(direction=direction, wording="said")], change=[])
    drawn = write(a_summary(outcomes=[an_outcome(levels=[level])]), fmt)
    if fmt == "pdf":
        assert f"0.50 {direction or 'none'} said" in reading.words(drawn)
    else:
        [found] = READERS[fmt][0](drawn).values()
        assert found["direction"] == direction


def test_figures_stand_in_the_first_page_as_in_json(report, word_document):
    summary = a_summary()
    for text in (reading.words(report), reading.docx_words(word_document)):
        assert summary.first_page.difference in text
        assert summary.first_page.least_favourable in text


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)
