"""What the leads' chats say of a concern after its alert: who has it, who took it over."""

from dialogs.replies import ConcernAlert, Said, freeze
from dialogs.trust.raise_concern import alert_of
from storage.trust.concerns import Concern
from storage.unit import Unit
from surveys.people import Person
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch


def say_in_alerts(unit: Unit, concern: Concern, by: Person) -> None:
    """Let every alert of a concern say what is true now; who changed it sees that already."""
    says = freeze(alert_of(concern))
    for dispatch_id in unit.deliveries.alerts_of(concern.id, ConcernAlert.kind):
        unit.changes.say_instead(dispatch_id, says, by.id, unit.now, except_for=by.id)


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
