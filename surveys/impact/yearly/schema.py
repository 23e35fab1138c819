"""The JSON schema of a yearly pack, generated from the code.

To update the published file, write what `python -m surveys.impact.yearly.schema` prints to it.
"""

import json
import sys
from typing import Any

from surveys.impact.yearly.structure import YearlyPack


def pack_schema() -> dict[str, Any]:
    """Return the JSON schema of the output of `summary --yearly-report YEAR --format json`."""
    schema = YearlyPack.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the text of `docs/yearly-report.schema.json`."""
    return json.dumps(pack_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
