"""Tells more people of a concern for as long as no lead deals with it, step by step.

A step is a row with its time; it is taken once, and ends with the concern being taken on.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from dialogs.replies import ConcernUnanswered, Reply, freeze
from dialogs.trust.by_every_door import tell_by_every_door
from dialogs.trust.deadlines import at_work
from dialogs.trust.raise_concern import alert_of, leads_told
from dialogs.turn import Installation
from storage.trust.alerts import Escalating
from storage.trust.concerns import Concern
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person, Role
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.trust.escalation import Told, deadline, next_step, step

_NOT_YET = "No one has dealt with this concern by its deadline."
_BECAUSE: Mapping[Told, str] = {
    Told.DEPUTY: f"{_NOT_YET} You are next in line: please deal with it now.",
    Told.DEPUTIES: f"{_NOT_YET} Every deputy is told now: please deal with it.",
    Told.OPERATIONS: f"{_NOT_YET} No administrator could be told, so every lead is told again.",
    Told.LEADS: f"{_NOT_YET} Every lead is told again until one of you deals with it.",
}


def plan_steps(unit: Unit, installation: Installation) -> int:
    """Write down the next step of each concern that has none; return how many."""
    found = unit.alerts.unplanned()
    for one in found:
        calendar = at_work(unit, installation, one.partnership_id)
        coming = next_step(one.grade, one.step, one.raised_at, unit.now, calendar)
        unit.alerts.plan(one.concern_id, coming.number, coming.due_at)
    return len(found)


def take_steps(unit: Unit, installation: Installation) -> int:
    """Tell those whom each due step tells; return how many steps there were."""
    found = unit.alerts.due(unit.now)
    for one in found:
        _take(unit, installation, one)
    return len(found)


def _take(unit: Unit, installation: Installation, one: Escalating) -> None:
    concern = unit.concerns.concern([one.partnership_id], one.concern_id)
    if concern is None:  # never: a step belongs to a concern
        return
    calendar = at_work(unit, installation, one.partnership_id)
    tells = step(one.grade, one.step, one.raised_at, calendar).tells
    people = _PEOPLE[tells](unit, concern)
    new = NewDispatch(
        partnership_id=concern.partnership_id,
        once=f"concern:{concern.id}:alert:{one.step}",
        kind=DeliveryKind.ALERT,
        title=f"Alert {concern.ref}",
        rule=" or ".join(f'email="{one.email}"' for one in people) or leads_told(unit, concern),
        says=freeze(_says(concern, tells, people, deadline(one.grade, one.raised_at, calendar))),
        concern_id=concern.id,
    )
    unit.alerts.taken(concern.id, one.step, tell_by_every_door(unit, new))
    unit.record(concern.partnership_id, "program", f"concern to {tells}", f"concern:{concern.id}")


def _leads(unit: Unit, concern: Concern) -> Sequence[Person]:
    """Return the leads in the order of the roster, but for those whom the concern names."""
    return _unnamed(unit, concern, Role.LEAD)


def _deputies(unit: Unit, concern: Concern) -> Sequence[Person]:
    """Return the leads after the first, in the order of the roster: those who are here first.

    Where there is only one lead, that is the one.
    """
    leads = _leads(unit, concern)

    def is_away(lead: Person) -> bool:
        until = unit.people.away_until([lead.id])
        return until is not None and until > unit.today

    return sorted(leads[1:], key=is_away) or leads


def _operations(unit: Unit, concern: Concern) -> Sequence[Person]:
    """Return the administrators; where there are none, every lead."""
    return _unnamed(unit, concern, Role.ADMINISTRATOR) or _leads(unit, concern)


def _unnamed(unit: Unit, concern: Concern, role: Role) -> list[Person]:
    over = unit.concerns.passed_over(concern.id)
    return [
        one for one in unit.people.with_role(concern.partnership_id, role) if one.id not in over
    ]


_PEOPLE: Mapping[Told, Callable[[Unit, Concern], Sequence[Person]]] = {
    Told.DEPUTY: lambda unit, concern: _deputies(unit, concern)[:1],
    Told.DEPUTIES: _deputies,
    Told.OPERATIONS: _operations,
    Told.LEADS: _leads,
}


def _says(concern: Concern, tells: Told, people: Sequence[Person], due_at: datetime) -> Reply:
    if tells is Told.OPERATIONS and any(one.may(Role.ADMINISTRATOR) for one in people):
        return ConcernUnanswered(
            ref=concern.ref,
            grade=concern.grade,
            raised=moment_in_words(concern.raised_at),
            partnership=concern.partnership,
        )
    alert = alert_of(concern, due_at)
    return alert.model_copy(update={"told_because": _BECAUSE[tells]})
