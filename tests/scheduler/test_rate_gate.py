"""A message waits for its rate slot, is looked at again after a while, and may miss the slot."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from dialogs.ports import Address, Delivered, Outcome
from scheduler.delivery_context import DeliveryContext
from scheduler.messages import Delivery
from scheduler.rate_gate import MARGIN, MISSED, RateGate
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import RateSlots
from tests.builders.partnership import TENANT
from tests.scheduler.office import Office

TEAM = "team=newcomers"
RATE = 16


def test_messages_that_wait_for_their_slot_are_sent_when_it_comes(office: Office) -> None:
    office.newcomers(8)
    alert = office.queue(DeliveryKind.ALERT, TEAM)
    asyncio.run(Delivery(replace(office.context, rate=RATE)).run_dry())

    assert office.stands(alert) == {State.SENT: 8}


def test_a_message_called_off_while_it_waits_for_its_slot_is_not_sent(office: Office) -> None:
    office.newcomers(8)
    briefing = office.queue(rule=TEAM)
    store = office.town.store

    def does(address: Address) -> Outcome:
        store.act_now(lambda unit: unit.deliveries.pause(briefing, "by-lead"))
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    asyncio.run(Delivery(replace(office.context, rate=8)).run_dry())

    assert len(office.script.sent) == 1
    assert office.stands(briefing) == {State.SENT: 1, State.PENDING: 7}


def test_a_pause_of_a_tenant_reaches_what_another_process_has_waiting_for_its_slot(
    office: Office,
) -> None:
    office.newcomers(10)
    alert = office.queue(DeliveryKind.ALERT, TEAM)
    store = office.town.store

    def does(address: Address) -> Outcome:
        store.act_now(
            lambda unit: unit.deliveries.pause_tenant(TENANT, unit.now + timedelta(seconds=30))
        )
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    context: DeliveryContext = replace(office.context, rate=RATE)
    asyncio.run(Delivery(context).run_dry())

    assert len(office.script.sent) <= 2  # the second was on its way when the first was answered
    assert office.stands(alert)[State.PENDING] >= 8


@dataclass
class Late:
    """A store whose first commit takes longer than the slot; `meanwhile` is run on the database."""

    store: Store
    meanwhile: Callable[[Unit], object]
    held: list[float] = field(default_factory=list[float])

    async def act(self, run: Any) -> Any:
        result = await self.store.act(run)
        if not self.held:
            self.store.act_now(self.meanwhile)
            self.held.append(time.monotonic())
            await asyncio.sleep(MARGIN + 2 * MISSED)
        return result

    async def read(self, run: Any) -> Any:
        return await self.store.read(run)


def sent_at(office: Office, store: Late, rate: float) -> list[float]:
    """Send what is due, at a rate; return when it went."""
    went: list[float] = []

    def does(address: Address) -> Outcome:
        went.append(time.monotonic())
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    late: Any = store
    asyncio.run(Delivery(replace(office.context, store=late, rate=rate)).run_dry())
    return went


def test_a_message_whose_slot_was_missed_waits_behind_what_others_have_taken_since(
    office: Office,
) -> None:
    briefing = office.queue()
    slots, others = RateSlots(RATE, office.context.wall(), 0.0, TENANT), 8

    def others_speak(unit: Unit) -> None:
        for _ in range(others):
            unit.claims.reserve_slot(TENANT, unit.now, slots)

    store = Late(office.town.store, others_speak)
    went = sent_at(office, store, RATE)

    assert office.stands(briefing) == {State.SENT: 1}
    assert went[0] - store.held[0] > (others - 2) * slots.apart


def test_a_message_whose_slot_was_missed_is_not_sent_to_a_tenant_that_is_paused_by_now(
    office: Office,
) -> None:
    briefing = office.queue()
    store = Late(
        office.town.store,
        lambda unit: unit.deliveries.pause_tenant(TENANT, unit.now + timedelta(seconds=30)),
    )
    went = sent_at(office, store, RATE)

    assert not went
    assert office.stands(briefing) == {State.PENDING: 1}


def test_where_slots_are_close_lateness_asks_for_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def another(_self: RateGate, tenant_id: str) -> bool:
        asked.append(tenant_id)
        return True

    monkeypatch.setattr(RateGate, "_reserve_another", another)
    office.queue()
    went = sent_at(office, Late(office.town.store, lambda _: None), 10_000)

    assert len(went) == 1
    assert not asked
