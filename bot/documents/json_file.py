"""The summary as JSON for scripts, by the names of `docs/impact-summary.schema.json`.

Nothing is added, rounded or left out: what the rules withhold is already None in the value.
"""

from surveys.impact.summary import Summary


def write(summary: Summary) -> bytes:
    """Return UTF-8 JSON, indented by two, ending with a newline."""
    return (summary.model_dump_json(by_alias=True, indent=2) + "\n").encode()
