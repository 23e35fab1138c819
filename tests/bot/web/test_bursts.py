"""Bursts: more answers at once from one address than a class of children gives."""

from bot.web.bursts import MOST_AT_ONCE, WINDOW_SECONDS, Bursts
from tests.bot.web.test_throttle import Hand


def counted(bursts: Bursts, answers: int, family: str = "203.0.113.7", link: str = "a") -> int:
    return sum(bursts.is_in_one(family, link) for _ in range(answers))


def test_a_class_that_answers_at_once_is_no_burst_and_nine_hundred_answers_are() -> None:
    bursts = Bursts(Hand())
    assert counted(bursts, MOST_AT_ONCE) == 0
    assert counted(bursts, 900 - MOST_AT_ONCE) == 900 - MOST_AT_ONCE


def test_each_address_and_each_link_is_counted_by_itself() -> None:
    bursts = Bursts(Hand())
    counted(bursts, MOST_AT_ONCE)
    assert counted(bursts, 1, family="203.0.113.8") == 0
    assert counted(bursts, 1, link="b") == 0


def test_answers_over_a_longer_time_are_no_burst() -> None:
    hand = Hand()
    bursts = Bursts(hand)
    counted(bursts, MOST_AT_ONCE)
    hand.at = WINDOW_SECONDS
    assert counted(bursts, MOST_AT_ONCE) == 0


def test_no_more_is_remembered_than_allowed() -> None:
    bursts = Bursts(Hand(), most=10)
    for number in range(100):
        bursts.is_in_one(str(number), "a")
    assert len(bursts) == 10
