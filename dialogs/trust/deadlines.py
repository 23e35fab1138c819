"""By when a concern is to be dealt with, in the working time of its partnership."""

from datetime import datetime

from dialogs.turn import Installation
from storage.trust.concerns import Concern
from storage.unit import Unit
from surveys.trust.concern_record import ConcernState
from surveys.trust.escalation import deadline
from surveys.trust.working_time import WorkingTime, working_time


def at_work(unit: Unit, installation: Installation, partnership_id: int) -> WorkingTime:
    """Return when a partnership works; from Monday to Friday, nine to five, if nothing is set."""
    return working_time(unit.cover.of(partnership_id).hours, installation.is_holiday)


def deadline_of(unit: Unit, installation: Installation, concern: Concern) -> datetime:
    """Return by when someone is to have taken a concern on."""
    calendar = at_work(unit, installation, concern.partnership_id)
    return deadline(concern.grade, concern.raised_at, calendar)


def overdue_first(
    unit: Unit, installation: Installation, concerns: list[Concern]
) -> list[tuple[Concern, datetime | None]]:
    """Return concerns with their deadlines: those past it first, then by age.

    A concern that someone has taken on has no deadline any more.
    """
    found = [
        (one, deadline_of(unit, installation, one) if one.state == ConcernState.NEW else None)
        for one in concerns
    ]
    return sorted(found, key=lambda pair: not (pair[1] and pair[1] < unit.now))
