"""A canary goes first: the other messages wait until its own have gone well.

Where they have not, the lead is told.
"""

import pytest
from sqlalchemy import select

from dialogs.ports import Address, Delivered, Outcome, Refused, Unknown
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import CANARY, UNCLEAR, DeliveryKind, State, canary_verdict
from surveys.sending.quiet_hours import parse_quiet
from surveys.sending.reasons import ENDING
from tests.builders.clock import NOON
from tests.scheduler.office import Office

TEAM = "team=newcomers"
ALL = 60


def sent_to(office: Office) -> list[str]:
    return [address.aad_object_id for address in office.script.sent]


def refused(address: Address) -> Outcome:
    return Refused("http-415")


def test_a_canary_goes_first_and_everybody_else_when_it_has_gone_well(office: Office) -> None:
    office.newcomers(ALL)
    briefing = office.queue(rule=TEAM)
    stood_at: list[dict[State, int]] = []

    def does(address: Address) -> Outcome:
        if len(office.script.sent) == CANARY + 1:
            stood_at.append(office.stands(briefing))
        return Delivered("1", address.conversation_id or "")

    office.script.does = does
    office.deliver()

    assert [stood[State.SENT] for stood in stood_at] == [CANARY]
    assert office.stands(briefing) == {State.SENT: ALL}


def test_a_canary_that_fails_pauses_the_dispatch_and_tells_the_lead(office: Office) -> None:
    office.newcomers(ALL)
    briefing = office.queue(rule=TEAM)
    office.script.does = refused
    office.deliver()

    assert (office.state_of(briefing), office.stands(briefing)) == (
        "paused",
        {State.FAILED: CANARY, State.PENDING: ALL - CANARY},
    )
    told = [one for one in sent_to(office) if one in {"aad-lea", "aad-len"}]
    assert told, "the leads were written to"
    assert "Too many of the first 20 messages did not arrive." in note(office)


def note(office: Office) -> str:
    query = select(t.dispatches.c.content).where(t.dispatches.c.kind == DeliveryKind.NOTE)
    return office.town.store.look(lambda unit: "".join(unit.connection.scalars(query)))


def test_one_in_twenty_that_fails_holds_up_nobody(office: Office) -> None:
    office.newcomers(ALL)
    briefing = office.queue(rule=TEAM)
    failed: list[str] = []

    def does(address: Address) -> Outcome:
        if failed:
            return Delivered("1", address.conversation_id or "")
        failed.append(address.aad_object_id)
        return refused(address)

    office.script.does = does
    office.deliver()

    assert office.stands(briefing) == {State.SENT: ALL - 1, State.FAILED: 1}


def test_a_connector_that_loses_every_reply_loses_no_more_than_a_canary(office: Office) -> None:
    office.newcomers(ALL)
    briefing = office.queue(rule=TEAM)
    office.script.does = lambda _: Unknown("http-503")
    office.deliver()

    assert office.stands(briefing) == {State.UNKNOWN: CANARY, State.PENDING: ALL - CANARY}


def test_a_small_audience_needs_no_canary(office: Office) -> None:
    office.newcomers(CANARY)
    briefing = office.queue(rule=TEAM)
    office.script.does = refused
    office.deliver()

    assert office.stands(briefing) == {State.FAILED: CANARY}


def test_an_alert_waits_for_no_canary(office: Office) -> None:
    office.newcomers(ALL)
    office.queue(DeliveryKind.ALERT, TEAM)

    assert office.deliver() == ALL


def test_a_canary_is_spread_over_the_audience_and_takes_those_who_are_known(office: Office) -> None:
    office.newcomers(ALL)

    def forget(unit: Unit) -> None:
        known = t.chats.c.aad_object_id.in_([f"aad-new-{n:03d}" for n in range(0, ALL, 2)])
        unit.connection.execute(t.chats.update().where(known).values(state="removed"))

    office.town.store.act_now(forget)
    briefing = office.queue(rule=TEAM)
    first = (
        select(t.people.c.aad_object_id)
        .join(t.deliveries, t.deliveries.c.person_id == t.people.c.id)
        .join(t.lanes, t.lanes.c.id == t.deliveries.c.lane_id)
        .where(t.lanes.c.canary, t.deliveries.c.dispatch_id == briefing)
    )
    names = office.town.store.look(lambda unit: sorted(unit.connection.scalars(first)))

    assert len(names) == CANARY
    assert all(int(name[-3:]) % 2 for name in names)
    assert names[-1] > "aad-new-039"


@pytest.mark.parametrize(
    "kind", [DeliveryKind.BRIEFING, DeliveryKind.SURVEY, DeliveryKind.REMINDER]
)
def test_what_is_quiet_for_a_canary_waits_and_is_no_failure(
    office: Office, kind: DeliveryKind
) -> None:
    office.newcomers(ALL)
    sending = office.queue(kind, TEAM)
    night = parse_quiet("08:00-13:00", "")
    object.__setattr__(office.context, "quiet", night)
    office.deliver()

    assert (office.state_of(sending), office.stands(sending)) == ("open", {State.PENDING: ALL})
    office.clock.set(NOON.replace(hour=13, minute=1))
    office.deliver()
    assert office.stands(sending) == {State.SENT: ALL}


@pytest.mark.parametrize(
    ("counts", "under_way", "verdict"),
    [
        ({}, 0, "wait"),
        ({(State.SENT, None): 19}, 1, "wait"),
        ({(State.SENT, None): 20}, 0, "go"),
        ({(State.SENT, None): 19, (State.FAILED, "blocked"): 1}, 0, "go"),
        ({(State.FAILED, "http-415"): 2}, 18, "stop"),
        ({(State.FAILED, "http-415"): 1, (State.SENT, None): 19}, 0, "go"),
        *(({(State.FAILED, reason): 20}, 0, "go") for reason in sorted(ENDING - {UNCLEAR})),
        ({(State.FAILED, UNCLEAR): 5, (State.SENT, None): 15}, 0, "go"),
        ({(State.FAILED, UNCLEAR): 6, (State.SENT, None): 14}, 0, "stop"),
        ({(State.UNKNOWN, "lost_reply"): 5, (State.SENT, None): 15}, 0, "go"),
        ({(State.UNKNOWN, "lost_reply"): 6, (State.SENT, None): 14}, 0, "stop"),
        ({(State.UNKNOWN, "lease_ran_out"): 20}, 0, "go"),
        ({(State.SKIPPED, "opted_out"): 20}, 0, "go"),
        ({(State.PENDING, None): 20}, 0, "wait"),
    ],
)
def test_a_verdict_follows_from_what_became_of_the_canary(
    counts: dict[tuple[State, str | None], int], under_way: int, verdict: str
) -> None:
    assert canary_verdict(counts, under_way) == verdict
