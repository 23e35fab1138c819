"""Recurring sends: once for each time they are due, whatever the program and its processes do."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, get_ident

import pytest
from sqlalchemy import select, update

from dialogs.replies import Home, Schedule
from dialogs.scheduling.recurring_sends import Repeat, begin, take
from dialogs.turn import Turn
from scheduler.clock_steps import look_at_the_clock
from scheduler.recurring import send_again
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.people import Speaker
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.sending.recurring_send import Job, JobKind, Occurrence, plan
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import INSTALLATION, Town, a_town
from tests.databases import Cluster

MONDAY = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def _begin(town: Town, **facts: object) -> Job:
    """Set up a recurring send of the briefing to practitioners, every Monday."""
    known: dict[str, object] = {"kind": JobKind.BRIEFING, "subject": "B1", "instrument": None}
    known |= {
        "rule": "role=practitioner",
        "every": "every monday 09:30",
        "at": None,
        "until": None,
    } | facts

    def run(unit: Unit) -> Job:
        lead = unit.people.person(town.ids["lea"])
        assert lead is not None
        times = plan(
            str(known["every"]), known["at"], known["until"], unit.now, INSTALLATION.is_holiday
        )  # pyright: ignore[reportArgumentType]
        repeat = Repeat(
            known["kind"], str(known["subject"]), known["instrument"], str(known["rule"]), times
        )  # pyright: ignore[reportArgumentType]
        key = begin(Turn(Speaker("console", "console", (lead,)), unit, INSTALLATION), lead, repeat)
        found = unit.recurring_sends.find(lead.partnership_id, key)
        assert found is not None
        return found

    return town.store.act_now(run)


def _tick(town: Town) -> None:
    asyncio.run(send_again(town.store, INSTALLATION))


def _now(town: Town, job: Job) -> Job:
    found = town.store.look(lambda unit: unit.recurring_sends.job(job.id))
    assert found is not None
    return found


def _came_of(town: Town, job: Job) -> list[tuple[datetime, str]]:
    found = town.store.look(lambda unit: unit.recurring_sends.occurrences(job.key))
    return [(one.due_at, one.came_of_it) for one in found]


def _sent(town: Town, kind: DeliveryKind = DeliveryKind.BRIEFING) -> list[str]:
    """Return the titles of what has been queued, the first first."""
    return [
        one.title for one in town.store.look(lambda unit: unit.deliveries.recent(None, [kind], 50))
    ][::-1]


def _change(town: Town, statement: object) -> None:
    town.store.act_now(lambda unit: unit.connection.execute(statement))  # pyright: ignore[reportArgumentType]


def test_it_is_sent_when_it_is_due_and_moves_on(town: Town, clock: SettableClock) -> None:
    job = _begin(town)
    _tick(town)
    assert (_sent(town), job.next_at) == ([], MONDAY)

    clock.set(MONDAY)
    _tick(town)
    _tick(town)

    assert _sent(town) == ["Hearing children"]
    assert _came_of(town, job) == [(MONDAY, "dispatch:1")]
    assert _now(town, job).next_at == MONDAY + WEEK


def test_it_is_for_whoever_the_audience_names_then(quick_town: Town, clock: SettableClock) -> None:
    job = _begin(quick_town)
    _change(
        quick_town,
        update(t.people)
        .where(t.people.c.id == quick_town.ids["eve"])
        .values(roles=";practitioner;"),
    )
    clock.set(MONDAY)
    _tick(quick_town)

    counts = quick_town.store.look(lambda unit: unit.deliveries.counts(1))
    assert job.rule == "role=practitioner"
    assert sum(counts.values()) == 4


def test_times_missed_while_the_program_was_down_are_one_send_and_no_burst(
    town: Town, clock: SettableClock
) -> None:
    job = _begin(town)
    clock.set(MONDAY + 3 * WEEK + timedelta(days=2))
    _tick(town)

    summer = timedelta(hours=1)  # the clocks have gone forward
    assert _sent(town) == ["Hearing children"]
    assert _came_of(town, job) == [
        (MONDAY, "missed"),
        (MONDAY + WEEK, "missed"),
        (MONDAY + 2 * WEEK, "missed"),
        (MONDAY + 3 * WEEK - summer, "dispatch:1"),
    ]
    assert _now(town, job).next_at == MONDAY + 4 * WEEK - summer


def test_a_missed_time_is_not_sent_an_hour_before_the_regular_one(
    town: Town, clock: SettableClock
) -> None:
    job = _begin(town)
    clock.set(MONDAY + WEEK - timedelta(hours=1))
    _tick(town)
    assert _sent(town) == []
    assert _came_of(town, job) == [(MONDAY, "too-near")]
    [note] = _sent(town, DeliveryKind.NOTE)
    assert note == "Not sent: Hearing children"
    listed = town.say("lea", "schedule")
    assert isinstance(listed, Schedule)
    assert listed.jobs[0].last.endswith(
        "not sent. The program was not running at that time, and the next regular time was near."
    )
    acts = select(t.audit.c.act).where(t.audit.c.actor == "clock")
    assert "skip missed send" in town.store.look(lambda unit: set(unit.connection.scalars(acts)))
    clock.set(MONDAY + WEEK)
    _tick(town)

    assert _sent(town) == ["Hearing children"]
    assert _now(town, job).next_at == MONDAY + 2 * WEEK


@pytest.mark.parametrize(
    ("late", "sent"),
    [
        (timedelta(0), True),
        (timedelta(days=3), True),
        (timedelta(days=4), False),
        (WEEK - timedelta(minutes=1), False),
    ],
)
def test_a_missed_time_is_sent_only_while_it_is_nearer_than_the_next(
    quick_town: Town, clock: SettableClock, late: timedelta, sent: bool
) -> None:
    _begin(quick_town)
    clock.set(MONDAY + late)
    _tick(quick_town)
    assert bool(_sent(quick_town)) is sent


def test_how_near_the_next_is_goes_by_uk_time_also_in_the_week_in_which_it_changes(
    quick_town: Town, clock: SettableClock
) -> None:
    before_the_change, after_it = MONDAY + 2 * WEEK, MONDAY + 3 * WEEK - timedelta(hours=1)
    job = _begin(quick_town, at=before_the_change)
    clock.set(before_the_change + (after_it - before_the_change) / 2)
    _tick(quick_town)
    assert _sent(quick_town) == ["Hearing children"], "not later than half of the way"
    assert _now(quick_town, job).next_at == after_it


def test_the_last_time_of_all_is_sent_however_late_it_is(
    quick_town: Town, clock: SettableClock
) -> None:
    _begin(quick_town, until=date(2026, 3, 10))
    clock.set(MONDAY + WEEK - timedelta(hours=1))
    _tick(quick_town)
    assert _sent(quick_town) == ["Hearing children"]


def test_a_clock_that_was_a_month_ahead_takes_no_time_from_a_recurring_send(
    town: Town, clock: SettableClock
) -> None:
    job = _begin(town)
    clock.set(MONDAY + 4 * WEEK)
    town.store.act_now(lambda unit: look_at_the_clock(unit, INSTALLATION))
    _tick(town)
    clock.set(NOON)
    assert town.store.act_now(lambda unit: look_at_the_clock(unit, INSTALLATION))
    assert _now(town, job).next_at == MONDAY
    clock.set(MONDAY)
    _tick(town)

    assert (MONDAY, "dispatch:2") in _came_of(town, job)


def test_after_its_last_day_it_is_over(quick_town: Town, clock: SettableClock) -> None:
    job = _begin(quick_town, until=date(2026, 3, 10))
    clock.set(MONDAY)
    _tick(quick_town)
    clock.forward(weeks=3)
    _tick(quick_town)

    assert _sent(quick_town) == ["Hearing children"]
    assert (_now(quick_town, job).next_at, _now(quick_town, job).stopped_because) == (None, "over")


def test_a_last_day_before_the_first_time_is_refused(quick_town: Town) -> None:
    with pytest.raises(Refusal, match=r"Monday 9 March 2026 at 9\.30 am"):
        _begin(quick_town, until=date(2026, 3, 8))


def test_a_first_time_of_its_own_is_taken_as_it_is(quick_town: Town, clock: SettableClock) -> None:
    at = NOON + timedelta(days=2)
    job = _begin(quick_town, at=at)
    clock.set(at)
    _tick(quick_town)

    assert _came_of(quick_town, job) == [(at, "dispatch:1")]
    assert _now(quick_town, job).next_at == MONDAY


def test_asking_for_the_same_again_is_the_same_job_with_its_new_times(town: Town) -> None:
    first = _begin(town)
    again = _begin(town, until=date(2026, 12, 31))

    assert (again.id, again.until) == (first.id, date(2026, 12, 31))
    assert (
        town.store.look(lambda unit: len(unit.recurring_sends.listed(town.ashford.partnership)))
        == 1
    )


def test_what_was_stopped_can_be_asked_for_again(quick_town: Town) -> None:
    job = _begin(quick_town)
    quick_town.say("lea", "stop-schedule", job=job.id)
    assert _now(quick_town, job).stopped_because == "stopped"

    assert (_begin(quick_town).id, _begin(quick_town).stopped_because) == (job.id, None)


def test_a_follow_up_opens_a_wave_each_time(town: Town, clock: SettableClock) -> None:
    job = _begin(
        town, kind=JobKind.FOLLOW_UP, subject="event:E1", instrument="follow-up-6-weeks", rule=""
    )
    for moment in (MONDAY, MONDAY + WEEK):
        clock.set(moment)
        _tick(town)

    asked = (
        select(t.waves.c.state, t.waves.c.opens_at)
        .where(t.waves.c.asked_by == town.ids["lea"])
        .order_by(t.waves.c.opens_at)
    )
    waves = town.store.look(lambda unit: [tuple(row) for row in unit.connection.execute(asked)])
    assert waves == [("open", MONDAY), ("open", MONDAY + WEEK)]
    assert [came for _, came in _came_of(town, job)] == ["dispatch:1", "dispatch:2"]


def _embargo(town: Town) -> None:
    unit = town.store.look(
        lambda unit: unit.briefings.briefing(town.ashford.partnership, town.ashford.briefing)
    )
    assert unit is not None
    content = unit.model_copy(update={"embargo_until": date(2026, 3, 12)}).model_dump_json()
    _change(
        town,
        update(t.briefings)
        .where(t.briefings.c.id == town.ashford.briefing)
        .values(content=content),
    )


def _demote(town: Town) -> None:
    _change(
        town,
        update(t.people).where(t.people.c.id == town.ids["lea"]).values(roles=";practitioner;"),
    )


def _empty(town: Town) -> None:
    _change(
        town,
        update(t.people).where(t.people.c.roles == ";practitioner;").values(roles=";evaluator;"),
    )


def test_a_briefing_under_embargo_waits_for_its_next_time_and_the_lead_is_told(
    town: Town, clock: SettableClock
) -> None:
    job = _begin(town)
    _embargo(town)
    clock.set(MONDAY)
    _tick(town)
    assert _came_of(town, job) == [(MONDAY, "embargoed")]
    assert (_sent(town), _sent(town, DeliveryKind.NOTE)) == ([], ["Not sent: Hearing children"])

    clock.set(MONDAY + WEEK)
    _tick(town)
    assert _came_of(town, job)[0] == (MONDAY, "embargoed")
    assert _sent(town) == ["Hearing children"]


def test_an_audience_that_has_become_empty_is_tried_again_the_next_time(
    town: Town, clock: SettableClock
) -> None:
    job = _begin(town)
    _empty(town)
    clock.set(MONDAY)
    _tick(town)

    assert _came_of(town, job) == [(MONDAY, "nobody-in-audience")]
    assert _now(town, job).next_at == MONDAY + WEEK


def test_a_job_whose_lead_is_none_any_more_stops_and_the_other_leads_are_told(
    town: Town, clock: SettableClock
) -> None:
    job = _begin(town)
    _demote(town)
    clock.set(MONDAY)
    _tick(town)
    _tick(town)

    told = town.store.look(lambda unit: unit.deliveries.recent(None, [DeliveryKind.NOTE], 9))
    assert _came_of(town, job) == [(MONDAY, "not-permitted")]
    assert (_now(town, job).next_at, _now(town, job).stopped_because) == (None, "not-permitted")
    assert [one.rule for one in told] == ["role=lead"]


def test_a_new_text_that_nobody_has_signed_off_is_not_sent(
    quick_town: Town, clock: SettableClock
) -> None:
    job = _begin(quick_town)
    _change(quick_town, update(t.briefing_versions).values(released_at=None))
    clock.set(MONDAY)
    _tick(quick_town)
    shown = quick_town.say("lea", "schedule")

    assert isinstance(shown, Schedule)
    assert "not sent. This version has not been signed off yet." in shown.jobs[0].last
    assert _now(quick_town, job).next_at == MONDAY + WEEK


def test_what_is_no_longer_there_stops_the_job(quick_town: Town, clock: SettableClock) -> None:
    job = _begin(quick_town)
    _change(quick_town, update(t.briefings).values(ref="B2"))
    clock.set(MONDAY)
    _tick(quick_town)

    assert _now(quick_town, job).stopped_because == "not-found"


def test_a_job_that_may_not_send_holds_up_no_other(quick_town: Town, clock: SettableClock) -> None:
    _begin(quick_town, rule="email=nobody@a.example")
    _begin(quick_town)
    clock.set(MONDAY)
    _tick(quick_town)

    assert _sent(quick_town) == ["Hearing children"]


def test_the_lead_sees_what_is_sent_again_and_what_came_of_it(
    town: Town, clock: SettableClock
) -> None:
    _begin(town)
    clock.set(MONDAY)
    _tick(town)
    shown = town.say("lea", "schedule")

    assert isinstance(shown, Schedule)
    [one] = shown.jobs
    assert (one.title, one.stopped) == ("Hearing children", "")
    assert one.every == "every week on Monday at 9.30 am UK time"
    assert one.next == "Monday 16 March 2026 at 9.30 am"
    assert one.last == "Monday 9 March 2026 at 9.30 am: sent to 3 as dispatch 1."


def test_home_says_how_many_there_are_and_when_the_next_is(quick_town: Town) -> None:
    before, job = quick_town.say("lea", "home"), _begin(quick_town)
    running = quick_town.say("lea", "home")
    quick_town.say("dee", "stop-schedule", job=job.id)
    after = quick_town.say("lea", "home")

    assert isinstance(before, Home)
    assert isinstance(running, Home)
    assert isinstance(after, Home)
    assert "Recurring sends" not in dict(before.lines)
    assert dict(running.lines)["Recurring sends"] == "1, next on Monday 9 March 2026 at 9.30 am"
    assert dict(after.lines)["Recurring sends"] == "no more planned"


def test_a_lead_can_stop_one_and_it_is_in_the_trail_once(town: Town, clock: SettableClock) -> None:
    job = _begin(town)
    for _ in range(2):
        shown = town.say("dee", "stop-schedule", job=job.id)
    clock.set(MONDAY)
    _tick(town)

    trail = select(t.audit.c.actor, t.audit.c.act, t.audit.c.subject).order_by(t.audit.c.seq)
    said = town.store.look(lambda unit: [tuple(row) for row in unit.connection.execute(trail)])
    assert isinstance(shown, Schedule)
    assert [one.stopped for one in shown.jobs] == ["Someone stopped it."]
    assert _sent(town) == []
    assert said == [
        (f"person:{town.ids['lea']}", "schedule", f"job:{job.id}"),
        (f"person:{town.ids['dee']}", "stop schedule", f"job:{job.id}"),
    ]


def test_a_lead_of_another_partnership_neither_sees_nor_stops_it(quick_town: Town) -> None:
    job = _begin(quick_town)
    shown = quick_town.say("lou", "schedule")

    assert isinstance(shown, Schedule)
    assert shown.jobs == ()
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("lou", "stop-schedule", job=job.id)


@pytest.fixture
def two_processes(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> Iterator[tuple[Town, Town]]:
    """Give one town on PostgreSQL as two processes see it, each with a writer of its own."""
    with postgresql.fresh() as url:
        stores = Store(url, keyring, clock), Store(url, keyring, clock)
        town = a_town(stores[0])
        yield town, Town(stores[1], town.ashford, town.bexfield, town.ids)
        for store in stores:
            store.close()


def test_two_processes_that_race_for_one_time_send_it_once(
    two_processes: tuple[Town, Town], clock: SettableClock
) -> None:
    job = _begin(two_processes[0])
    for week in range(6):
        clock.set(MONDAY + week * WEEK)
        _race(two_processes, job)

    assert _sent(two_processes[0]) == ["Hearing children"] * 6
    assert [came for _, came in _came_of(two_processes[1], job)] == [
        f"dispatch:{number}" for number in range(1, 7)
    ]


def _race(towns: tuple[Town, Town], job: Job) -> None:
    """Take what is due of a job in both processes, neither before both have seen that it is."""
    meeting, met = Barrier(2), set[int]()

    def run(unit: Unit) -> None:
        assert job.key in {one.key for one in unit.recurring_sends.due(unit.now)}
        if get_ident() not in met:  # a unit may run twice
            met.add(get_ident())
            meeting.wait(60)
        take(unit, INSTALLATION, job.id)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda town: town.store.act_now(run), towns))


def test_a_time_that_another_process_has_taken_is_not_taken_again(store: Store) -> None:
    town = a_town(store)
    job = _begin(town)

    def run(unit: Unit) -> list[bool]:
        return [
            unit.recurring_sends.take(job.key, MONDAY, unit.now, came)
            for came in ("dispatch:1", "dispatch:2")
        ]

    assert store.act_now(run) == [True, False]
    assert store.look(lambda unit: unit.recurring_sends.last_of([job.key])) == {
        job.key: Occurrence(job.key, MONDAY, "dispatch:1")
    }


def test_a_job_that_has_been_moved_on_since_it_was_seen_is_not_moved_again(store: Store) -> None:
    town = a_town(store)
    job = _begin(town)
    moved = [
        store.act_now(lambda unit: unit.recurring_sends.move(job, MONDAY + WEEK)) for _ in range(2)
    ]

    assert moved == [True, False]
