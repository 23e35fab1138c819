"""What alerts say of a concern after they were sent: who has it, who took it over, its class."""

from dialogs.replies import ConcernAlert, ConcernUnanswered, Reply, Said, freeze, thaw
from dialogs.trust.deadlines import deadline_of
from dialogs.trust.raise_concern import alert_of
from dialogs.turn import Turn
from storage.trust.concerns import Concern
from storage.unit import Unit
from surveys.people import Person
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch


def say_in_alerts(turn: Turn, concern: Concern, by: Person) -> None:
    """Let every alert of a concern say what is true now; who changed it sees that already."""
    unit = turn.unit
    for dispatch_id in unit.deliveries.alerts_of(concern.id):
        says = _says_now(turn, concern, thaw(unit.deliveries.content(dispatch_id)))
        unit.changes.say_instead(dispatch_id, freeze(says), by.id, unit.now, except_for=by.id)


def _says_now(turn: Turn, concern: Concern, said: Reply) -> Reply:
    """Return what a lead or an administrator reads now who has read `said`."""
    if not isinstance(said, ConcernAlert):
        return _to_administrators(concern, said)
    if concern.acknowledged_name or not said.told_because:
        return alert_of(concern)
    alert = alert_of(concern, deadline_of(turn.unit, turn.installation, concern))
    return alert.model_copy(update={"told_because": said.told_because})


def _to_administrators(concern: Concern, said: Reply) -> Reply:
    if concern.acknowledged_name:
        return Said(
            title="A lead is dealing with the safeguarding concern",
            text=f"{concern.acknowledged_name} is dealing with {concern.ref}.",
        )
    if isinstance(said, ConcernUnanswered):
        return said.model_copy(update={"grade": concern.grade})
    return said


def tell(unit: Unit, concern: Concern, person_id: int, title: str) -> None:
    """Tell one lead what another did with a concern; the reason is in the record."""
    person = unit.people.person(person_id)
    if person is None:
        return
    new = NewDispatch(
        partnership_id=concern.partnership_id,
        once=f"concern:{concern.id}:told:{person_id}:{unit.now.isoformat()}",
        kind=DeliveryKind.NOTE,
        title=f"Concern {concern.ref}",
        rule=f'email="{person.email}"',
        says=freeze(
            Said(
                title=title,
                text=f"Reference {concern.ref}. The reason is in its record.",
                next_verb="concerns",
                next_label="Open concerns",
            )
        ),
    )
    unit.deliveries.open(new, unit.audience(new.partnership_id, new.rule), unit.now, unit.now)
