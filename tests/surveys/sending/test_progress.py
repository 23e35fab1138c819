"""When a progress card is drawn again, and how it says what is still to come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Dispatch, Waiting
from surveys.sending.progress import (
    IN_FLIGHT,
    NEWS,
    Progress,
    figures,
    outlook,
    starts_in_words,
    time_left,
)
from surveys.sending.quiet_hours import NEVER_QUIET, parse_quiet
from tests.builders.clock import NOON

SENT = Dispatch(
    id=1,
    partnership_id=1,
    kind=DeliveryKind.BRIEFING,
    title="Hearing children",
    rule="everyone",
    asked_by=1,
    asked_at=NOON,
    state="open",
    paused_because=None,
    card_id="1",
    card_shows=0,
    due_at=NOON,
    audience=12_000,
    revision=0,
    briefing_id=1,
    wave_id=None,
)


def progress(left: int, in_flight: int = 0, **facts: object) -> Progress:
    return Progress(replace(SENT, **facts), left, in_flight)


@pytest.mark.parametrize(
    ("left", "step"), [(12_000, 0), (9_001, 0), (9_000, 25), (5_000, 50), (1, 75), (0, 100)]
)
def test_a_step_is_a_quarter(left: int, step: int) -> None:
    assert progress(left).step == step


def test_nobody_at_all_is_the_last_step() -> None:
    assert progress(0, audience=0).step == 100


@pytest.mark.parametrize(
    ("left", "shows", "behind"), [(9_001, 0, False), (9_000, 0, True), (9_000, 25, False)]
)
def test_a_card_is_behind_when_a_step_further_has_come(left: int, shows: int, behind: bool) -> None:
    assert progress(left, card_shows=shows).is_behind is behind


def test_a_card_is_behind_when_something_was_done_about_the_send() -> None:
    assert progress(12_000, card_shows=NEWS).is_behind


def test_a_send_that_was_stopped_is_drawn_once_more_when_what_was_being_sent_has_come_back() -> (
    None
):
    drawn = progress(400, 16, state="paused", card_shows=NEWS)
    assert drawn.shows == IN_FLIGHT
    assert not progress(400, 3, state="paused", card_shows=IN_FLIGHT).is_behind
    settled = progress(400, 0, state="paused", card_shows=IN_FLIGHT)
    assert settled.is_behind
    assert settled.shows == 75


def test_what_has_much_left_is_counted_seldom() -> None:
    assert progress(200_000).rest > 60
    assert progress(40).rest < 0.1


def test_once_anything_went_it_is_said_that_nothing_failed() -> None:
    counts = dict.fromkeys(State, 0) | {State.SENT: 11_167, State.UNKNOWN: 833}
    assert figures(counts) == (("sent", 11_167), ("delivery not confirmed", 833), ("failed", 0))


def test_of_what_only_waits_nothing_else_is_said() -> None:
    assert figures(dict.fromkeys(State, 0) | {State.PENDING: 7}) == (("waiting", 7),)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, ""),
        (60, ""),
        (61, "About 2 minutes left."),
        (780, "About 13 minutes left."),
        (8_247, "About 2 hours left."),
    ],
)
def test_the_time_left_is_said_where_it_is_more_than_a_minute(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_the_time_left_is_that_of_the_rate() -> None:
    assert (
        outlook(SENT, Waiting(18_915, 0, None), 25.0, NEVER_QUIET, NOON) == "About 13 minutes left."
    )
    assert outlook(SENT, Waiting(18_915, 0, None), 0.0, NEVER_QUIET, NOON) == ""


def test_who_is_asleep_is_not_counted_into_the_time_left() -> None:
    morning = NOON + timedelta(hours=19)
    said = outlook(SENT, Waiting(0, 41, morning), 25.0, NEVER_QUIET, NOON)
    assert (
        said == "41 of them are waiting until Thursday 5 March 2026 at 7 am or later"
        " (quiet hours or leave)."
    )
    assert outlook(SENT, Waiting(3_000, 1, morning), 25.0, NEVER_QUIET, NOON).startswith(
        "About 3 minutes left. One of them is waiting"
    )


def test_what_is_set_for_later_says_when() -> None:
    later = replace(SENT, due_at=NOON + timedelta(days=1))
    said = outlook(later, Waiting(0, 12_000, later.due_at), 25.0, NEVER_QUIET, NOON)
    assert said == "Sending starts on Thursday 5 March 2026 at midday UK time."


QUIET = parse_quiet("20:00-07:00", "sat,sun")
FRIDAY_NIGHT = NOON.replace(day=6, hour=21)


def test_what_waits_in_quiet_hours_says_when_they_end() -> None:
    asked = replace(SENT, due_at=FRIDAY_NIGHT)
    said = outlook(asked, Waiting(9, 0, None), 25.0, QUIET, FRIDAY_NIGHT)
    assert said == "What is waiting goes out from Monday at 7 am UK time, when quiet hours end."
    early = replace(SENT, due_at=NOON.replace(day=9, hour=5))
    said = outlook(early, Waiting(0, 9, early.due_at), 25.0, QUIET, FRIDAY_NIGHT)
    assert said == "Sending starts from Monday at 7 am UK time, when quiet hours end."


def test_an_alert_waits_for_no_quiet_hours() -> None:
    alert = replace(SENT, kind=DeliveryKind.ALERT, due_at=FRIDAY_NIGHT)
    assert starts_in_words(alert, QUIET, FRIDAY_NIGHT) == "now"


@pytest.mark.parametrize("state", ["paused", "cancelled", "withdrawn", "done"])
def test_of_what_stands_still_no_time_is_said(state: str) -> None:
    assert (
        outlook(replace(SENT, state=state), Waiting(9_000, 0, None), 25.0, NEVER_QUIET, NOON) == ""
    )
