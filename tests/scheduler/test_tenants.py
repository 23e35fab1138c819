"""A tenant that refuses our sign-in, or is paused, waits alone: all others get their messages."""

from datetime import timedelta

import pytest

from dialogs.ports import Address, Delivered, Outcome, Refused
from storage.store import Store
from storage.unit import Unit
from surveys.people import Chat
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.tenants import SetUpStep, TenantRefusal, TenantState
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, a_town
from tests.scheduler.conftest import context_of
from tests.scheduler.office import Office, Script

OTHER = "99999999-aaaa-4bbb-8ccc-999999999999"


@pytest.fixture
def office(store: Store, clock: SettableClock) -> Office:
    """An office whose town has people in another tenant, on each engine."""
    script = Script()
    made = Office(a_town(store), context_of(store, script, clock), script, clock)
    store.act_now(lambda unit: _others(unit, made.town.ashford.partnership, 30))
    return made


def _others(unit: Unit, partnership: int, count: int) -> None:
    agency = stored.an_agency(unit, partnership, "Others")
    for n in range(count):
        facts = {"team": "mixed", "aad_object_id": f"aad-other-{n}", "tenant_id": OTHER}
        stored.a_person(unit, partnership, agency, f"other-{n}@ashford.example", **facts)
        unit.people.see(_chat(f"other-{n}", OTHER), unit.now)
    home = stored.an_agency(unit, partnership, "Home")
    for n in range(count):
        facts = {"team": "mixed", "aad_object_id": f"aad-home-{n}", "tenant_id": TENANT}
        stored.a_person(unit, partnership, home, f"home-{n}@ashford.example", **facts)
        unit.people.see(_chat(f"home-{n}", TENANT), unit.now)


def _chat(name: str, tenant: str) -> Chat:
    return Chat(f"aad-{name}", tenant, f"29:{name}", f"chat-{name}", "https://smba.example/teams")


def _refuses_other(address: Address) -> Outcome:
    if address.tenant_id == OTHER:
        return Refused("not-authorised")
    return Delivered("1", address.conversation_id or "")


def _accepts(address: Address) -> Outcome:
    return Delivered("1", address.conversation_id or "")


def drain(office: Office) -> None:
    while office.deliver():
        pass


def refusal(office: Office) -> TenantRefusal | None:
    return office.town.store.look(lambda unit: unit.tenants.refusals().get(OTHER))


def test_a_401_of_one_tenant_pauses_that_one_alone(office: Office) -> None:
    briefing = office.queue(rule="team=mixed")
    office.script.does = _refuses_other
    drain(office)

    assert office.state_of(briefing) == "open"
    assert office.stands(briefing) == {State.SENT: 30, State.PENDING: 30}
    found = refusal(office)
    assert found is not None
    assert found.until == office.clock() + timedelta(minutes=1)
    waiting = office.town.store.look(lambda unit: unit.lanes.waiting_for_tenants())
    assert waiting == {OTHER: 30}


def test_it_is_tried_again_later_each_time_after_a_longer_wait(office: Office) -> None:
    office.queue(rule="team=mixed")
    office.script.does = _refuses_other
    drain(office)
    waits = list[float]()
    for _ in range(7):
        found = refusal(office)
        assert found is not None
        waits.append((found.until - office.clock()).total_seconds())
        office.clock.forward(seconds=waits[-1] + 1)
        drain(office)

    assert waits == [60, 120, 240, 480, 960, 1800, 1800]
    assert found.since < office.clock() - timedelta(hours=1)


def test_everything_that_waited_goes_out_once_the_tenant_accepts_us(office: Office) -> None:
    briefing = office.queue(rule="team=mixed")
    office.script.does = _refuses_other
    drain(office)
    office.script.does = _accepts
    office.clock.forward(minutes=2)
    drain(office)

    assert office.stands(briefing) == {State.SENT: 60}
    assert refusal(office) is None
    steps = office.town.store.look(lambda unit: unit.tenants.steps())
    assert {(OTHER, SetUpStep.OUT), (TENANT, SetUpStep.OUT)} <= steps.keys()


def test_while_a_tenant_refuses_us_few_messages_are_tried(office: Office) -> None:
    office.queue(rule="team=mixed")
    office.script.does = _refuses_other
    drain(office)
    office.script.sent.clear()
    drain(office)

    assert office.script.sent == []


def test_an_alert_is_tried_on_where_a_tenant_refuses_us(office: Office) -> None:
    office.queue(rule="team=mixed")
    office.script.does = _refuses_other
    drain(office)
    alert = office.queue(DeliveryKind.ALERT, rule='email="other-1@ashford.example"')
    office.deliver()
    assert office.stands(alert) == {State.PENDING: 1}
    office.script.does = _accepts
    office.clock.forward(seconds=31)
    office.deliver()

    assert office.stands(alert) == {State.SENT: 1}


def test_nothing_goes_to_a_tenant_that_is_paused_by_hand(office: Office) -> None:
    def pause(unit: Unit, state: TenantState) -> None:
        unit.tenants.set_state(OTHER, state, "console", unit.now)

    office.town.store.act_now(lambda unit: pause(unit, TenantState.PAUSED))
    briefing = office.queue(rule="team=mixed")
    alert = office.queue(DeliveryKind.ALERT, rule='email="other-1@ashford.example"')
    drain(office)
    assert office.stands(briefing) == {State.SENT: 30, State.PENDING: 30}
    assert office.stands(alert) == {State.PENDING: 1}
    office.town.store.act_now(lambda unit: pause(unit, TenantState.ALLOWED))
    drain(office)

    assert office.stands(briefing) == {State.SENT: 60}
    assert office.stands(alert) == {State.SENT: 1}
