"""When a send comes again: over both clock changes, bank holidays, month ends and many years."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from surveys.london import LONDON
from surveys.problems import PROBLEMS, Refusal
from surveys.sending.calendar import is_working_day, next_working_day, no_holidays
from surveys.sending.recurrence import WEEKDAYS, Every, first_time, next_after, parse_every, times


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOW = utc("2026-03-04T12:00")  # a Wednesday


def _after(rule: str, moment: str, count: int = 1) -> list[str]:
    """Return the next times of a rule on the clock in London."""
    every = parse_every(rule, utc("2026-01-01T00:00"))
    found = [utc(moment)]
    for _ in range(count):
        found.append(next_after(every, found[-1], is_bank_holiday))
    return [f"{one.astimezone(LONDON):%a %d %b %y %H:%M}" for one in found[1:]]


@pytest.mark.parametrize(
    ("rule", "coming"),
    [
        ("every monday 09:30", ["Mon 09 Mar 26 09:30", "Mon 16 Mar 26 09:30"]),
        ("Every  Mon , THU 9:30", ["Thu 05 Mar 26 09:30", "Mon 09 Mar 26 09:30"]),
        ("every 2 weeks monday,thursday 09:30", ["Thu 05 Mar 26 09:30", "Mon 16 Mar 26 09:30"]),
        ("every week friday 10:00", ["Fri 06 Mar 26 10:00", "Fri 13 Mar 26 10:00"]),
        ("monthly 1 10:00", ["Wed 01 Apr 26 10:00", "Fri 01 May 26 10:00"]),
        ("monthly 31 10:00", ["Tue 31 Mar 26 10:00", "Thu 30 Apr 26 10:00"]),
        ("monthly first tuesday 10:00", ["Tue 07 Apr 26 10:00", "Tue 05 May 26 10:00"]),
        ("monthly last friday 10:00", ["Fri 27 Mar 26 10:00", "Fri 24 Apr 26 10:00"]),
        ("every 3 months first tue 10:00", ["Tue 07 Apr 26 10:00", "Tue 07 Jul 26 10:00"]),
        ("every 6 weeks", ["Wed 04 Mar 26 12:00", "Wed 15 Apr 26 12:00"]),
        ("every 6 weeks 09:30", ["Thu 05 Mar 26 09:30", "Thu 16 Apr 26 09:30"]),
        ("monthly", ["Wed 04 Mar 26 12:00", "Sat 04 Apr 26 12:00"]),
    ],
)
def test_a_rule_begins_at_its_first_time_from_now_and_goes_on_from_there(
    rule: str, coming: list[str]
) -> None:
    begin = first_time(rule, NOW)
    found = islice(times(parse_every(rule, begin), begin, None, is_bank_holiday), 2)

    assert [f"{one.astimezone(LONDON):%a %d %b %y %H:%M}" for one in found] == coming


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "",
            "every",
            "every day",
            "weekly",
            "every funday",
            "every second monday",
            "every 0 weeks",
            "every 53 weeks",
        ),
        *(
            "every 9999999999999999 weeks",
            "every monday 24:00",
            "every monday 9",
            "every monday/",
            "monthly 0",
        ),
        *(
            "monthly 32",
            "monthly fifth friday",
            "monthly first",
            "every 13 months",
            "monthly 1 10:00 please",
        ),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_examples(rule: str) -> None:
    with pytest.raises(Refusal, match=r"how often to repeat it: .*every monday 09:30") as refused:
        parse_every(rule, NOW)
    assert refused.value.code == "every-unreadable"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("“every monday 09:30”", "every week on Monday at 9.30 am UK time"),
        ("'Every Mondays at 9 a.m.'", "every week on Monday at 9 am UK time"),
        (
            "every 2 weeks on Thurs & Mon at 5pm.",
            "every 2 weeks on Monday and Thursday at 5 pm UK time",
        ),
        (
            "every mon, tue and fri 12 pm",
            "every week on Monday, Tuesday and Friday at midday UK time",
        ),
        ("every monday‎ 9.30", "every week on Monday at 9.30 am UK time"),
        ("every week", "every week on Wednesday at midday UK time"),
        ("monthly 1 10:00", "every month on the 1st at 10 am UK time"),
        ("monthly 22 00:00", "every month on the 22nd at midnight UK time"),
        (
            "every 3 months the last Friday at 10am",
            "every 3 months on the last Friday at 10 am UK time",
        ),
    ],
)
def test_a_rule_is_read_as_a_phone_writes_it_and_said_in_words(typed: str, said: str) -> None:
    assert parse_every(typed, NOW).in_words() == said


def test_a_slip_in_a_rule_is_named_with_what_was_meant() -> None:
    with pytest.raises(Refusal, match=r"“mondya” is not .* \(did you mean “monday”\?\)"):
        parse_every("every mondya 09:30", NOW)


def test_the_examples_of_the_refusal_can_be_read() -> None:
    examples = PROBLEMS["every-unreadable"].advice.removeprefix("Examples: ").split("; ")
    assert all(parse_every(example, NOW) for example in examples)


def test_the_time_on_the_wall_stays_over_both_clock_changes() -> None:
    every = parse_every("every monday 09:30", NOW)
    assert next_after(every, utc("2026-03-23T09:30"), no_holidays) == utc("2026-03-30T08:30")
    assert next_after(every, utc("2026-10-19T08:30"), no_holidays) == utc("2026-10-26T09:30")


def test_a_time_that_the_spring_change_skips_is_the_first_moment_after_the_gap() -> None:
    every = parse_every("every sunday 01:30", NOW)
    assert next_after(every, utc("2026-03-22T01:30"), no_holidays) == utc("2026-03-29T01:00")
    assert next_after(every, utc("2026-03-29T01:00"), no_holidays) == utc("2026-04-05T00:30")


def test_a_time_that_comes_twice_in_autumn_goes_out_once() -> None:
    every = parse_every("every sunday 01:30", NOW)
    assert next_after(every, utc("2026-10-18T00:30"), no_holidays) == utc("2026-10-25T00:30")
    assert next_after(every, utc("2026-10-25T00:30"), no_holidays) == utc("2026-11-01T01:30")


@pytest.mark.parametrize(
    ("rule", "moment", "goes_out"),
    [
        (
            "every monday 09:30",
            "2026-05-01T12:00",
            "Tue 05 May 26 09:30",
        ),  # the early May bank holiday
        (
            "every friday 09:30",
            "2026-03-27T12:00",
            "Tue 07 Apr 26 09:30",
        ),  # Good Friday, over Easter
        (
            "every friday 09:30",
            "2026-12-18T12:00",
            "Tue 29 Dec 26 09:30",
        ),  # Christmas, and Boxing Day on Monday
        (
            "monthly 1 10:00",
            "2026-12-01T12:00",
            "Mon 04 Jan 27 10:00",
        ),  # New Year's Day is a Friday
        ("every saturday 10:00", "2026-12-19T12:00", "Tue 29 Dec 26 10:00"),  # Boxing Day itself
    ],
)
def test_what_falls_on_a_bank_holiday_goes_out_on_the_next_working_day(
    rule: str, moment: str, goes_out: str
) -> None:
    assert _after(rule, moment) == [goes_out]


def test_what_was_put_off_to_a_day_of_its_own_takes_both_as_one() -> None:
    coming = _after("every monday,tuesday 09:30", "2026-04-28T12:00", 3)
    assert coming == ["Tue 05 May 26 09:30", "Mon 11 May 26 09:30", "Tue 12 May 26 09:30"]


def test_being_put_off_over_a_weekend_moves_nothing_else() -> None:
    coming = _after("every friday,saturday 09:30", "2026-03-28T12:00", 3)
    assert coming == ["Sat 04 Apr 26 09:30", "Tue 07 Apr 26 09:30", "Fri 10 Apr 26 09:30"]


def test_weeks_are_counted_on_though_one_was_put_off_into_the_next() -> None:
    every = parse_every(
        "every 2 weeks friday 09:30", utc("2026-03-20T09:30")
    )  # Good Friday is two weeks on
    found = islice(times(every, utc("2026-03-20T09:30"), None, is_bank_holiday), 3)
    assert [f"{one:%a %d %b}" for one in found] == ["Fri 20 Mar", "Tue 07 Apr", "Fri 17 Apr"]


def test_a_first_time_of_its_own_is_the_only_one_on_that_day() -> None:
    begin = utc("2026-03-09T08:00")  # a Monday
    found = islice(times(parse_every("every monday 09:30", begin), begin, None, no_holidays), 2)
    assert list(found) == [begin, utc("2026-03-16T09:30")]


def test_nothing_comes_after_the_last_day() -> None:
    every = parse_every("every monday 09:30", NOW)
    assert list(times(every, utc("2026-03-09T09:30"), date(2026, 3, 16), no_holidays)) == [
        utc("2026-03-09T09:30"),
        utc("2026-03-16T09:30"),
    ]


def test_holidays_without_an_end_are_an_error_and_no_endless_loop() -> None:
    with pytest.raises(ValueError, match="no calendar"):
        next_after(parse_every("every monday 09:30", NOW), NOW, lambda _day: True)


CLOCK = st.times().map(lambda at: f"{at:%H:%M}")
DAYS = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(",".join)
ONE_OF_MONTH = st.integers(1, 31).map(str) | st.tuples(
    st.sampled_from(["first", "second", "third", "fourth", "last"]), st.sampled_from(WEEKDAYS)
).map(" ".join)
RULES = (
    st.tuples(st.just("every"), DAYS, CLOCK)
    | st.tuples(st.just("every"), st.integers(1, 52).map(str), st.just("weeks"), DAYS, CLOCK)
    | st.tuples(st.just("monthly"), ONE_OF_MONTH, CLOCK)
    | st.tuples(
        st.just("every"), st.integers(1, 12).map(str), st.just("months"), ONE_OF_MONTH, CLOCK
    )
).map(" ".join)
MOMENTS = st.integers(0, 25 * 365 * 24 * 60).map(
    lambda minutes: utc("2015-01-01T00:00") + timedelta(minutes=minutes)
)


@settings(deadline=None)
@given(RULES, MOMENTS)
def test_every_time_is_later_on_a_day_of_its_own_and_on_no_bank_holiday(
    rule: str, now: datetime
) -> None:
    begin = first_time(rule, now)
    every = parse_every(rule, begin)
    first = next_after(every, begin - timedelta(microseconds=1), is_bank_holiday)
    found = list(islice(times(every, first, None, is_bank_holiday), 6))
    days = [moment.astimezone(LONDON).date() for moment in found]

    assert begin >= now
    assert all(one < other for one, other in pairwise(days))
    assert not any(map(is_bank_holiday, days))
    for moment in found:
        shown = moment.astimezone(LONDON)
        assert shown.time() == every.at or _skipped(shown, every.at)
        assert moment == shown.replace(fold=0).astimezone(UTC)


def _skipped(shown: datetime, wanted: time) -> bool:
    return shown.time() == time(2) and time(1) <= wanted < time(2) and shown.month == 3


@settings(deadline=None)
@given(RULES, MOMENTS)
def test_the_days_are_those_of_the_rule_each_put_off_to_a_working_day(
    rule: str, now: datetime
) -> None:
    begin = first_time(rule, now)
    every = parse_every(rule, begin)
    end = begin.astimezone(LONDON).date() + timedelta(days=500)
    first = next_after(every, begin - timedelta(microseconds=1), is_bank_holiday)
    found = {one.astimezone(LONDON).date() for one in times(every, first, end, is_bank_holiday)}

    assert found == {day for day in _worked_out(every, end) if day <= end}


def _worked_out(every: Every, end: date) -> set[date]:
    """Work the same out the long way round: name every day, and put off what is a bank holiday."""
    named = [every.first + timedelta(days=days) for days in range((end - every.first).days + 1)]
    named = [day for day in named if every.falls_on(day)]
    put_off = {
        next_working_day(day, is_bank_holiday) if is_bank_holiday(day) else day for day in named
    }
    assert all(is_working_day(day, is_bank_holiday) or day in named for day in put_off)
    return put_off
