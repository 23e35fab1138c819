"""Counts of questions that are not scored, from the rows of answers on both databases."""

from typing import Any

from storage.asking.answers import NewResponse
from storage.asking.bulk_answers import WholeResponse, insert_responses
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.instrument import Instrument
from tests.builders import stored
from tests.builders.every_kind import every_kind
from tests.builders.scene import Scene
from tests.surveys.asking.questionnaires import written


def a_wave(scene: Scene, made: Instrument, **answers: list[Any]) -> None:
    """Insert a wave with one response for each place of the lists."""

    def arrange(unit: Unit) -> None:
        unit.instruments.add(made, unit.now)
        wave = stored.a_wave(
            unit, scene.partnership, action_id=scene.action, instrument_version=made.version
        )
        keys = stored.responses(unit, wave, 4)
        for question, values in answers.items():
            stored.answered(unit, wave, question, dict(zip(keys, values, strict=False)))

    scene.store.act_now(arrange)


def described(scene: Scene) -> dict[str, tuple[int, dict[str, int]]]:
    return {one.question: (one.n, dict(one.parts)) for one in scene.gather().descriptions}


def test_an_order_is_counted_by_what_was_put_first_and_every_choice_is_listed(scene: Scene) -> None:
    orders = [["tools", "time", "talk"], ["tools", "talk", "time"], ["time", "tools", "talk"]]
    a_wave(scene, every_kind(), order=orders)
    assert described(scene) == {
        "What would help most?": (3, {"Time": 1, "A checklist": 2, "Talking it over": 0})
    }


def test_of_a_number_and_a_date_no_value_leaves_the_database(scene: Scene) -> None:
    a_wave(scene, every_kind(), visits=[1, 59, 59, 7], seen=["2026-01-05", "2025-12-24"])
    assert described(scene) == {
        "How many visits?": (4, {}),
        "When did you see the child?": (2, {}),
    }
    assert "59" not in repr(scene.gather().descriptions)
    assert "2025-12-24" not in repr(scene.gather().descriptions)


def test_a_number_that_is_scored_is_an_item_and_no_description(scene: Scene) -> None:
    scored = {"id": "wait", "kind": "number", "text": "How many days?", "level": "practice"}
    made = Instrument.model_validate(written(questions=[{**scored, "favourable_to": 10}]))

    def arrange(unit: Unit) -> None:
        unit.instruments.add(made, unit.now)
        wave = stored.a_wave(
            unit, scene.partnership, action_id=scene.action, instrument_version=made.version
        )
        new = (
            NewResponse(wave, f"{days}", None, None, "teams", None, stored.WEEK) for days in (4, 30)
        )
        whole = [WholeResponse(one, {"wait": Answer("wait", int(one.key))}) for one in new]
        insert_responses(unit.connection, unit.keyring, made, whole)

    scene.store.act_now(arrange)
    [item] = scene.gather().items
    assert (item.item, item.n, item.favourable) == ("How many days?", 2, 1)
    assert described(scene) == {}


def test_what_only_some_roles_are_asked_is_not_counted(scene: Scene) -> None:
    asked = [
        {"id": "first", "kind": "yes_no", "text": "Have you used it?"},
        {"id": "visits", "kind": "number", "text": "How many?", "show_if": {"role": ["lead"]}},
    ]
    a_wave(scene, Instrument.model_validate(written(questions=asked)), visits=[1, 2, 3, 4])
    assert described(scene) == {}
