"""The JSON schema of a summary, generated from the code.

To update the published file: `python -m surveys.impact.schema > docs/impact-summary.schema.json`.
"""

import json
import sys
from typing import Any

from surveys.impact.summary.structure import Summary


def summary_schema() -> dict[str, Any]:
    """Return the JSON schema of the output of `summary --format json`."""
    schema = Summary.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the text of `docs/impact-summary.schema.json`."""
    return json.dumps(summary_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
