"""What a stopped process was sending: an alert is sent again at once, all else is unknown."""

from datetime import timedelta

from scheduler.leases import free_leases
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.clock import UNLIMITED
from tests.scheduler.office import Office


def test_a_start_on_a_file_of_our_own_waits_for_no_lease(office: Office) -> None:
    briefing, alert = office.queue(), office.queue(DeliveryKind.ALERT, "role=lead")
    store = office.town.store
    a_day = timedelta(days=1)
    taken = store.act_now(lambda unit: unit.claims.take("died", unit.now, 9, a_day, UNLIMITED))
    assert len(taken) == 3

    assert free_leases(store) == 3
    assert office.stands(briefing) == {State.UNKNOWN: 1}
    office.deliver()
    assert office.stands(alert) == {State.SENT: 2}
