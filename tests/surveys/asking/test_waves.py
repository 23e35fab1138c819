from datetime import UTC, datetime, timedelta

import pytest

from surveys.asking.waves import follow_up_due, plan_waves, wave_on_demand
from surveys.library import shipped
from surveys.london import LONDON


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[misc]


def planned(ends_at: datetime, code: str):
    return next(w for w in plan_waves(ends_at, shipped().values()) if w.instrument_code == code)


def test_the_post_event_survey_opens_at_the_end_and_closes_48_hours_later():
    wave = planned(london(2026, 3, 3, 16), "post-event")
    end = datetime(2026, 3, 3, 16, tzinfo=UTC)
    assert (wave.opens_at, wave.remind_at, wave.closes_at) == (
        end,
        end + timedelta(hours=24),
        end + timedelta(hours=48),
    )


def test_48_hours_are_48_hours_when_the_clocks_change():
    wave = planned(london(2026, 3, 28, 12), "post-event")
    assert wave.closes_at - wave.opens_at == timedelta(hours=48)


def test_six_weeks_keep_the_time_on_the_wall_across_a_clock_change():
    wave = planned(london(2026, 3, 3, 16), "follow-up-6-weeks")
    assert wave.opens_at.astimezone(LONDON) == london(2026, 4, 14, 16)
    assert wave.remind_at.astimezone(LONDON) == london(2026, 4, 21, 16)
    assert wave.closes_at.astimezone(LONDON) == london(2026, 4, 28, 16)


def test_three_months_after_the_end_of_november_is_the_end_of_february():
    wave = planned(london(2026, 11, 30, 16), "follow-up-3-months")
    assert wave.opens_at.astimezone(LONDON) == london(2027, 2, 28, 16)
    assert wave.closes_at.astimezone(LONDON) == london(2027, 3, 21, 16)


def test_every_time_comes_out_in_utc_and_in_order():
    for wave in plan_waves(london(2026, 9, 1, 9), shipped().values()):
        assert wave.opens_at < wave.remind_at < wave.closes_at
        assert {t.utcoffset() for t in (wave.opens_at, wave.remind_at, wave.closes_at)} == {
            timedelta(0)
        }


def test_only_timed_waves_are_planned_earliest_first():
    codes = [wave.instrument_code for wave in plan_waves(london(2026, 9, 1, 9), shipped().values())]
    assert codes == ["post-event", "follow-up-6-weeks", "follow-up-3-months"]


def test_a_wave_opened_on_demand_lasts_as_long_as_its_kind():
    opened = datetime(2026, 6, 1, 9, tzinfo=UTC)
    wave = wave_on_demand(shipped()["supervisor"], opened)
    assert (wave.opens_at, wave.closes_at) == (opened, opened + timedelta(days=14))


def test_a_time_without_an_offset_is_not_guessed_at():
    with pytest.raises(ValueError, match="offset"):
        plan_waves(datetime(2026, 6, 1, 9), shipped().values())  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (timedelta(hours=-1), None),
        (timedelta(hours=1), "follow-up-6-weeks"),
        (timedelta(weeks=7), "follow-up-6-weeks"),
        (timedelta(weeks=14), "follow-up-3-months"),
        (timedelta(weeks=60), "follow-up-3-months"),
    ],
)
def test_the_follow_up_that_is_due_is_the_last_whose_time_has_come(
    after: timedelta, code: str | None
):
    ends = datetime(2026, 3, 4, 14, tzinfo=UTC)
    due = follow_up_due(ends, ends + after, shipped().values())
    assert (due.code if due else None) == code
