"""Raises a concern: it commits with its answer, alerts leads without content, stays out of results.

The person who answers sees the same page or card whether or not a concern was raised.
"""

from collections.abc import Iterable
from datetime import datetime

from dialogs.replies import ConcernAlert, freeze
from dialogs.trust.by_every_door import tell_by_every_door
from dialogs.trust.concern_words import since, state_in_words
from storage.trust.concerns import Concern, ConcernText, Named
from storage.unit import Unit
from surveys import library
from surveys.asking.lexicon import ConcernClass
from surveys.london import moment_in_words
from surveys.people import Role
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.trust.concern_record import Step
from surveys.trust.named_leads import leads_named

ALL_NAMED = (
    "The names of all the leads are in it. Let someone who is not named look at it with you."
)


def raise_concern(
    unit: Unit, partnership_id: int, grade: ConcernClass, text: ConcernText, mark: str
) -> bool:
    """Store a concern and alert the leads; say whether it is new. `mark` is its idempotency key."""
    return raised(unit, partnership_id, grade, text, mark) is not None


def raised(
    unit: Unit, partnership_id: int, grade: ConcernClass, text: ConcernText, mark: str
) -> Concern | None:
    """Store a concern and alert the leads; return it, None where `mark` raised it before."""
    named = named_in(unit, partnership_id, (words for _, words in text.words))
    concern = unit.concerns.raise_concern(partnership_id, grade.value, text, mark, unit.now, named)
    if concern is not None:
        unit.concern_steps.add(concern.id, Step.RAISED, (concern.state, concern.grade), unit.now)
        unit.record(partnership_id, "program", "concern raised", f"concern:{concern.id}")
        alert(unit, concern)
    return concern


def named_in(unit: Unit, partnership_id: int, words: Iterable[str]) -> Named:
    """Return which leads some words name: passed over, unless there is no other lead."""
    leads = {one.id: one.name for one in unit.people.with_role(partnership_id, Role.LEAD)}
    found = leads_named("\n".join(words), leads, library.lexicon().common)
    everyone = bool(found) and found == leads.keys()
    return Named(frozenset() if everyone else found, everyone)


def alert(unit: Unit, concern: Concern) -> None:
    """Queue the alert to the leads of the partnership: in Teams and by e-mail, at any hour."""
    new = NewDispatch(
        partnership_id=concern.partnership_id,
        once=f"concern:{concern.id}:alert",
        kind=DeliveryKind.ALERT,
        title=f"Alert {concern.ref}",
        rule=leads_told(unit, concern),
        says=freeze(alert_of(concern)),
        concern_id=concern.id,
    )
    unit.alerts.begun(concern.id, tell_by_every_door(unit, new), unit.now)


def leads_told(unit: Unit, concern: Concern) -> str:
    """Return the audience of everything that is said of a concern: leads whom it does not name."""
    over = unit.people.among(unit.concerns.passed_over(concern.id))
    return " and not ".join(
        (f"role={Role.LEAD.value}", *(f'email="{person.email}"' for person in over))
    )


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
        since=since(concern),
        state=state_in_words(concern),
        caution=ALL_NAMED if concern.all_named else "",
    )
