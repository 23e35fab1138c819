"""Keeps watch over the way of an alert: once an hour a synthetic concern goes from end to end.

It is screened, encrypted, stored, queued, claimed and drawn like any other, but sent to no one: the
last step before Teams takes it in. When it stays away operators see it, and no lead is disturbed.
"""

from datetime import datetime, timedelta

from dialogs.replies import freeze
from dialogs.trust.raise_concern import alert_of
from dialogs.turn import Installation
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.concerns import screen
from surveys.asking.lexicon import ConcernClass
from surveys.people import Person, Role
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch

CAME, RAISED = "watch", "watch raised"  # heartbeats
COMES_WITHIN = timedelta(minutes=10)
WORDS = "This is a test of the watch: I want to kill myself"  # no one wrote it
_TEXT = ConcernText((("Watch", WORDS),), None, "watch")


def keep_watch(unit: Unit, installation: Installation) -> int:
    """Take in what has come through, and raise the next when it is due; return how many did."""
    came = unit.watch.came_through()
    for concern in came:
        if unit.concerns.text(concern).words == _TEXT.words:  # the keys open what they closed
            unit.heartbeats.beat(CAME, unit.now)
        unit.watch.take_in(concern)
    every, last = installation.watch_every, unit.heartbeats.last(RAISED)
    if every and (last is None or unit.now - last >= every) and not unit.watch.under_way():
        _raise(unit, installation)
    return len(came)


def is_missing(unit: Unit, installation: Installation) -> bool:
    """Say whether the last synthetic concern stays away, or none is raised any more."""
    raised, came = unit.heartbeats.last(RAISED), unit.heartbeats.last(CAME)
    if not installation.watch_every or raised is None:
        return False
    stays_away = (came is None or came < raised) and unit.now - raised > COMES_WITHIN
    return stays_away or unit.now - raised > installation.watch_every + COMES_WITHIN


def last_came(unit: Unit) -> datetime | None:
    """Return when a synthetic concern last came through."""
    return unit.heartbeats.last(CAME)


def _raise(unit: Unit, installation: Installation) -> None:
    lead = _some_lead(unit)
    if lead is None:  # there is no one yet whom an alert could reach
        return
    unit.heartbeats.beat(RAISED, unit.now)
    if screen([WORDS], (), installation.lexicon) is not ConcernClass.RED:
        return
    mark = f"watch:{unit.now:%Y-%m-%dT%H:%M}"
    red = ConcernClass.RED.value
    concern = unit.concerns.raise_concern(lead.partnership_id, red, _TEXT, mark, unit.now)
    if concern is None:  # another process has raised it
        return
    unit.watch.mark(concern.id)
    new = NewDispatch(
        partnership_id=lead.partnership_id,
        once=f"concern:{concern.id}:watch",
        kind=DeliveryKind.WATCH,
        title="Watch",
        rule=f'email="{lead.email}"',
        says=freeze(alert_of(concern)),
        concern_id=concern.id,
    )
    one = unit.audience(lead.partnership_id, new.rule)
    unit.deliveries.open(new, one, unit.now, unit.now)
    unit.watch.remove_arrived()


def _some_lead(unit: Unit) -> Person | None:
    """Return a lead, under whose name the message is queued; it never leaves this program."""
    for place_id, _, _ in (*unit.people.real_partnerships(), *unit.people.partnerships()):
        if leads := unit.people.with_role(place_id, Role.LEAD):
            return leads[0]
    return None
