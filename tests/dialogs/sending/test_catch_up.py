"""Who can be reached again is sent what still holds: from rows, on both databases."""

from dataclasses import replace

from dialogs.impact.import_records import import_records
from dialogs.sending.catch_up import catch_up
from storage import tables as t
from storage.unit import Unit
from surveys.accounts import TeamsAccount
from surveys.people import ChatState
from surveys.sending.delivery import DeliveryKind, State
from tests.builders import files
from tests.builders.emails import (
    NOT_INSTALLED,
    a_missed_briefing,
    a_missed_survey,
    a_reminder,
    change,
    emails,
)
from tests.builders.partnership import INSTALLATION, TENANT, Town


def reached(town: Town, name: str = "ann", most_asks: int = 4) -> None:
    """Let the chat of a person work again, and send them what they have missed."""
    installation = replace(INSTALLATION, most_asks=most_asks)

    def run(unit: Unit) -> None:
        unit.newly_reachable.done(list(town.ids.values()))  # whom the builders brought in
        unit.people.mark_chat(TENANT, f"aad-{name}", ChatState.BLOCKED, unit.now)
        unit.people.mark_chat(TENANT, f"aad-{name}", ChatState.INSTALLED, unit.now)
        catch_up(unit, installation)
        assert unit.newly_reachable.humans(1) == []

    town.store.act_now(run)


def counts(town: Town, dispatch: int) -> dict[State, int]:
    found = town.store.look(lambda unit: unit.deliveries.counts(dispatch))
    return {state: number for state, number in found.items() if number}


def state_of(town: Town, dispatch: int) -> str:
    found = town.store.look(lambda unit: unit.deliveries.dispatch(dispatch))
    assert found is not None
    return found.state


def test_what_was_missed_waits_again_in_a_send_that_goes_on(town: Town) -> None:
    sent = (State.SENT, None)
    dispatch = a_missed_briefing(town, {"ann": NOT_INSTALLED, "bob": sent, "cat": NOT_INSTALLED})
    reached(town)
    assert counts(town, dispatch) == {State.PENDING: 1, State.SENT: 1, State.FAILED: 1}
    assert state_of(town, dispatch) == "open"
    [waiting] = town.store.look(
        lambda unit: unit.connection.execute(
            t.deliveries.select().where(t.deliveries.c.state == State.PENDING)
        ).all()
    )
    assert (waiting.person_id, waiting.reason, waiting.attempt) == (town.ids["ann"], None, 0)


def test_a_reason_that_does_not_end_leaves_it_as_it_is(town: Town) -> None:
    dispatch = a_missed_briefing(
        town, {"ann": (State.FAILED, "bad-request"), "bob": (State.SKIPPED, "cancelled")}
    )
    reached(town)
    reached(town, "bob")
    assert counts(town, dispatch) == {State.FAILED: 1, State.SKIPPED: 1}
    assert state_of(town, dispatch) == "done"


def test_a_cancelled_send_stays_cancelled(town: Town) -> None:
    dispatch = a_missed_briefing(town, {"ann": NOT_INSTALLED}, state="cancelled")
    reached(town)
    assert counts(town, dispatch) == {State.FAILED: 1}


def test_a_reminder_is_over_and_the_survey_goes_instead(town: Town) -> None:
    wave, survey = a_missed_survey(town, {"ann": NOT_INSTALLED})
    reminder = a_reminder(town, wave, {"ann": NOT_INSTALLED})
    reached(town)
    assert counts(town, survey)[State.PENDING] >= 1
    assert counts(town, reminder) == {State.FAILED: 1}


def test_who_had_the_reminder_has_the_survey(town: Town) -> None:
    wave, survey = a_missed_survey(town, {"ann": NOT_INSTALLED})
    a_reminder(town, wave, {"ann": (State.SENT, None)})
    before = counts(town, survey)
    reached(town)
    assert counts(town, survey) == before


def test_no_one_is_asked_more_often_than_the_cap_allows(town: Town) -> None:
    _, survey = a_missed_survey(town, {"ann": NOT_INSTALLED})
    before = counts(town, survey)
    asked = {"kind": DeliveryKind.SURVEY, "briefing_id": None}
    a_missed_briefing(town, {"ann": (State.SENT, None)}, **asked)
    reached(town, most_asks=1)
    assert counts(town, survey) == before
    reached(town, most_asks=2)
    assert counts(town, survey)[State.PENDING] == before.get(State.PENDING, 0) + 1


def test_who_has_opened_our_page_has_the_briefing_and_a_waiting_email_is_called_off(
    town: Town,
) -> None:
    read = a_missed_briefing(town, {"ann": NOT_INSTALLED, "bob": NOT_INSTALLED})
    town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 10))
    change(town, t.letters, "ann", state=State.PROVEN)
    reached(town)
    reached(town, "bob")
    assert counts(town, read) == {State.FAILED: 1, State.PENDING: 1}
    assert set(emails(town)) == {"ann"}


def test_an_entra_id_in_a_roster_file_is_an_address(town: Town) -> None:
    dispatch = a_missed_briefing(town, {"ann": (State.SKIPPED, "no_address")})
    change(town, t.people, "ann", aad_object_id=None)
    row = files.a_person_row(
        partnership="Ashford",
        email="ann@ashford.example",
        aad_object_id="0e7a3d1c-2f6b-4a59-8c1d-5b9e7f3a2c10",
    )

    def run(unit: Unit) -> None:
        import_records("people", [row], None, False, unit)
        catch_up(unit, INSTALLATION)

    town.store.act_now(run)
    assert counts(town, dispatch) == {State.PENDING: 1}


def test_who_has_left_gets_what_holds_only_once_they_are_back(town: Town) -> None:
    dispatch = a_missed_briefing(town, {"ann": NOT_INSTALLED})
    ann = [town.ids["ann"]]
    town.store.act_now(lambda unit: unit.people.set_left(ann, unit.now))
    reached(town)
    assert counts(town, dispatch) == {State.FAILED: 1}
    town.store.act_now(lambda unit: unit.people.set_left(ann, None))
    town.store.act_now(lambda unit: catch_up(unit, INSTALLATION))
    assert counts(town, dispatch) == {State.PENDING: 1}


def test_the_same_id_in_two_tenants_is_two_humans(town: Town) -> None:
    ann, bob = town.ids["ann"], town.ids["bob"]

    def run(unit: Unit) -> list[list[int]]:
        unit.newly_reachable.done(list(town.ids.values()))
        same = t.people.update().where(t.people.c.id == bob)
        unit.connection.execute(same.values(aad_object_id="aad-ann", tenant_id="tenant-2"))
        unit.newly_reachable.note(t.people.c.id.in_([ann, bob]))
        unit.people.mark_chat("tenant-2", "aad-ann", ChatState.INSTALLED, unit.now)
        return unit.newly_reachable.humans(9)

    assert town.store.act_now(run) == [[ann], [bob]]


def test_an_account_bound_to_someone_is_an_address(town: Town) -> None:
    dispatch = a_missed_briefing(town, {"ann": (State.SKIPPED, "no_address")})

    def run(unit: Unit) -> None:
        unit.newly_reachable.done(list(town.ids.values()))
        unit.accounts.bind([town.ids["ann"]], TeamsAccount("tenant-2", "aad-new"))
        catch_up(unit, INSTALLATION)

    town.store.act_now(run)
    assert counts(town, dispatch) == {State.PENDING: 1}
