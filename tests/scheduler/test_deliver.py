"""What an outcome means for a message, with a sender whose outcomes the test says."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select, update

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater
from dialogs.replies import Said
from scheduler.messages import deliver_due
from scheduler.periodic_tasks import delivering
from scheduler.progress_cards import ProgressCardUpdates
from storage import tables as t
from storage.store import Store
from surveys.people import Chat, ChatState
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import RateSlots
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, a_town
from tests.scheduler.office import NO_CONNECTION, Office


def test_an_alert_is_tried_again_soon_however_long_teams_has_been_away(office: Office) -> None:
    alert = office.queue(DeliveryKind.ALERT, "role=lead")
    office.script.does = lambda _: NO_CONNECTION
    for _ in range(60):
        assert office.deliver() == 2, "after two minutes at most it is due again"
        office.clock.forward(minutes=2)
    office.script.does = lambda address: Delivered("1", address.conversation_id or "")
    office.deliver()

    assert office.stands(alert) == {State.SENT: 2}


def test_an_alert_outlives_a_sign_in_of_ours_that_is_refused(office: Office) -> None:
    alert = office.queue(DeliveryKind.ALERT, "role=lead")
    office.script.does = lambda _: Refused("not-authorised")
    office.deliver()
    assert (office.state_of(alert), office.stands(alert)) == ("open", {State.PENDING: 2})
    office.script.does = lambda address: Delivered("1", address.conversation_id or "")
    office.clock.forward(seconds=31)
    office.deliver()

    assert office.stands(alert) == {State.SENT: 2}


@pytest.mark.parametrize("state", ChatState)
def test_what_is_known_of_a_chat_closes_no_door_to_an_alert(
    office: Office, state: ChatState
) -> None:
    office.town.store.act_now(
        lambda unit: unit.people.mark_chat(TENANT, "aad-lea", state, unit.now)
    )
    alert = office.queue(DeliveryKind.ALERT, "role=lead")
    office.deliver()

    assert office.stands(alert) == {State.SENT: 2}


def test_a_lead_without_an_entra_id_is_looked_at_again_until_there_is_one(office: Office) -> None:
    lea = update(t.people).where(t.people.c.name == "Lea")
    store = office.town.store
    store.act_now(lambda unit: unit.connection.execute(lea.values(aad_object_id=None)))
    alert = office.queue(DeliveryKind.ALERT, "role=lead")
    for _ in range(20):
        office.deliver()
        office.clock.forward(minutes=10)
    assert office.stands(alert) == {State.SENT: 1, State.PENDING: 1}
    store.act_now(lambda unit: unit.connection.execute(lea.values(aad_object_id="aad-lea")))
    office.deliver()

    assert office.stands(alert) == {State.SENT: 2}


def test_a_lead_who_has_left_gets_no_alert(office: Office) -> None:
    lea = update(t.people).where(t.people.c.name == "Lea").values(left_at=office.clock())
    alert = office.queue(DeliveryKind.ALERT, "role=lead")
    office.town.store.act_now(lambda unit: unit.connection.execute(lea))
    office.deliver()

    assert office.stands(alert) == {State.SENT: 1, State.SKIPPED: 1}


def test_an_alert_that_cannot_be_drawn_is_not_paused(office: Office) -> None:
    alert = office.queue(DeliveryKind.ALERT, "role=lead", content="{")
    office.deliver()

    assert (office.state_of(alert), office.stands(alert)) == ("open", {State.PENDING: 2})


def test_a_briefing_waits_when_a_tenant_refuses_our_sign_in(office: Office) -> None:
    briefing = office.queue()
    office.script.does = lambda _: Refused("not-authorised")
    office.deliver()

    assert (office.state_of(briefing), office.stands(briefing)) == ("open", {State.PENDING: 1})


def test_a_chat_that_is_gone_is_opened_anew_for_the_same_message(office: Office) -> None:
    briefing = office.queue()
    office.script.does = lambda address: (
        Refused("ConversationNotFound", ChatState.GONE)
        if address.conversation_id
        else Delivered("1", "new-chat")
    )
    while office.deliver():
        pass

    assert office.stands(briefing) == {State.SENT: 1}
    assert [address.conversation_id for address in office.script.sent] == ["chat-ann", None]
    chat = office.chat("ann")
    assert chat is not None
    assert (chat.conversation_id, chat.state, chat.teams_user_id) == (
        "new-chat",
        "installed",
        "29:ann",
    )


def test_a_chat_that_is_gone_is_opened_anew_once_only(office: Office) -> None:
    briefing = office.queue()
    office.script.does = lambda _: Refused("ConversationNotFound", ChatState.GONE)
    while office.deliver():
        pass

    assert office.stands(briefing) == {State.FAILED: 1}
    assert len(office.script.sent) == 2


def test_a_fault_with_one_message_leaves_none_beside_it_unknown(office: Office) -> None:
    briefing = office.queue(rule="role=practitioner")

    def does(address: Address) -> Outcome:
        if address.aad_object_id == "aad-bob":
            raise ValueError
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    office.deliver()

    assert office.stands(briefing) == {State.SENT: 2, State.UNKNOWN: 1}


def test_a_message_that_cannot_be_drawn_waits_and_holds_up_no_other(office: Office) -> None:
    new = Said(title="Too new", text="There.").model_dump_json()
    unknown, not_a_reply, well = (
        office.queue(once="1", content=new),
        office.queue(once="2", content="{"),
        office.queue(once="3"),
    )
    while office.deliver():
        pass

    assert [office.state_of(one) for one in (unknown, not_a_reply, well)] == [
        "paused",
        "paused",
        "open",
    ]
    assert [office.stands(one) for one in (unknown, not_a_reply)] == [{State.PENDING: 1}] * 2
    assert office.stands(well) == {State.SENT: 1}


def test_what_a_person_said_meanwhile_of_their_chat_is_not_overwritten(office: Office) -> None:
    briefing = office.queue()
    store, person = office.town.store, office.town.ids["ann"]
    store.act_now(lambda unit: unit.people.mark_chat(TENANT, "aad-ann", ChatState.GONE, unit.now))

    def does(address: Address) -> Outcome:
        there = Chat(
            "aad-ann",
            TENANT,
            "29:ann",
            "her own",
            "https://smba.example/emea",
            ChatState.REMOVED,
            "Europe/Paris",
        )
        store.act_now(lambda unit: unit.people.see(there, unit.now))
        return Delivered("1", "the one we opened")

    office.script.does = does
    office.deliver()
    chat = store.look(lambda unit: unit.people.chat_of(person))

    assert office.stands(briefing) == {State.SENT: 1}
    assert chat is not None
    assert (chat.conversation_id, chat.state, chat.time_zone) == (
        "her own",
        "removed",
        "Europe/Paris",
    )


def test_a_shorter_pause_never_shortens_a_longer_one(store: Store, clock: SettableClock) -> None:
    a_town(store)
    long, short = clock.now + timedelta(seconds=120), clock.now + timedelta(seconds=1)
    for until in (long, short):
        store.act_now(lambda unit, until=until: unit.deliveries.pause_tenant(TENANT, until))

    assert store.look(lambda unit: unit.connection.scalar(select(t.tenant_pauses.c.until))) == long


def test_a_broadcast_does_not_hold_up_looking_for_lost_leases(office: Office) -> None:
    assert [one.name for one in delivering(office.context)] == ["deliver"]


def test_a_progress_card_that_teams_was_too_busy_for_is_updated_later(office: Office) -> None:
    briefing = office.queue()
    office.deliver()
    lead = office.town.ids["lea"]
    shown = (
        update(t.dispatches).where(t.dispatches.c.id == briefing).values(card_id="7", asked_by=lead)
    )
    office.town.store.act_now(lambda unit: unit.connection.execute(shown))
    office.script.updates = [
        RetryLater(2.0, throttled=True, reason="throttled"),
        Delivered("7", "chat-lea"),
    ]

    cards = ProgressCardUpdates(office.context)

    assert asyncio.run(cards.show()) == 1
    assert asyncio.run(cards.show()) == 1
    assert asyncio.run(cards.show()) == 0


@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_who_has_left_gets_nothing_that_still_waits(office: Office, kind: DeliveryKind) -> None:
    waiting = office.queue(kind)
    gone = update(t.people).where(t.people.c.email == "ann@ashford.example")
    office.town.store.act_now(
        lambda unit: unit.connection.execute(gone.values(left_at=office.clock()))
    )
    office.deliver()

    assert (office.stands(waiting), office.script.sent) == ({State.SKIPPED: 1}, [])


def test_a_service_address_that_cannot_be_reached_holds_up_no_other_of_its_tenant(
    office: Office,
) -> None:
    store, down = office.town.store, "https://smba.example/down"
    moved = update(t.chats).where(t.chats.c.aad_object_id == "aad-ann").values(service_url=down)
    store.act_now(lambda unit: unit.connection.execute(moved))
    briefing = office.queue(rule="role=practitioner")

    def does(address: Address) -> Outcome:
        if address.service_url == down:
            return NO_CONNECTION
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    office.deliver()
    assert office.stands(briefing) == {State.SENT: 2, State.PENDING: 1}
    assert store.look(lambda unit: unit.connection.execute(t.tenant_pauses.select()).all()) == []
    office.script.does = lambda address: Delivered("1", address.conversation_id or "")
    office.clock.forward(seconds=31)
    office.deliver()

    assert office.stands(briefing) == {State.SENT: 3}
    attempts = select(t.deliveries.c.attempt).where(t.deliveries.c.dispatch_id == briefing)
    assert set(store.look(lambda unit: unit.connection.scalars(attempts).all())) == {1}


def test_a_chat_that_teams_refuses_to_open_is_about_that_person_alone(office: Office) -> None:
    office.newcomers(60)
    briefing = office.queue(rule="team=newcomers")
    bad = "aad-new-007"

    def does(address: Address) -> Outcome:
        if address.aad_object_id == bad:
            return Refused("chat-not-opened")
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    office.deliver()

    assert (office.state_of(briefing), office.stands(briefing)) == (
        "open",
        {State.SENT: 59, State.FAILED: 1},
    )


def test_a_message_to_a_chat_that_was_blocked_a_week_ago_says_that_it_works_again(
    office: Office,
) -> None:
    store, town = office.town.store, office.town
    store.act_now(lambda unit: unit.newly_reachable.done(list(town.ids.values())))
    store.act_now(
        lambda unit: unit.people.mark_chat(TENANT, "aad-ann", ChatState.BLOCKED, unit.now)
    )
    first = office.queue(once="1")
    office.deliver()
    assert office.stands(first) == {State.FAILED: 1}
    office.clock.forward(days=7)
    second = office.queue(once="2")
    office.deliver()

    assert office.stands(second) == {State.SENT: 1}
    chat = office.chat("ann")
    assert chat is not None
    assert chat.state is ChatState.INSTALLED
    assert store.look(lambda unit: unit.newly_reachable.humans(9)) == [[office.town.ids["ann"]]]


def test_a_backlog_of_what_is_only_to_be_left_out_takes_no_rate_slots(office: Office) -> None:
    many, rate = 300, 2.0
    office.newcomers(many)
    store, clock = office.town.store, office.clock
    alert = office.queue(DeliveryKind.ALERT, "role=lead")
    old, cancelled = office.queue(rule="team=newcomers"), office.queue(rule="everyone", once="2")
    store.act_now(lambda unit: unit.deliveries.pause_tenant(TENANT, unit.now + timedelta(hours=1)))
    assert office.deliver() == 0
    opted_out = update(t.people).where(t.people.c.team == "newcomers").values(opted_out=True)
    store.act_now(lambda unit: unit.connection.execute(opted_out))
    store.act_now(lambda unit: unit.changes.stop(cancelled, "cancelled", unit.now))
    clock.forward(hours=1, seconds=1)
    new = office.queue(once="3")
    began, asked = clock.now.timestamp(), count()

    def deliver() -> None:  # a second passes from one time that slots are asked for to the next
        wall = lambda: began + next(asked)  # noqa: E731
        asyncio.run(deliver_due(replace(office.context, rate=rate, wall=wall)))

    deliver()
    assert office.stands(alert) == {State.SENT: 2}
    assert office.stands(new) == {State.SENT: 1}
    while State.PENDING in office.stands(old):
        deliver()
    assert next(asked) < many / rate / 3, "they would have had one slot each"


def test_a_new_send_has_its_share_of_slots_beside_an_old_one(office: Office) -> None:
    office.newcomers(60)
    office.queue(DeliveryKind.ALERT, once="alert", rule='email="lea@ashford.example"')
    old = office.queue(DeliveryKind.NOTE, "team=newcomers", once="1")
    office.clock.forward(minutes=10)
    new = office.queue(DeliveryKind.NOTE, once="2")
    slots = RateSlots(rate=25.0, at=office.clock.now.timestamp(), ahead=0.1, default_tenant=TENANT)
    store, lease = office.town.store, timedelta(seconds=90)
    taken = store.act_now(lambda unit: unit.claims.take("w", unit.now, 50, lease, slots))

    assert len(taken) == slots.left(None)
    assert {claim.kind for claim in taken[:1]} == {DeliveryKind.ALERT}
    assert {claim.dispatch_id for claim in taken[1:]} == {old, new}
