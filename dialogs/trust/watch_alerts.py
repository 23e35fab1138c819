"""Alerts that have told no one: shown to every lead, in `check` and to operators, until one has."""

from collections.abc import Iterable, Sequence

from dialogs.trust.find_concern import Sight
from storage.unit import Unit
from surveys.trust.classes import REACHES_SOMEONE_WITHIN

NAMED = 5


def not_reached(
    unit: Unit, partnerships: Sequence[int] | None = None, hidden_from: Iterable[int] = ()
) -> list[str]:
    """Return the references of concerns whose alert should have reached someone by now."""
    return unit.alerts.not_reached(unit.now - REACHES_SOMEONE_WITHIN, partnerships, hidden_from)


def alerts_not_reached(unit: Unit, sight: Sight) -> str:
    """Return what a lead reads first where an alert of theirs has told no one; else ""."""
    refs = not_reached(unit, sight.partnerships, sight.leads)
    if not refs:
        return ""
    which = "1 concern" if len(refs) == 1 else f"{len(refs)} concerns"
    named = ", ".join(refs[:NAMED]) + (" and others" if len(refs) > NAMED else "")
    return f"We could not tell any lead about {which}: {named}. Open them and deal with them."
