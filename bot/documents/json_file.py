"""The summary as JSON for scripts, with the names of `docs/impact-summary.schema.json`.

Nothing is added, rounded or left out: withheld figures are None in the value already.
"""

from surveys.impact.summary.structure import Summary


def write(summary: Summary) -> bytes:
    """Return UTF-8 JSON, indented by two, with a newline at the end."""
    return (summary.model_dump_json(by_alias=True, indent=2) + "\n").encode()
