"""A briefing that these people have had: said with who, when and how many, and left out."""
# pyright: reportPrivateUsage=false

import asyncio
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from dialogs.replies import ConfirmBriefing, Queued, Reply
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town, a_town
from tests.builders.sending import sends
from tests.databases import Cluster

COUNCIL, ALL = 'agency="Ashford Council" and role=practitioner', "role=practitioner"


def preview(town: Town, name: str, audience: str = ALL) -> ConfirmBriefing:
    briefing = town.ashford.briefing
    shown = town.say(name, "preview-briefing", briefing=briefing, audience=audience)
    assert isinstance(shown, ConfirmBriefing)
    return shown


def filled(shown: ConfirmBriefing, **facts: Any) -> dict[str, Any]:
    """What the card sends: what its button carries, and its inputs."""
    names = ("briefing", "audience", "count", "had", "once", "version")
    return {name: getattr(shown, name) for name in names} | facts


def confirm(town: Town, name: str, shown: ConfirmBriefing, **facts: Any) -> Reply:
    return town.say(name, "confirm-briefing", **filled(shown, **facts))


def settle(town: Town, state: State) -> None:
    every = update(t.deliveries).values(state=state)
    town.store.act_now(lambda unit: unit.connection.execute(every))


def people_of(town: Town, dispatch: int) -> int:
    return town.store.look(lambda unit: sum(unit.deliveries.counts(dispatch).values()))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.SENT, "2 people had this from Lea on Wednesday 4 March 2026."),
        (State.PROVEN, "2 people had this from Lea on Wednesday 4 March 2026."),
        (
            State.UNKNOWN,
            "2 people had this from Lea on Wednesday 4 March 2026 (delivery not confirmed for 2).",
        ),
        (State.PENDING, "2 people are due to get this from Lea on Wednesday 4 March 2026."),
        (State.SENDING, "2 people are due to get this from Lea on Wednesday 4 March 2026."),
    ],
)
def test_who_has_had_it_is_said_and_left_out(quick_town: Town, state: State, said: str) -> None:
    town = quick_town
    confirm(town, "lea", preview(town, "lea", COUNCIL))
    settle(town, state)

    shown = preview(town, "dee")
    assert (shown.had_before, shown.had, shown.count) == ((said,), 2, 1)
    assert shown.by_agency == (("Ashford Police", 1),)
    sent = confirm(town, "dee", shown)

    assert isinstance(sent, Queued)
    assert (sent.count, people_of(town, sent.dispatch)) == (1, 1)


@pytest.mark.parametrize("state", [State.FAILED, State.SKIPPED])
def test_whom_it_did_not_reach_has_not_had_it(quick_town: Town, state: State) -> None:
    confirm(quick_town, "lea", preview(quick_town, "lea"))
    settle(quick_town, state)

    shown = preview(quick_town, "dee")
    assert (shown.had_before, shown.had, shown.count) == ((), 0, 3)


def test_who_got_it_by_email_has_had_it(town: Town) -> None:
    sent = confirm(town, "lea", preview(town, "lea"))
    assert isinstance(sent, Queued)
    settle(town, State.FAILED)
    letter = {"person_id": town.ids["ann"], "state": State.SENT}
    town.store.act_now(
        lambda unit: unit.connection.execute(
            t.letters.insert().values(
                dispatch_id=sent.dispatch, due_at=unit.now, changed_at=unit.now, **letter
            )
        )
    )

    assert preview(town, "dee").had == 1


def test_after_a_withdrawal_everyone_can_get_the_corrected_text(quick_town: Town) -> None:
    sent = confirm(quick_town, "lea", preview(quick_town, "lea"))
    assert isinstance(sent, Queued)
    settle(quick_town, State.SENT)
    quick_town.say("lea", "confirm-withdraw", dispatch=sent.dispatch, why="wrong")

    assert preview(quick_town, "lea").had == 0


def test_each_person_counts_once_with_the_latest_send(town: Town) -> None:
    confirm(town, "lea", preview(town, "lea", COUNCIL))
    confirm(town, "dee", preview(town, "dee"), again=True)
    settle(town, State.SENT)

    shown = preview(town, "lea")
    assert shown.had_before == ("3 people had this from Dee on Wednesday 4 March 2026.",)
    assert (shown.had, shown.count, shown.by_agency) == (3, 0, ())


def test_they_get_it_again_where_the_lead_chooses_so(town: Town) -> None:
    confirm(town, "lea", preview(town, "lea", COUNCIL))
    settle(town, State.SENT)

    sent = confirm(town, "dee", preview(town, "dee"), again="yes")
    assert isinstance(sent, Queued)
    assert people_of(town, sent.dispatch) == 3


def test_where_everyone_has_had_it_nothing_goes_without_the_choice(quick_town: Town) -> None:
    confirm(quick_town, "lea", preview(quick_town, "lea"))

    shown = confirm(quick_town, "dee", preview(quick_town, "dee"))
    assert isinstance(shown, ConfirmBriefing)
    assert shown.problem == str(Refusal("had-by-all"))
    assert sends(quick_town) == 1


def test_what_was_chosen_is_still_chosen_after_a_refusal(quick_town: Town) -> None:
    confirm(quick_town, "lea", preview(quick_town, "lea", COUNCIL))
    shown = preview(quick_town, "dee")

    again = confirm(quick_town, "dee", shown, again="yes", count=7)
    assert isinstance(again, ConfirmBriefing)
    assert again.again


def test_a_recurring_send_goes_to_everyone_each_time(quick_town: Town) -> None:
    town = quick_town
    confirm(town, "lea", preview(town, "lea", COUNCIL))
    shown = preview(town, "dee")

    assert type(confirm(town, "dee", shown, every="every week")).kind == "Schedule"


def test_who_is_this_lists_those_who_get_it(quick_town: Town) -> None:
    confirm(quick_town, "lea", preview(quick_town, "lea", COUNCIL))
    briefing = quick_town.ashford.briefing

    shown = quick_town.say("dee", "who", audience=ALL, briefing=briefing)
    assert [name for name, *_ in getattr(shown, "people")] == ["Cat"]  # noqa: B009 - of one reply


async def test_two_leads_who_confirm_at_once_send_to_no_one_twice(town: Town) -> None:
    shown = {name: preview(town, name) for name in ("lea", "dee")}
    taps = [
        town.store.act(partial(town.turn, name=name, verb="confirm-briefing", data=filled(one)))
        for name, one in shown.items()
        for _ in range(10)
    ]
    replies = await asyncio.gather(*taps)

    assert {type(reply).kind for reply in replies} == {"Queued", "ConfirmBriefing"}
    assert sends(town) == 1
    refused = next(one for one in replies if isinstance(one, ConfirmBriefing))
    assert (refused.count, refused.had) == (0, 3)
    assert "It is now 0" in (refused.problem or "")


def test_two_processes_send_to_no_one_twice(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> None:
    with (
        postgresql.fresh() as url,
        closing(Store(url, keyring, clock)) as one,
        closing(Store(url, keyring, clock)) as other,
    ):
        town = a_town(one)
        shown = {name: preview(town, name) for name in ("lea", "dee")}
        with other._writing.begin() as waiting:
            waiting.exec_driver_sql("SELECT pg_advisory_xact_lock(7316020003)")
            taps = [
                store._committer.submit(
                    partial(town.turn, name=name, verb="confirm-briefing", data=filled(seen))
                )
                for store, (name, seen) in zip((one, other), shown.items(), strict=True)
            ]
        kinds = sorted(type(tap.result(20)).kind for tap in taps)

        assert (kinds, sends(town)) == (["ConfirmBriefing", "Queued"], 1)
