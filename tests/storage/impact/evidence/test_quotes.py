"""The words that a person released are gathered anew for every summary, on both engines."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from storage import tables as t
from storage.trust.readings import NewReading
from storage.unit import Unit
from surveys.asking.instrument import Instrument
from surveys.impact.evidence import Quote, Source
from surveys.trust.reading import UNREAD, Mark
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.kept_waves import keep_waves
from tests.builders.scene import TODAY, Scene
from tests.builders.stored import WEEK
from tests.surveys.asking.questionnaires import written

Wrote = tuple[str, str, str]  # state, what was written, the version of the reader


@pytest.fixture
def wrote(scene: Scene) -> Callable[..., int]:
    """Have families write texts in one wave, each with a mark of today; returns the wave."""

    def write(*texts: Wrote, **wave: object) -> int:
        return scene.store.act_now(lambda unit: _write(unit, scene, texts, wave))

    return write


def _write(unit: Unit, scene: Scene, texts: Sequence[Wrote], facts: dict[str, object]) -> int:
    agency = stored.an_agency(unit, scene.partnership)
    reader = stored.a_person(unit, scene.partnership, agency, "lead@a.example")
    about = {"action_id": scene.action, "closes_at": None}
    wave = stored.a_wave(unit, scene.partnership, "family", **about | facts)
    for key, (state, words, version) in zip(
        stored.responses(unit, wave, len(texts)), texts, strict=True
    ):
        place = (wave, "say", key)
        sealed = unit.keyring.encrypt(words, "texts", *place)
        quotable = unit.keyring.encrypt(version, "texts", *place, "quotable") if version else None
        row = {"wave_id": wave, "question": "say", "response_key": key}
        row |= {"sealed": sealed, "state": state, "quotable": quotable}
        stored.rows(unit, t.texts, [row])
        if state != UNREAD:
            named = "answer:" + ":".join(map(str, place))
            new = NewReading(named, scene.partnership, Mark(state), reader, TODAY)
            unit.readings.keep(new)
    return wave


def told(scene: Scene) -> list[str]:
    return [one.text for one in scene.gather().quotes]


def test_only_what_a_person_released_is_gathered_and_a_version_in_place_of_the_original(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    wave = wrote(
        ("released", "You came on time.", ""),
        ("redacted", "Mrs Reed of Elm Road listened.", "Someone listened."),
        ("withheld", "My name is in this.", ""),
        ("unread", "Nobody has read this.", ""),
    )
    question = scene.store.look(lambda unit: _question(unit, wave))
    assert scene.gather().quotes == (
        Quote(Source.FAMILY, question, "Someone listened.", wave),
        Quote(Source.FAMILY, question, "You came on time.", wave),
    )


def _question(unit: Unit, wave: int) -> str:
    found = unit.waves.wave(wave)
    assert found is not None
    return unit.instruments.at(found.instrument_version).question("say").text["en"]


def test_what_was_released_after_the_date_is_not_there_as_at_the_date(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    wrote(("released", "You came on time.", ""))
    later = update(t.readings).values(read_on=TODAY + timedelta(days=1))
    scene.store.act_now(lambda unit: unit.connection.execute(later))
    assert told(scene) == []
    assert [one.text for one in scene.gather(TODAY + timedelta(days=1)).quotes] == [
        "You came on time."
    ]


def test_what_is_erased_or_taken_back_is_in_no_evidence_from_then_on(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    wrote(("released", "You came on time.", ""), ("released", "It helped.", ""))
    assert told(scene) == ["It helped.", "You came on time."]
    back = update(t.texts).where(t.texts.c.response_key == _first(scene)).values(state="withheld")
    scene.store.act_now(lambda unit: unit.connection.execute(back))
    assert len(told(scene)) == 1
    scene.store.act_now(lambda unit: unit.connection.execute(delete(t.texts)))
    assert told(scene) == []


def _first(scene: Scene) -> str:
    query = t.texts.select().with_only_columns(t.texts.c.response_key)
    return scene.store.look(lambda unit: unit.connection.scalars(query).first()) or ""


def test_words_of_another_partnerships_or_actions_wave_are_not_gathered(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    def elsewhere(unit: Unit) -> dict[str, object]:
        return {"action_id": stored.an_action(unit, scene.partnership, "A2")}

    wrote(("released", "You came on time.", ""), **scene.store.act_now(elsewhere))
    assert told(scene) == []


def test_words_of_answers_that_a_lead_left_out_are_not_gathered(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    wave = wrote(("released", "You came on time.", ""))
    row = {"wave_id": wave, "at_once": 30, "counts": False}
    scene.store.act_now(lambda unit: stored.rows(unit, t.answer_checks, [row]))
    assert told(scene) == []


def test_words_are_gathered_though_the_wave_is_over_and_kept_and_no_word_is_kept_with_it(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    wrote(
        ("released", "You came on time.", ""),
        closes_at=NOON - timedelta(days=60),
        opens_at=NOON - timedelta(days=90),
        state="closed",
    )
    scene.store.act_now(
        lambda unit: unit.connection.execute(update(t.responses).values(week=WEEK - timedelta(84)))
    )
    assert keep_waves(scene.store) == 1
    rows = t.wave_evidence.select()
    kept = scene.store.look(lambda unit: unit.connection.execute(rows).all())
    assert len(kept) == 1
    assert "on time" not in repr(kept)
    assert told(scene) == ["You came on time."]


def test_what_only_some_roles_were_asked_is_read_and_not_quoted(
    scene: Scene, wrote: Callable[..., int]
) -> None:
    asked = [
        {"id": "used", "kind": "yes_no", "text": "Have you used it?"},
        {"id": "say", "kind": "text", "text": "As a lead?", "show_if": {"role": ["lead"]}},
    ]
    made = Instrument.model_validate(written(questions=asked))
    scene.store.act_now(lambda unit: unit.instruments.add(made, unit.now))
    wrote((Mark.RELEASED, "We meet each week.", ""), instrument_version=made.version)
    assert told(scene) == []
