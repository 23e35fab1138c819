"""A restored installation sends nothing until somebody resumes, and then nothing blindly."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dialogs.asking.wave_lifecycle import OPENING, REMINDING
from dialogs.needed_now import needed_now
from dialogs.sending.after_restore import (
    RestoredBackup,
    resume_after_restore,
    settle_restore,
)
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import DoubtfulSend
from tests.builders import stored
from tests.builders.partnership import INSTALLATION
from tests.scheduler.office import Office

NO_KEYS = Path("keys.json")


def restore(office: Office, *, made: timedelta = timedelta(hours=8)) -> None:
    """Have the database restored now, from a backup that was made some time ago."""
    backup = RestoredBackup(office.clock() - made, "d" * 64, NO_KEYS)
    office.town.store.act_now(lambda unit: settle_restore(unit, backup, "console", ()))


def doubtful(office: Office) -> list[DoubtfulSend]:
    def look(unit: Unit) -> list[DoubtfulSend]:
        held = unit.backups.held()
        assert held is not None
        return unit.doubtful_sends.found(held.at)

    return office.town.store.look(look)


def resume(office: Office, left_out: Sequence[DoubtfulSend]) -> None:
    def act(unit: Unit) -> None:
        held = unit.backups.held()
        assert held is not None
        resume_after_restore(unit, held, left_out, "console")

    office.town.store.act_now(act)


def test_nothing_is_claimed_until_it_is_resumed(office: Office) -> None:
    briefing, alert = office.queue(), office.queue(DeliveryKind.ALERT, "role=lead")
    restore(office)
    office.clock.forward(hours=3)

    assert office.deliver() == 0
    assert office.script.sent == []
    assert office.stands(briefing) == {State.PENDING: 1}
    assert office.stands(alert) == {State.PENDING: 2}


def test_what_waited_is_not_sent_blindly_and_alerts_are_sent(office: Office) -> None:
    briefing, alert = office.queue(), office.queue(DeliveryKind.ALERT, "role=lead")
    office.clock.forward(hours=8)
    restore(office)

    found = doubtful(office)
    resume(office, found)
    office.deliver()

    assert [(one.dispatch_id, one.people) for one in found] == [(briefing, 1)]
    assert office.stands(briefing) == {State.UNKNOWN: 1}
    assert office.stands(alert) == {State.SENT: 2}
    [missed] = office.town.store.look(lambda unit: unit.deliveries.not_reached(briefing))
    assert missed.reason == "restored"


def test_all_that_waits_is_sent_where_nothing_went_out_since_the_backup(office: Office) -> None:
    briefing = office.queue()
    restore(office)

    resume(office, [])
    office.deliver()

    assert office.stands(briefing) == {State.SENT: 1}


def test_what_was_under_way_is_not_known_and_only_alerts_go_again(office: Office) -> None:
    briefing, alert = office.queue(), office.queue(DeliveryKind.ALERT, "role=lead")
    under_way = update(t.deliveries).values(
        state=State.SENDING, worker="w0", lease_until=office.clock() + timedelta(seconds=90)
    )
    office.town.store.act_now(lambda unit: unit.connection.execute(under_way))
    restore(office)

    assert office.stands(briefing) == {State.UNKNOWN: 1}
    assert office.stands(alert) == {State.PENDING: 2}
    resume(office, doubtful(office))
    office.deliver()
    assert office.stands(alert) == {State.SENT: 2}


def test_what_was_set_for_a_time_after_the_restore_goes_then(office: Office) -> None:
    later = office.queue()
    at = office.clock() + timedelta(days=1)
    for table, column in ((t.dispatches, "due_at"), (t.deliveries, "due_at")):
        statement = update(table).values({column: at})
        office.town.store.act_now(lambda unit, it=statement: unit.connection.execute(it))
    office.town.store.act_now(
        lambda unit: unit.connection.execute(update(t.lanes).values(next_due=at))
    )
    restore(office)

    assert doubtful(office) == []
    resume(office, doubtful(office))
    office.deliver()
    assert office.stands(later) == {State.PENDING: 1}
    office.clock.forward(days=1)
    office.deliver()
    assert office.stands(later) == {State.SENT: 1}


def test_what_a_lead_sends_while_it_is_held_goes_when_it_is_resumed(office: Office) -> None:
    restore(office)
    office.clock.forward(minutes=5)
    new = office.queue()

    assert doubtful(office) == []
    resume(office, doubtful(office))
    office.deliver()
    assert office.stands(new) == {State.SENT: 1}


def a_wave(office: Office, opens_at: datetime) -> None:
    def add(unit: Unit) -> None:
        place = office.town.ashford
        stored.a_wave(
            unit,
            place.partnership,
            action_id=place.action,
            rule="role=practitioner",
            state="planned",
            opens_at=opens_at,
            remind_at=opens_at + timedelta(days=3),
            closes_at=opens_at + timedelta(days=14),
        )

    office.town.store.act_now(add)


@pytest.mark.parametrize(("opened", "is_doubtful"), [(-1, True), (+1, False)])
def test_a_survey_that_the_clock_opens_late_may_have_been_sent_before(
    office: Office, opened: int, is_doubtful: bool
) -> None:
    """Hours before or after the restore; both are opened while nothing is sent."""
    a_wave(office, office.clock() + timedelta(hours=opened))
    restore(office)
    office.clock.forward(hours=2)
    office.town.store.act_now(lambda unit: OPENING.take_all(unit, INSTALLATION))

    assert [one.people > 0 for one in doubtful(office)] == [True] * is_doubtful


def test_a_reminder_that_is_late_may_have_been_sent_before(office: Office) -> None:
    a_wave(office, office.clock() - timedelta(days=4))
    office.town.store.act_now(lambda unit: OPENING.take_all(unit, INSTALLATION))
    office.deliver()
    office.clock.forward(days=4)
    restore(office)
    office.clock.forward(minutes=1)
    office.town.store.act_now(lambda unit: REMINDING.take_all(unit, INSTALLATION))

    kinds = select(t.dispatches.c.kind).where(t.dispatches.c.id == doubtful(office)[0].dispatch_id)
    assert office.town.store.look(lambda unit: unit.connection.scalar(kinds)) == "reminder"


def test_leads_read_that_no_alerts_go_out(office: Office) -> None:
    def first(name: str) -> list[str]:
        turn = office.town.speaking
        return office.town.store.look(
            lambda unit: [one.text for one in needed_now(turn(unit, name))]
        )

    assert "No alerts go out" not in first("lea")
    restore(office)
    assert "No alerts go out" in first("lea")
    assert "No alerts go out" not in first("ann")


def test_a_step_that_refuses_undoes_the_hold_with_everything_else(office: Office) -> None:
    def refuse(_unit: Unit, _keys: Path) -> str | None:
        raise RuntimeError

    backup = RestoredBackup(office.clock(), "d" * 64, NO_KEYS)
    with pytest.raises(RuntimeError):
        office.town.store.act_now(lambda unit: settle_restore(unit, backup, "console", [refuse]))
    assert office.town.store.look(lambda unit: unit.backups.held()) is None


def test_what_the_steps_have_done_is_told(office: Office) -> None:
    def erase(_unit: Unit, keys: Path) -> str | None:
        return f"by {keys}"

    def nothing(_unit: Unit, _keys: Path) -> str | None:
        return None

    backup, steps = RestoredBackup(office.clock(), "d" * 64, NO_KEYS), (erase, nothing)
    told = office.town.store.act_now(lambda unit: settle_restore(unit, backup, "console", steps))

    assert told == ["by keys.json"]
