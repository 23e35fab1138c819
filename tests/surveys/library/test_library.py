import re

import pytest

from surveys.asking.bands import too_much
from surveys.asking.instrument import (
    Instrument,
    Question,
    QuestionKind,
    WaveKind,
    dump_instrument,
    parse_instrument,
)
from surveys.asking.secrecy_promises import promised
from surveys.asking.texts import say
from surveys.impact.evidence import Level, Source
from surveys.library import lexicon, shipped
from surveys.reading_grade import reading_grade

EVERY = pytest.mark.parametrize("instrument", shipped().values(), ids=lambda i: i.code)
CODES = {
    "child-4-7",
    "post-event",
    "follow-up-6-weeks",
    "follow-up-3-months",
    "supervisor",
    "frontline",
    "child-8-11",
    "young-person-12-17",
    "family",
}
HARDEST = {
    "young_child": 4.0,
    "child": 4.0,
    "young_person": 7.0,
    "family": 8.0,
    "practitioner": 9.0,
}  # school grades, Flesch-Kincaid
NO_CONFUSING_WORDS = re.compile(
    r"\b(recommend|likely|professional|agency|practitioner|appropriate|services?)\b"
)


def texts(instrument: Instrument) -> list[str]:
    words = [say(instrument.title), say(instrument.audience)]
    for question in instrument.questions:
        words += [say(t) for t in (question.text, question.hint, question.low, question.high) if t]
        words += [say(choice.text) for choice in question.choices]
    return words


def prose(instrument: Instrument) -> str:
    return " ".join(say(t) for q in instrument.questions for t in (q.text, q.hint) if t)


def last(instrument: Instrument) -> Question:
    return instrument.questions[-1]


def test_the_library_has_the_instruments_that_are_promised_for_now():
    assert set(shipped()) == CODES


@EVERY
def test_an_instrument_can_be_read_by_its_reader(instrument: Instrument):
    assert reading_grade(prose(instrument)) <= HARDEST[instrument.reader]


@EVERY
def test_no_instrument_promises_secrecy(instrument: Instrument):
    assert [t for t in texts(instrument) if promised(t)] == []


@EVERY
def test_every_instrument_names_its_sources_and_licence(instrument: Instrument):
    assert instrument.source
    assert instrument.licence


@EVERY
def test_no_code_has_a_comma(instrument: Instrument):
    assert not any("," in code for q in instrument.questions for code in (q.id, *q.codes))


@EVERY
def test_every_instrument_round_trips_through_its_file_format(instrument: Instrument):
    assert parse_instrument(dump_instrument(instrument)) == instrument


@EVERY
def test_nothing_has_to_be_answered(instrument: Instrument):
    assert not any(q.required for q in instrument.questions)


@EVERY
def test_an_instrument_fits_a_phone_and_a_short_break(instrument: Instrument):
    assert len(instrument.questions) <= 10
    assert max((len(say(q.text)) for q in instrument.questions), default=0) <= 300
    assert instrument.minutes <= 3


@pytest.mark.parametrize(
    "code", ["child-4-7", "child-8-11", "young-person-12-17", "family", "frontline"]
)
def test_the_last_question_lets_a_person_raise_a_concern(code: str):
    assert last(shipped()[code]).concern == {"now": "red", "soon": "amber"}


def test_the_childrens_form_is_short_and_has_four_points_without_a_middle():
    child = shipped()["child-8-11"]
    scored = [q for q in child.questions if q.is_scored]
    assert len(child.questions) <= 8
    assert all(len(q.codes) - len(q.outside) == 4 for q in scored)


@pytest.mark.parametrize("code", ["child-4-7", "child-8-11", "young-person-12-17"])
def test_children_meet_no_words_that_children_were_found_not_to_understand(code: str):
    assert NO_CONFUSING_WORDS.findall(" ".join(texts(shipped()[code])).lower()) == []


@EVERY
def test_an_instrument_keeps_the_limits_of_its_readers(instrument: Instrument):
    assert list(too_much(instrument.reader, instrument.questions)) == []


def test_the_youngest_form_has_three_smiles():
    youngest = shipped()["child-4-7"]
    scored = [q for q in youngest.questions if q.is_scored]
    assert len(youngest.questions) <= 6
    assert all(len(q.codes) - len(q.outside) == 3 and q.faces for q in scored)
    assert all(len(q.favourable) == 1 for q in scored)


def test_the_anchors_are_asked_in_every_band_of_children():
    bands = [shipped()[code] for code in ("child-4-7", "child-8-11", "young-person-12-17")]
    assert all({"listened", "safe", "someone-to-tell"} <= band.by_id.keys() for band in bands)


@pytest.mark.parametrize(
    ("code", "voice", "levels"),
    [
        ("post-event", Source.PRACTITIONER, {Level.REACTION, Level.LEARNING}),
        ("follow-up-6-weeks", Source.PRACTITIONER, {Level.PRACTICE, Level.LEARNING}),
        ("follow-up-3-months", Source.PRACTITIONER, {Level.PRACTICE, Level.LEARNING}),
        ("supervisor", Source.SUPERVISOR, {Level.PRACTICE}),
        ("frontline", Source.FRONTLINE, {Level.PRACTICE}),
        ("child-4-7", Source.CHILD, {Level.EXPERIENCE}),
        ("child-8-11", Source.CHILD, {Level.EXPERIENCE}),
        ("young-person-12-17", Source.CHILD, {Level.EXPERIENCE}),
        ("family", Source.FAMILY, {Level.EXPERIENCE}),
    ],
)
def test_each_voice_speaks_only_to_the_levels_it_can(code: str, voice: Source, levels: set[Level]):
    instrument = shipped()[code]
    assert instrument.voice == voice
    assert {q.level for q in instrument.questions if q.is_scored} == levels


def test_confidence_is_asked_in_every_wave_under_one_id_and_never_scored():
    asked = [
        shipped()[c].question("confidence")
        for c in ("post-event", "follow-up-6-weeks", "follow-up-3-months")
    ]
    assert [q.kind for q in asked] == [
        QuestionKind.BEFORE_NOW,
        QuestionKind.SCALE,
        QuestionKind.SCALE,
    ]
    assert not any(q.is_scored for q in asked)


def test_each_wave_asks_the_scenario_about_a_new_case():
    waves = [i.question("scenario") for i in shipped().values() if i.wave is not WaveKind.ON_DEMAND]
    assert len({say(q.text) for q in waves}) == len(waves) == 3
    assert all(q.favourable == ("share",) for q in waves)


def test_the_library_is_read_once():
    assert shipped() is shipped()
    assert lexicon() is lexicon()
