"""How long an instrument takes is measured, and no one is promised less."""

import pytest

from surveys.asking.instrument import Instrument
from surveys.asking.length import (
    measured_minutes,
    measured_seconds,
    minutes_in_words,
    told_minutes,
)
from surveys.asking.notices import form_notice
from surveys.library import shipped

LIBRARY = shipped()


@pytest.mark.parametrize("code", LIBRARY)
def test_no_one_is_told_less_than_it_takes_or_less_than_the_author_promised(code: str) -> None:
    instrument = LIBRARY[code]
    assert told_minutes(instrument) * 60 >= measured_seconds(instrument)
    assert told_minutes(instrument) >= instrument.minutes


@pytest.mark.parametrize("code", LIBRARY)
def test_no_shipped_questionnaire_promises_less_than_is_measured(code: str) -> None:
    assert LIBRARY[code].minutes >= measured_minutes(LIBRARY[code])


@pytest.mark.parametrize("code", LIBRARY)
def test_the_measure_takes_in_every_word_tap_and_box(code: str) -> None:
    instrument = LIBRARY[code]
    told = form_notice(instrument)
    texts = [told.taking_part, told.how_kept, told.not_read_at_once]
    for one in instrument.questions:
        labels = [one.text, one.hint, one.low, one.high, *(c.text for c in one.choices)]
        texts += [label["en"] for label in labels if label]
    words = sum(len(text.split()) for text in texts)
    taps = {"several": 2, "before_now": 2}
    tapped = 1 + sum(taps.get(one.kind.value, 1) for one in instrument.questions)
    typed = sum(one.kind.value == "text" for one in instrument.questions)
    seconds = words / 238 * 60 + 1.2 * tapped + 15 * typed
    assert measured_seconds(instrument) == pytest.approx(seconds)
    assert measured_minutes(instrument) == -(-seconds // 60)


def test_an_author_who_promises_more_is_believed() -> None:
    family = LIBRARY["family"]
    slow = Instrument.model_validate(family.model_dump() | {"minutes": 9})
    assert told_minutes(slow) == 9


def test_one_minute_is_said_as_people_say_it() -> None:
    assert (minutes_in_words(1), minutes_in_words(3)) == ("1 minute", "3 minutes")
