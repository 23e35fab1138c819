"""When something goes out that a lead confirms on a card: at a set time, or repeatedly."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from dialogs.asking.wave_lifecycle import OPENING
from dialogs.replies import ConfirmBriefing, ConfirmFollowUp, Queued, Reply, Said, Schedule
from storage import tables as t
from surveys.sending.delivery import State
from tests.builders.asking import take_due
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town
from tests.builders.sending import confirm, preview, sends
from tests.dialogs.sending.test_manage_sends import refused


def _confirm(town: Town, **facts: object) -> Reply:
    return confirm(town, preview(town), **facts)


def _again(town: Town, **facts: object) -> ConfirmBriefing:
    """Confirm what cannot be; nothing is sent or kept, and all that was given is shown again."""
    reply = _confirm(town, **facts)
    assert isinstance(reply, ConfirmBriefing)
    assert sends(town) == 0
    assert town.store.look(lambda unit: unit.recurring_sends.listed(town.ashford.partnership)) == []
    return reply


@pytest.mark.parametrize("every", ["", "once"])
def test_what_is_left_empty_sends_now(town: Town, every: str) -> None:
    reply = _confirm(town, day="", at_time="", every=every)
    assert isinstance(reply, Queued)
    assert reply.left == ""


@pytest.mark.parametrize(
    ("given", "goes"),
    [
        ({"day": "2026-03-05"}, "Thursday 5 March 2026 at 9 am"),
        ({"day": "2026-03-05", "at_time": "14:30"}, "Thursday 5 March 2026 at 2.30 pm"),
        ({"at_time": "15:00"}, "Wednesday 4 March 2026 at 3 pm"),
        ({"day": "2029-02-28"}, "Wednesday 28 February 2029 at 9 am"),
        (
            {"day": "2026-03-30", "at_time": "10:00"},
            "Monday 30 March 2026 at 10 am",
        ),  # the clocks have gone forward
    ],
)
def test_a_briefing_goes_out_at_the_time_that_was_set(
    quick_town: Town, given: dict[str, str], goes: str
) -> None:
    reply = _confirm(quick_town, **given)
    assert isinstance(reply, Queued)
    assert reply.left == f"Sending starts on {goes} UK time."
    assert dict(reply.counts) == {"waiting": 3}


@pytest.mark.parametrize(
    "given",
    [{"day": "0001-01-01"}, {"day": "2026-03-03"}, {"at_time": "11:30"}, {"day": "2026-03-04"}],
)
def test_a_time_that_is_past_is_said_and_shown_again(
    quick_town: Town, given: dict[str, str]
) -> None:
    reply = _again(quick_town, **given)
    assert "in the past" in (reply.problem or "")
    assert {"day": str(reply.day or ""), "at_time": reply.at_time} == {
        "day": "",
        "at_time": "",
    } | given


def test_a_briefing_goes_out_again_and_again_once_it_was_confirmed_twice(town: Town) -> None:
    for _ in range(2):
        reply = _confirm(town, day="2026-03-09", every="every 2 weeks")
    assert isinstance(reply, Schedule)
    [job] = town.store.look(lambda unit: unit.recurring_sends.listed(town.ashford.partnership))
    assert (job.subject, job.rule, job.every) == ("B1", "role=practitioner", "every 2 weeks")
    assert job.next_at is not None
    assert (job.next_at.date(), job.next_at.hour) == (date(2026, 3, 9), 9)
    assert sends(town) == 0, "the clock sends it when it is due"


def test_a_rule_that_cannot_be_read_is_said_and_shown_again(quick_town: Town) -> None:
    reply = _again(quick_town, every="whenever it suits")
    assert "how often to repeat it" in (reply.problem or "")
    assert reply.every == "whenever it suits"


def test_an_embargo_holds_for_the_first_time_of_what_comes_again(quick_town: Town) -> None:
    briefing = quick_town.store.look(
        lambda unit: unit.briefings.briefing(
            quick_town.ashford.partnership, quick_town.ashford.briefing
        )
    )
    assert briefing is not None
    content = briefing.model_copy(update={"embargo_until": date(2026, 3, 12)}).model_dump_json()
    statement = (
        update(t.briefings)
        .where(t.briefings.c.id == quick_town.ashford.briefing)
        .values(content=content)
    )
    quick_town.store.act_now(lambda unit: unit.connection.execute(statement))

    assert "cannot be sent before" in (_again(quick_town, every="every week").problem or "")
    assert "cannot be sent before" in (_again(quick_town, day="2026-03-10").problem or "")
    assert isinstance(_confirm(quick_town, day="2026-03-12"), Queued)


def test_what_is_set_for_later_waits_until_then(quick_town: Town) -> None:
    _confirm(quick_town, day="2026-03-05")
    due = quick_town.store.look(
        lambda unit: unit.connection.scalars(
            select(t.deliveries.c.due_at).where(t.deliveries.c.state == State.PENDING)
        )
    )
    assert {moment - quick_town.store.look(lambda unit: unit.now) for moment in due} == {
        timedelta(hours=21)
    }


def test_a_day_that_is_none_is_refused(quick_town: Town) -> None:
    assert refused(
        quick_town,
        "lea",
        "confirm-briefing",
        briefing=1,
        audience="a",
        count=1,
        once="o",
        day="soon",
    )


def _follow_up(town: Town, once: str = "", **facts: object) -> Reply:
    """Ask those who attended what has changed; `once` makes a second tap the same."""
    choice = {"subject": f"event:{town.ashford.event}", "instrument": "follow-up-6-weeks"}
    shown = town.say("lea", "preview-follow-up", **choice, rule="role=practitioner")
    assert isinstance(shown, ConfirmFollowUp)
    same = {"audience": shown.audience, "count": shown.count, "once": once or shown.once}
    return town.say("lea", "confirm-follow-up", **choice | same | facts)


def test_a_follow_up_opens_at_the_time_that_was_set_however_often_it_is_tapped(
    town: Town, clock: SettableClock
) -> None:
    for _ in range(2):
        reply = _follow_up(town, "tapped", day="2026-03-05", at_time="08:00")
        assert isinstance(reply, Said)
        assert (reply.title, "Thursday 5 March 2026 at 8 am, for 3 people" in reply.text) == (
            "Planned",
            True,
        )
    assert sends(town) == 0
    clock.forward(days=1)
    assert take_due(town.store, OPENING) == 1
    assert sends(town) == 1


def test_a_follow_up_that_comes_again_is_kept_by_its_reference(quick_town: Town) -> None:
    reply = _follow_up(quick_town, every="monthly")
    assert isinstance(reply, Schedule)
    [job] = quick_town.store.look(
        lambda unit: unit.recurring_sends.listed(quick_town.ashford.partnership)
    )
    assert (job.subject, job.instrument, job.rule) == (
        "event:E1",
        "follow-up-6-weeks",
        "role=practitioner",
    )


@pytest.mark.parametrize("day", ["2206-03-09", "2999-01-01", "9999-12-31"])
def test_a_day_years_away_is_asked_about(quick_town: Town, day: str) -> None:
    reply = _again(quick_town, day=day)
    assert "more than three years from now" in (reply.problem or "")


def test_a_follow_up_set_for_a_time_that_is_past_is_shown_again(quick_town: Town) -> None:
    reply = _follow_up(quick_town, day="2026-03-01", every="every week")
    assert isinstance(reply, ConfirmFollowUp)
    assert "in the past" in (reply.problem or "")
    assert (reply.day, reply.every) == (date(2026, 3, 1), "every week")
    assert sends(quick_town) == 0
