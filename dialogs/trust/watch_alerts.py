"""Alerts that have told no one: shown to every lead, in `check` and to operators, until one has."""

from storage.unit import Unit
from surveys.people import Person
from surveys.trust.classes import REACHES_SOMEONE_WITHIN


def not_reached(unit: Unit, partnership_id: int | None = None) -> list[str]:
    """Return the references of concerns whose alert should have reached someone by now."""
    return unit.alerts.not_reached(unit.now - REACHES_SOMEONE_WITHIN, partnership_id)


def alerts_not_reached(unit: Unit, lead: Person) -> list[tuple[str, str]]:
    """Return what a lead reads first where an alert of their partnership has told no one."""
    refs = not_reached(unit, lead.partnership_id)
    if not refs:
        return []
    which = "1 concern" if len(refs) == 1 else f"{len(refs)} concerns"
    named = ", ".join(refs[:NAMED]) + (" and others" if len(refs) > NAMED else "")
    words = f"We could not tell any lead about {which}: {named}. Type “concerns” and deal with it."
    return [("Act now", words)]


NAMED = 5
