"""Alerts under a storm: three sends in ten fail in some way, and workers die with claims in hand.

However it goes, each concern is taken on by someone whom an alert reached, or is shown as not
reached; and once it is taken on, nothing more goes out.
"""

import asyncio
import random
from collections import Counter
from datetime import timedelta

import pytest

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Unknown
from dialogs.trust.watch_alerts import not_reached
from scheduler.delivery_context import DeliveryContext
from scheduler.messages import deliver_due
from storage.store import Store
from storage.unit import Unit
from surveys.people import ChatState
from surveys.sending.delivery import DeliveryKind
from surveys.sending.quiet_hours import Quiet
from tests.builders.clock import UNLIMITED, SettableClock
from tests.builders.concerns import a_concern, take_on
from tests.builders.partnership import INSTALLATION, Town, a_town
from tests.scheduler.office import Script

CONCERNS, KILLS, TICKS = 30, 20, 40
FAILURES: tuple[Outcome, ...] = (
    RetryLater(2.0, throttled=True, reason="throttled"),
    RetryLater(2.0, throttled=False, reason="never-connected", tried=False),
    Refused("ConversationBlockedByUser", ChatState.BLOCKED),
    Refused("BotNotInConversationRoster", ChatState.NOT_INSTALLED),
    Refused("forbidden", ChatState.BLOCKED),
    Refused("not-authorised"),
    Unknown("http-503"),
    Unknown("lost_reply"),
)


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def a_context(
    town: Town, clock: SettableClock, share: float, chance: random.Random
) -> tuple[DeliveryContext, Script]:
    """A worker whose sends fail so often, in every way that Teams has."""

    def does(address: Address) -> Outcome:
        if chance.random() < share:
            return chance.choice(FAILURES)
        return Delivered("1", address.conversation_id or "new-chat")

    script = Script(does)
    quiet = Quiet(None, None, frozenset())
    return DeliveryContext(
        town.store, script, lambda _reply, _at: b"{}", INSTALLATION, quiet, clock, "w", rate=1e9
    ), script


def a_worker_dies(town: Town) -> None:
    """Have a worker take on what is due, and never be heard of again."""
    lease = timedelta(seconds=90)
    town.store.act_now(lambda unit: unit.claims.take("died", unit.now, 9, lease, UNLIMITED))


def told(town: Town) -> set[int]:
    """Return the concerns of which an alert has told a lead."""

    def look(unit: Unit) -> set[int]:
        reached = {"sent", "proven"}
        alerts = unit.deliveries.recent(None, [DeliveryKind.ALERT], 1000)
        titles = {
            one.title.removeprefix("Alert ")
            for one in alerts
            if any(
                number
                for state, number in unit.deliveries.counts(one.id).items()
                if state.value in reached
            )
        }
        return {one.id for one in unit.concerns.still_open() if one.ref in titles}

    return town.store.look(look)


def a_lead_answers_what_came(town: Town) -> None:
    for concern in told(town):
        take_on(town.store, concern, town.ids["lea"])
    town.store.act_now(lambda unit: unit.alerts.end_answered(unit.now))


def states(town: Town) -> Counter[str]:
    return Counter(town.store.look(lambda unit: [one.state for one in unit.concerns.still_open()]))


def test_every_alert_arrives_while_three_sends_in_ten_fail_and_workers_are_killed(
    town: Town, clock: SettableClock
) -> None:
    chance = random.Random(7)
    context, script = a_context(town, clock, 0.3, chance)
    for tick in range(TICKS):
        if tick < CONCERNS:
            a_concern(town.store, "Ashford", mark=str(tick))
        if tick < KILLS:
            a_worker_dies(town)
        town.store.act_now(lambda unit: unit.claims.expire(unit.now))
        asyncio.run(deliver_due(context))
        a_lead_answers_what_came(town)
        clock.forward(seconds=31)

    assert states(town) == {"acknowledged": CONCERNS}
    sent = len(script.sent)
    clock.forward(hours=1)
    asyncio.run(deliver_due(context))
    assert len(script.sent) == sent


def test_what_reaches_no_one_is_shown_as_not_reached(town: Town, clock: SettableClock) -> None:
    context, _ = a_context(town, clock, 1.0, random.Random(7))
    ref = a_concern(town.store, "Ashford")
    for _ in range(10):
        asyncio.run(deliver_due(context))
        a_lead_answers_what_came(town)
        clock.forward(seconds=31)

    assert states(town) == {"new": 1}
    assert town.store.look(not_reached) == [ref]
