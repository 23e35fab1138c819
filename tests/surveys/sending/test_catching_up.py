"""What someone gets after all: what closes first, one of each, and not too much in a day."""

from datetime import timedelta

from surveys.sending.catching_up import A_DAY, MissedSend, to_catch_up
from surveys.sending.delivery import DeliveryKind
from tests.builders.clock import NOON

ALERT, BRIEFING, SURVEY = DeliveryKind.ALERT, DeliveryKind.BRIEFING, DeliveryKind.SURVEY


def missed(kind: DeliveryKind, number: int, subject: int | None = None) -> MissedSend:
    """A send of the `number`th hour; the surveys of later numbers close sooner."""
    closes = NOON + timedelta(days=50 - number) if kind is SURVEY else None
    about = number if subject is None else subject
    return MissedSend(number, 1, kind, about, NOON - timedelta(hours=24 - number), closes)


def test_surveys_go_first_as_they_close_then_briefings_the_newest_first() -> None:
    found = to_catch_up(
        [missed(BRIEFING, 1), missed(SURVEY, 2), missed(BRIEFING, 3), missed(SURVEY, 4)], None, NOON
    )
    assert [one.missed.dispatch_id for one in found] == [4, 2, 3, 1]
    assert {one.due_at for one in found} == {NOON}


def test_of_two_sends_of_one_briefing_only_the_latest_goes() -> None:
    found = to_catch_up([missed(BRIEFING, 2, 7), missed(BRIEFING, 1, 7)], None, NOON)
    assert [one.missed.dispatch_id for one in found] == [2]


def test_no_more_than_a_few_go_in_a_day_and_the_others_follow() -> None:
    many = [missed(BRIEFING, number) for number in range(A_DAY * 2 + 1)]
    days = [(one.due_at - NOON).days for one in to_catch_up(many, None, NOON)]
    assert days == [0] * A_DAY + [1] * A_DAY + [2]


def test_an_alert_waits_behind_nothing() -> None:
    many = [missed(BRIEFING, number) for number in range(A_DAY)]
    found = to_catch_up([*many, missed(ALERT, 20), missed(ALERT, 21)], 0, NOON)
    assert [one.missed.kind for one in found[:2]] == [ALERT, ALERT]
    assert {one.due_at for one in found} == {NOON}


def test_the_cap_on_asking_leaves_out_the_surveys_that_close_last() -> None:
    found = to_catch_up([missed(SURVEY, 1), missed(SURVEY, 2), missed(BRIEFING, 3)], 1, NOON)
    assert [one.missed.dispatch_id for one in found] == [2, 3]
