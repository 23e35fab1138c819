"""Writes `docs/samples`: one small file of each importable kind, cut from the demonstration.

`python -m tests.bot.console.demo.samples` writes them anew; a test compares them with the
demonstration.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.console.demo.fill import briefings, sheets

FOLDER = Path(__file__).parents[4] / "docs" / "samples"
AS_AT = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
ACTION, EVENT, BRIEFING, PEOPLE = "AW-01", "AW-E1", "aw-01-bruising.md", 20
ORDER = ("people", "actions", "outcomes", "events", "attendance", "evidence", "indicators")
Rows = Sequence[Mapping[str, str]]


def samples() -> dict[str, str]:
    """Return the files by name, in the order in which they can be imported."""
    every = sheets(AS_AT)
    came = [row for row in every["attendance"] if row["event_ref"] == EVENT][:PEOPLE]
    emails = {row["email"] for row in came}
    kept: dict[str, Rows] = {
        "people": [
            row for row in every["people"] if row["email"] in emails or "lead" in row["roles"]
        ],
        "actions": [row for row in every["actions"] if row["ref"] == ACTION],
        "events": [row for row in every["events"] if row["ref"] == EVENT],
        "attendance": came,
    }
    about = {
        kind: [row for row in rows if row.get("action_ref") == ACTION]
        for kind, rows in every.items()
    }
    return {f"{kind}.csv": _csv(kept.get(kind) or about[kind]) for kind in ORDER} | {
        "briefing.md": briefings()[BRIEFING]
    }


def _csv(rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in samples().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
