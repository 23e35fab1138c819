"""The published schema is that of the code, and a summary of real evidence keeps to it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from surveys.impact.evidence import Evidence, Outcome
from surveys.impact.schema import schema_text, summary_schema
from tests.surveys.impact.summary.builders import RICH, json_of
from tests.surveys.impact.version_1.builders import evidence, planned
from tests.surveys.impact.version_2.builders import CHILD

SCHEMA = Path(__file__).parents[3] / "docs" / "impact-summary.schema.json"


def test_the_published_schema_is_what_the_code_generates():
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(RICH, id="every kind of evidence"),
        pytest.param(replace(RICH, started_on=None), id="no start"),
        pytest.param(evidence(outcomes=(Outcome("O1", "-", (planned(CHILD),)),)), id="a plan"),
        pytest.param(evidence(outcomes=()), id="nothing"),
    ],
)
def test_a_summary_keeps_to_the_schema(known: Evidence):
    jsonschema.validate(json_of(known), summary_schema())


def test_the_schema_is_of_version_2_and_gives_no_level_a_label_or_a_direction():
    schema = json.loads(schema_text())
    assert schema["properties"]["schema"]["const"] == "golden-thread/impact-summary/2"
    level: dict[str, Any] = schema["$defs"]["LevelResult"]["properties"]
    assert not {"label", "direction"} & level.keys()
    for name in ("OutcomeResult", "LabelOn"):
        assert "label" in schema["$defs"][name]["properties"]
