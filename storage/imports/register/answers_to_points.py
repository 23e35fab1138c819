"""What a row of a review or an inspection says of an action, with what it judges and recommends."""

from collections.abc import Sequence
from typing import Any

from storage.imports.intake import Intake, given
from storage.imports.register.links import RegisterLinks
from storage.imports.register.repeated_heads import PlacedRow


def answers_of(
    intake: Intake, rows: Sequence[PlacedRow[Any]], columns: Sequence[str]
) -> dict[int, dict[str, Any]]:
    """Return by line these columns of each row, with the action and the outcome that it names."""
    named = RegisterLinks(intake, rows, "action_ref", "recommendation_action_ref")
    found: dict[int, dict[str, Any]] = {}
    for one in rows:
        said = given(one.row)
        kept = {name: said[name] for name in columns if name in said}
        action = named.action(one, "action_ref")
        if "outcome_ref" in said:
            kept["outcome_id"] = named.outcome(one, action)
        if "recommendation_action_ref" in said:
            kept["recommendation_action_id"] = named.action(one, "recommendation_action_ref")
        found[one.line] = {**kept, "action": one.row.action_ref or ""}
    return found
