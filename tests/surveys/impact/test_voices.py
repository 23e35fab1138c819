"""Which released words a summary quotes: by voice and question, of groups that are large enough."""

from dataclasses import replace
from itertools import permutations

import pytest

from surveys.impact.evidence import Asked, Evidence, Quote, Source, Unchecked
from surveys.impact.version_1.compose import summarise
from surveys.impact.voices import voices_of
from tests.surveys.impact.version_1.builders import AS_AT, MODEL, STARTED, evidence, tally

MINIMUM = 10
HELPED, ELSE = "What helped?", "What else?"


def asked(wave: int, voice: Source, answered: int) -> Asked:
    facts = (f"wave {wave}", voice, "family, 1", "anonymous", STARTED, None, None, answered)
    return Asked(*facts, wave_id=wave)


def said(*quotes: Quote, answered: int = MINIMUM, **facts: object) -> Evidence:
    """Evidence with these quotes, each wave of theirs answered by as many."""
    waves = {quote.wave_id: quote.source for quote in quotes}
    rows = tuple(asked(wave or 0, source, answered) for wave, source in waves.items())
    return evidence(**{"quotes": quotes, "asked": rows, **facts})


def told(known: Evidence) -> list[tuple[str, str, list[str]]]:
    return [(one.voice, one.question, one.quotes) for one in voices_of(known, MINIMUM)]


def test_words_are_quoted_with_their_question_children_and_families_first():
    staff = Quote(Source.PRACTITIONER, HELPED, "Time to talk.", 1)
    family, other = (
        Quote(Source.FAMILY, HELPED, "Being heard.", 2),
        Quote(Source.FAMILY, ELSE, "A", 2),
    )
    child = Quote(Source.CHILD, HELPED, "She asked me.", 3)
    assert told(said(staff, family, other, child)) == [
        ("child", HELPED, ["She asked me."]),
        ("family", ELSE, ["A"]),
        ("family", HELPED, ["Being heard."]),
        ("practitioner", HELPED, ["Time to talk."]),
    ]


def test_the_order_does_not_tell_when_words_came_and_the_same_words_are_there_once():
    words = ("Zeal", "apples", "Bread", "apples")
    quotes = [Quote(Source.CHILD, HELPED, text, 1) for text in words]
    for order in permutations(quotes):
        assert told(said(*order)) == [("child", HELPED, ["apples", "Bread", "Zeal"])]


@pytest.mark.parametrize("answered", [0, 1, MINIMUM - 1])
def test_words_of_a_small_wave_are_not_shown_though_the_voice_is_heard_elsewhere(answered: int):
    quote = Quote(Source.CHILD, HELPED, "She asked me.", 1)
    others = (asked(1, Source.CHILD, answered), asked(2, Source.CHILD, 40))
    assert told(said(quote, asked=others)) == []
    counted_elsewhere = evidence(
        tally(Source.CHILD, 30, 40), quotes=(quote,), asked=(asked(1, Source.CHILD, answered),)
    )
    assert told(counted_elsewhere) == []


def test_words_of_a_wave_that_is_withheld_or_in_doubt_or_unknown_are_not_shown():
    quote = Quote(Source.FAMILY, HELPED, "Being heard.", 1)
    [wave] = said(quote, answered=40).asked
    doubt = Unchecked(wave.wave, Source.FAMILY, 40, 12, 0, wave_id=1)
    assert told(said(quote, answered=40)) != []
    assert told(said(quote, asked=(replace(wave, is_withheld=True),))) == []
    assert told(said(quote, asked=(wave,), unchecked=(doubt,))) == []
    assert told(said(quote, asked=())) == []


def test_a_summary_of_version_1_quotes_no_one():
    quote = Quote(Source.FAMILY, HELPED, "Being heard.", 1)
    with_words, without = said(quote, answered=40), said(quote, answered=40, quotes=())
    hashed = {"sha256_of_inputs": "the same"}
    one, other = (
        summarise(known, MODEL, AS_AT).model_copy(update=hashed) for known in (with_words, without)
    )
    assert one.model_dump_json() == other.model_dump_json()
