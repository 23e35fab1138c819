"""Yearly packs for tests: eight actions of one partnership, one of each label."""

from datetime import date

from surveys.impact.labels import Label
from surveys.impact.people_parts import Partnership
from surveys.impact.summary.structure import Summary
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.impact.yearly.business_year import BusinessYear
from surveys.impact.yearly.compose import yearly_pack
from surveys.impact.yearly.structure import YearlyPack
from tests.builders.summaries import LABELS, a_summary

PLACE = Partnership(slug="northshire", name="Northshire Safeguarding Children Partnership")
YEAR = BusinessYear(2025)


def an_action(ref: str, label: Label = "emerging", **facts: object) -> Summary:
    """The summary of one action of its own name and label."""
    action = a_summary().action.model_copy(update={"ref": ref, "title": f"Plan {ref}"})
    return a_summary(**{"action": action, "label": label, **facts})


def of_every_label() -> list[Summary]:
    return [an_action(f"A-{number}", label) for number, label in enumerate(LABELS, start=1)]


def a_pack(*summaries: Summary, year: BusinessYear = YEAR) -> YearlyPack:
    """Return the pack of some actions, or of one of each label."""
    return yearly_pack(summaries or of_every_label(), PLACE, shipped_change_model(), year)


def started(summary: Summary, on: date | None) -> Summary:
    action = summary.action.model_copy(update={"started_on": on})
    return summary.model_copy(update={"action": action})
