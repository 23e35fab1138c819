"""JSON says the value and nothing else."""

import json

import jsonschema

from bot.documents import write
from surveys.impact.summary.structure import Summary
from tests.builders.summaries import a_summary


def test_json_reads_back_as_the_same_summary():
    assert Summary.model_validate_json(write(a_summary(), "json")) == a_summary()


def test_json_names_its_schema_first_and_ends_with_a_newline():
    drawn = write(a_summary(), "json")
    assert next(iter(json.loads(drawn).items())) == ("schema", "golden-thread/impact-summary/2")
    assert drawn.endswith(b"}\n")


def test_json_fits_the_schema_that_the_code_generates():
    schema = Summary.model_json_schema(by_alias=True, mode="serialization")
    jsonschema.validate(json.loads(write(a_summary(), "json")), schema)
