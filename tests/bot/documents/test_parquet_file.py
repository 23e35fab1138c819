"""Parquet is the tidy table with a type for each column, and says what it is of."""

import io
from datetime import date

from pyarrow import parquet as pq

from bot.documents import write
from bot.documents.tidy_table import rows
from tests.bot.documents import reading
from tests.builders.summaries import FORMULA, a_hostile_summary, a_summary


def test_every_row_of_the_tidy_table_is_there_with_its_value():
    told = reading.parquet(write(a_summary(), "parquet"))
    kinds = ("flag", "number", "day", "text")
    values = [next((r[k] for k in kinds if r[k] is not None), None) for r in told]
    assert values == [row.value for row in rows(a_summary())]
    assert [r["measure"] for r in told] == [row.measure for row in rows(a_summary())]


def test_the_columns_are_typed():
    schema = pq.read_schema(io.BytesIO(write(a_summary(), "parquet")))
    kinds = {name: str(schema.field(name).type) for name in ("number", "flag", "day", "on", "text")}
    assert kinds == {
        "number": "double",
        "flag": "bool",
        "day": "date32[day]",
        "on": "date32[day]",
        "text": "string",
    }


def test_the_file_says_what_it_is_of():
    schema = pq.read_schema(io.BytesIO(write(a_summary(), "parquet")))
    told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert told["schema"] == "golden-thread/impact-summary/2"
    assert (told["as_at"], told["model"], told["action"]) == ("2026-03-31", "2", "A-7")


def test_a_withheld_figure_is_null_and_says_why():
    told = reading.parquet(write(a_summary(), "parquet"))
    [child] = [r for r in told if (r["outcome"], r["source"], r["measure"]) == ("O1", "child", "n")]
    assert child["number"] is None
    assert child["status"] == "withheld (small numbers)"
    assert child["on"] == date(2026, 3, 17)


def test_text_is_as_it_was_written():
    told = reading.parquet(write(a_hostile_summary(FORMULA), "parquet"))
    assert [r["text"] for r in told if r["measure"] == "quote"] == [FORMULA]
