"""The published schema is that of the code, and a pack keeps to it."""

import json
from pathlib import Path

import jsonschema

from surveys.impact.yearly.schema import pack_schema, schema_text
from tests.builders.packs import a_pack

SCHEMA = Path(__file__).parents[4] / "docs" / "yearly-report.schema.json"


def test_the_published_schema_is_what_the_code_generates():
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_a_pack_keeps_to_the_schema():
    jsonschema.validate(json.loads(a_pack().model_dump_json(by_alias=True)), pack_schema())
