"""How a send stands, as a lead sees it: figures, why people were missed and what to do, when the
rest will go."""

from datetime import timedelta

from sqlalchemy import select, update

from dialogs.replies import NotReachedList, Queued
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import State
from tests.builders.partnership import Town
from tests.dialogs.sending.test_manage_sends import refused, send

LOST, BLOCKED = (
    "We lost Teams’ reply. The message may have arrived.",
    "They have blocked the app in Teams.",
)


def stand(town: Town, dispatch: int, **people: tuple[State, str | None]) -> None:
    """Have messages end as the test says, by the name of the person."""

    def run(unit: Unit) -> None:
        for name, (state, reason) in people.items():
            mine = update(t.deliveries).where(t.deliveries.c.dispatch_id == dispatch)
            theirs = mine.where(t.deliveries.c.person_id == town.ids[name])
            unit.connection.execute(theirs.values(state=state, reason=reason))

    town.store.act_now(run)


def missed(town: Town) -> int:
    """Send to three people, of whom two are not known and one has blocked the app."""
    dispatch = send(town)
    lost = (State.UNKNOWN, "lost_reply")
    stand(town, dispatch, ann=lost, bob=lost, cat=(State.FAILED, "blocked"))
    return dispatch


def progress(town: Town, dispatch: int) -> Queued:
    found = town.say("lea", "progress", dispatch=dispatch)
    assert isinstance(found, Queued)
    return found


def not_reached(town: Town, **which: int) -> NotReachedList:
    found = town.say("lea", "not-reached", **which)
    assert isinstance(found, NotReachedList)
    return found


def test_the_reasons_stand_below_the_figures_largest_first(quick_town: Town) -> None:
    found = progress(quick_town, missed(quick_town))
    assert found.counts == (("delivery not confirmed", 2), ("failed", 1))
    assert found.why == ((LOST, 2), (BLOCKED, 1))
    assert found.as_at == "4 March, 12.00 pm"


def test_what_the_program_has_paused_says_why_and_what_to_do_and_can_be_resumed(
    quick_town: Town,
) -> None:
    dispatch = send(quick_town)
    quick_town.store.act_now(lambda unit: unit.deliveries.pause(dispatch, "canary-failed"))
    found = progress(quick_town, dispatch)
    assert (
        "Too many of the first 20 messages did not arrive. See why under “Not reached”"
        in found.when
    )
    assert "resume" in found.moves
    assert "pause" not in found.moves


def test_what_has_gone_out_cannot_be_paused(quick_town: Town) -> None:
    assert not {"pause", "cancel"} & set(progress(quick_town, missed(quick_town)).moves)


def test_what_sleeps_says_when_it_goes(quick_town: Town) -> None:
    dispatch = send(quick_town)

    def sleep(unit: Unit) -> None:
        unit.connection.execute(update(t.deliveries).values(due_at=unit.now + timedelta(hours=19)))

    quick_town.store.act_now(sleep)
    assert (
        "3 of them are waiting until Thursday 5 March 2026 at 7 am"
        in progress(quick_town, dispatch).left
    )


def test_what_is_set_for_later_says_when(quick_town: Town) -> None:
    dispatch = send(quick_town)

    def put_off(unit: Unit) -> None:
        for table in (t.deliveries, t.dispatches):
            unit.connection.execute(update(table).values(due_at=unit.now + timedelta(days=1)))

    quick_town.store.act_now(put_off)
    starts = "Sending starts on Thursday 5 March 2026 at midday UK time."
    assert progress(quick_town, dispatch).left == starts


def test_who_was_missed_stands_under_each_reason_with_what_to_do(quick_town: Town) -> None:
    found = not_reached(quick_town, dispatch=missed(quick_town))
    assert [(one.people, one.words) for one in found.because] == [(2, LOST), (1, BLOCKED)]
    assert "so that no one gets it twice" in found.because[0].advice
    assert "unblock" in found.because[1].advice
    assert sorted(name for name, *_ in found.people) == ["Ann", "Bob", "Cat"]
    assert found.dispatches == (("Hearing children", 3, 3),)


def test_an_email_stands_beside_the_reason_and_is_counted(quick_town: Town) -> None:
    dispatch = missed(quick_town)
    email = {"state": State.SENT, "attempt": 1}

    def write(unit: Unit) -> None:
        facts = email | {"dispatch_id": dispatch, "person_id": quick_town.ids["cat"]}
        unit.connection.execute(
            t.letters.insert().values(**facts, due_at=unit.now, changed_at=unit.now)
        )

    quick_town.store.act_now(write)
    found = not_reached(quick_town)
    assert [one.written for one in found.because] == [0, 1]
    assert ("Cat", "Ashford Police", BLOCKED, "An e-mail was sent.") in found.people


def test_a_page_beyond_the_last_is_the_last(quick_town: Town) -> None:
    found = not_reached(quick_town, dispatch=missed(quick_town), page=99)
    assert (found.page, found.pages, len(found.people)) == (0, 1, 3)


def test_what_somebody_says_of_its_arrival_is_taken_once(quick_town: Town) -> None:
    dispatch = missed(quick_town)
    assert {one.text for one in not_reached(quick_town, dispatch=dispatch).may_say} == {
        "Ann",
        "Bob",
    }
    for _ in range(2):
        left = quick_town.say("lea", "it-arrived", dispatch=dispatch, said_by=quick_town.ids["ann"])

    assert isinstance(left, NotReachedList)
    assert ([one.text for one in left.may_say], left.dispatches) == (
        ["Bob"],
        (("Hearing children", 3, 2),),
    )
    subjects = quick_town.store.look(
        lambda unit: unit.connection.scalars(
            select(t.audit.c.subject).where(t.audit.c.act == "word that it arrived")
        )
    )
    assert list(subjects) == [f"dispatch:{dispatch} person:{quick_town.ids['ann']}"]


def test_nobody_confirms_an_arrival_of_which_more_is_known(quick_town: Town) -> None:
    dispatch = missed(quick_town)
    cat, lou, ann = (quick_town.ids[name] for name in ("cat", "lou", "ann"))
    assert (
        refused(quick_town, "lea", "it-arrived", dispatch=dispatch, said_by=cat)
        == "nothing-unknown"
    )
    assert (
        refused(quick_town, "lea", "it-arrived", dispatch=dispatch, said_by=lou)
        == "nothing-unknown"
    )
    assert refused(quick_town, "lou", "it-arrived", dispatch=dispatch, said_by=ann) == "not-found"


def test_where_several_sends_are_shown_nobody_is_asked_of_arrivals(quick_town: Town) -> None:
    missed(quick_town)
    assert not_reached(quick_town).may_say == ()


def test_looking_at_who_was_missed_is_not_painted_over_by_progress(quick_town: Town) -> None:
    dispatch = missed(quick_town)

    def card() -> str | None:
        found = quick_town.store.look(lambda unit: unit.deliveries.dispatch(dispatch))
        return found.card_id if found else None

    for verb, more in (
        ("not-reached", {}),
        ("reach-of", {"briefing": quick_town.ashford.briefing}),
    ):
        quick_town.store.act_now(lambda unit: unit.progress_cards.put(dispatch, "7"))
        quick_town.say("dee", verb, dispatch=dispatch, **more)
        assert card() == "7", "the card is Lea's"
        quick_town.say("lea", verb, dispatch=dispatch, **more)
        assert card() is None


def test_another_partnerships_send_has_nobody_to_show(quick_town: Town) -> None:
    assert refused(quick_town, "lou", "not-reached", dispatch=missed(quick_town)) == "not-found"
