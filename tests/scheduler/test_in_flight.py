"""The window of messages of one process: slow ones do not fill it, and a stop gives it back."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.network.sessions import MOST_IN_FLIGHT
from dialogs.ports import Address, Delivered, Outcome, RetryLater
from scheduler import in_flight, messages
from scheduler.in_flight import CONCURRENT, MOST, WINDOW
from scheduler.learning import UNREACHABLE
from scheduler.messages import Delivery
from storage.store import Store
from surveys.problems import Refusal
from surveys.sending.delivery import CANARY, DeliveryKind, State
from tests.scheduler.office import Office, Script

TEAM = "team=newcomers"


class Gate(Script):
    """A sender whose messages hang until the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = asyncio.Event()
        self.in_flight = self.most_in_flight = 0

    async def send(self, address: Address, body: bytes, *, has_slot: bool = False) -> Outcome:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await self.opened.wait()
        self.in_flight -= 1
        return await super().send(address, body, has_slot=has_slot)


async def until(holds: Any) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - what it waits for is a number of a stand-in
            await asyncio.sleep(0.01)


async def test_no_more_than_a_window_is_taken_on_and_a_part_of_it_flies(office: Office) -> None:
    people = WINDOW + 20
    office.newcomers(people)
    alert = office.queue(DeliveryKind.ALERT, TEAM)
    gate = Gate()
    running = asyncio.create_task(Delivery(replace(office.context, sender=gate)).run_dry())
    await until(lambda: gate.in_flight == CONCURRENT)
    assert office.stands(alert) == {State.SENDING: WINDOW, State.PENDING: 20}
    gate.opened.set()

    assert await running == people
    assert gate.most_in_flight == CONCURRENT
    assert office.stands(alert) == {State.SENT: people}


def test_the_session_has_a_connection_for_all_that_may_hang() -> None:
    assert MOST < MOST_IN_FLIGHT


async def test_messages_that_hang_make_room_for_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        in_flight, "SLOW", 0.05
    )  # two seconds, shortened so that nobody waits for them
    office.newcomers(100)
    office.queue(DeliveryKind.ALERT, TEAM)
    gate = Gate()
    running = asyncio.create_task(Delivery(replace(office.context, sender=gate)).run_dry())
    await until(lambda: gate.in_flight == 100)
    gate.opened.set()

    assert await running == 100


async def test_those_that_hang_are_not_followed_by_more_than_may_fly(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_flight, "SLOW", 0.05)
    monkeypatch.setattr(
        in_flight, "MOST", CONCURRENT + 10
    )  # 512, lowered so that a hundred are more
    office.newcomers(100)
    alert = office.queue(DeliveryKind.ALERT, TEAM)
    gate = Gate()
    running = asyncio.create_task(Delivery(replace(office.context, sender=gate)).run_dry())
    await until(lambda: gate.in_flight == CONCURRENT + 10)
    await asyncio.sleep(0.2)

    assert gate.most_in_flight == CONCURRENT + 10
    gate.opened.set()
    assert await running == 100
    assert office.stands(alert) == {State.SENT: 100}


async def test_a_stop_gives_back_what_is_ready_to_follow(office: Office) -> None:
    office.newcomers(100)
    alert = office.queue(DeliveryKind.ALERT, TEAM)
    gate = Gate()
    delivery = Delivery(replace(office.context, sender=gate))
    running = asyncio.create_task(delivery.run_dry())
    await until(lambda: gate.in_flight == CONCURRENT)
    delivery.stop()
    await until(
        lambda: office.stands(alert) == {State.SENDING: CONCURRENT, State.PENDING: 100 - CONCURRENT}
    )
    gate.opened.set()
    await running

    assert office.stands(alert) == {State.SENT: CONCURRENT, State.PENDING: 100 - CONCURRENT}


async def test_more_texts_than_are_kept_in_mind_are_all_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "MOST_TEXTS", 1)  # 64, lowered so that three are more
    office.newcomers(50)
    alerts = [office.queue(DeliveryKind.ALERT, TEAM, once=str(n)) for n in range(3)]
    await Delivery(office.context).run_dry()

    assert [(office.state_of(one), office.stands(one)) for one in alerts] == [
        ("open", {State.SENT: 50})
    ] * 3


async def test_a_stop_gives_back_what_waits_for_its_slot_and_lets_what_is_in_flight_arrive(
    office: Office,
) -> None:
    office.newcomers(10)
    alert = office.queue(DeliveryKind.ALERT, TEAM)
    delivery = Delivery(replace(office.context, rate=0.5))  # a slot every two seconds
    running = asyncio.create_task(delivery.run_dry())
    await until(lambda: len(office.script.sent) == 1)
    delivery.stop()
    await running

    assert office.stands(alert) == {State.SENT: 1, State.PENDING: 9}
    assert len(office.script.sent) == 1


@dataclass
class Broken:
    """A store that saves nothing for a while."""

    store: Store
    fails: int = 0

    async def act(self, run: Any) -> Any:
        if self.fails:
            self.fails -= 1
            raise Refusal("not-saved")
        return await self.store.act(run)

    async def read(self, run: Any) -> Any:
        return await self.store.read(run)


async def test_what_came_back_while_nothing_could_be_saved_is_kept_afterwards(
    office: Office,
) -> None:
    briefing = office.queue()
    store = Broken(office.town.store)

    def does(address: Address) -> Outcome:
        store.fails = 3
        return Delivered("7", address.conversation_id or "")

    office.script.does = does
    delivery = Delivery(replace(office.context, store=store))  # pyright: ignore[reportArgumentType]
    for _ in range(3):
        with pytest.raises(Refusal):
            await delivery.run_dry()
        assert office.stands(briefing) == {State.SENDING: 1}
    await delivery.run_dry()

    assert office.stands(briefing) == {State.SENT: 1}
    assert len(office.script.sent) == 1


async def test_where_nothing_can_be_reached_no_try_is_used_up_and_a_few_look_seldom(
    office: Office,
) -> None:
    office.newcomers(30)
    briefing = office.queue(rule=TEAM)
    office.script.does = lambda _: RetryLater(
        2.0, throttled=False, reason="never-connected", tried=False
    )
    delivery = Delivery(office.context)
    for _ in range(60):  # ten minutes
        await delivery.run_dry()
        office.clock.forward(seconds=10)
    tries = len(office.script.sent)
    office.script.does = lambda address: Delivered("1", address.conversation_id or "")
    office.clock.forward(seconds=UNREACHABLE.longest)
    while await delivery.run_dry():
        pass

    assert office.stands(briefing) == {State.SENT: 30}
    assert tries <= 24 * CANARY, "after 2, 4, 8, 16 seconds and then every half minute"
