"""Raises a concern: it commits with its answer, alerts leads without content, stays out of results.

The person who answers sees the same page or card whether or not a concern was raised.
"""

from datetime import datetime

from dialogs.replies import ConcernAlert, freeze
from storage.trust.concerns import Concern, ConcernText
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from surveys.london import moment_in_words
from surveys.people import Role
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch


def raise_concern(
    unit: Unit, partnership_id: int, grade: ConcernClass, text: ConcernText, mark: str
) -> bool:
    """Store a concern and alert the leads; say whether it is new. `mark` is its idempotency key."""
    concern = unit.concerns.raise_concern(partnership_id, grade.value, text, mark, unit.now)
    if concern is None:
        return False
    unit.record(partnership_id, "program", "concern raised", f"concern:{concern.id}")
    alert(unit, concern)
    return True


def alert(unit: Unit, concern: Concern) -> None:
    """Queue the alert to every lead of the partnership: in Teams and by e-mail, at any hour."""
    reply = alert_of(concern)
    new = NewDispatch(
        partnership_id=concern.partnership_id,
        once=f"concern:{concern.id}:alert",
        kind=DeliveryKind.ALERT,
        title=f"Alert {concern.ref}",
        rule=f"role={Role.LEAD.value}",
        says=freeze(reply),
        concern_id=concern.id,
    )
    leads = unit.audience(concern.partnership_id, new.rule)
    dispatch, _ = unit.deliveries.open(new, leads, unit.now, unit.now)
    unit.emails.write_to_all(dispatch, unit.now)
    unit.alerts.begun(concern.id, dispatch, unit.now)


def alert_of(concern: Concern, due_at: datetime | None = None) -> ConcernAlert:
    """Return the alert to a lead, without anything that was written; `due_at` is its deadline."""
    return ConcernAlert(
        concern=concern.id,
        ref=concern.ref,
        grade=concern.grade,
        raised=moment_in_words(concern.raised_at),
        partnership=concern.partnership,
        acknowledged_by=concern.acknowledged_name,
        deadline=moment_in_words(due_at) if due_at else "",
    )
