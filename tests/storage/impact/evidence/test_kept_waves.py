"""Waves that are over: what was kept of them is what counting them again would give."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage import tables as t
from storage.asking.answers import NewResponse
from storage.asking.bulk_answers import WholeResponse, insert_responses
from storage.impact.evidence.of_waves import OVER
from storage.unit import Unit
from surveys.asking.instrument import Instrument
from surveys.impact.as_at import fingerprint
from surveys.impact.evidence import Evidence
from surveys.library import shipped
from surveys.sending.delivery import State
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.kept_waves import keep_next_wave, keep_waves
from tests.builders.scene import Scene
from tests.builders.stored import WEEK

CLOSED_ON = NOON + timedelta(days=14)
LATER = CLOSED_ON + OVER + timedelta(days=1)
TODAY = LATER.date()
FORM = shipped()["follow-up-6-weeks"]


def naming_an_outcome() -> Instrument:
    """A questionnaire whose first scored question is about one outcome."""
    plain = FORM.model_dump(mode="json", exclude_defaults=True)
    next(q for q in plain["questions"] if "favourable" in q)["outcome"] = "O1"
    return Instrument.model_validate(plain)


def a_study(scene: Scene) -> int:
    """Two closed waves of one study with answers of every kind; returns the later one."""

    def arrange(unit: Unit) -> int:
        stored.an_outcome(unit, scene.action, "O1")
        agency = stored.an_agency(unit, scene.partnership)
        people = [
            stored.a_person(unit, scene.partnership, agency, f"p{n}@a.example") for n in range(4)
        ]
        facts: dict[str, Any] = {"action_id": scene.action, "state": "closed", "eligible": 4}
        form = naming_an_outcome()
        unit.instruments.add(form, unit.now)
        version = {"instrument_version": form.version}
        first = stored.a_wave(unit, scene.partnership, label="first", **facts, **version)
        [study] = unit.connection.scalars(select(t.waves.c.study_id))
        second = stored.a_wave(
            unit,
            scene.partnership,
            "follow-up-3-months",
            label="second",
            study_id=study,
            **facts | {"opens_at": NOON + timedelta(days=1)},
        )
        for wave, now in ((first, 4), (second, 8)):
            asked = [{"wave_id": wave, "person_id": p, "state": "asked"} for p in people]
            stored.rows(unit, t.invitations, asked)
            stored.a_send(unit, scene.partnership, wave, dict.fromkeys(people, State.SENT), NOON)
            names = [f"{n}" for n in range(4)]
            keys = stored.responses(unit, wave, 4, pseudonyms=names, agency_id=agency)
            stored.tallied(unit, wave, keys, 2, 2)
            if wave == first:
                stored.tallied(unit, wave, keys, 1, 1, outcome="O1")
            answers = {key: {"before": 3, "now": now} for key in keys}
            stored.answered(unit, wave, "confidence", answers, change=1)
            stored.answered(unit, wave, "barriers", {key: ["time"] for key in keys})
        return second

    return scene.store.act_now(arrange)


def keep(scene: Scene, now: datetime = LATER) -> int:
    """Keep all that can be kept, one after another; return how many."""
    return keep_waves(scene.store, now)


def change(scene: Scene, work: Callable[[Unit], object]) -> None:
    scene.store.act_now(work)


def gathered(scene: Scene, on: date = TODAY) -> Evidence:
    """What is known, each part in an order of its own."""
    found = scene.gather(on)
    parts = ("tallies", "pairs", "items", "asked", "barriers", "descriptions")
    return replace(found, **{name: tuple(sorted(getattr(found, name), key=repr)) for name in parts})


def test_evidence_with_kept_waves_is_the_evidence_counted_from_the_rows(scene: Scene) -> None:
    a_study(scene)
    counted = gathered(scene)
    assert keep(scene) == 2
    assert keep(scene) == 0
    assert gathered(scene) == counted
    assert fingerprint(gathered(scene)) == fingerprint(counted)
    assert counted.tallies
    assert counted.pairs
    assert counted.barriers
    assert [asked.reached for asked in counted.asked] == [4, 4]


def test_it_is_told_how_many_waves_are_read_of_those_that_count(scene: Scene) -> None:
    a_study(scene)

    def told() -> list[tuple[int, int]]:
        steps: list[tuple[int, int]] = []
        tell = lambda read, of: steps.append((read, of))  # noqa: E731 - shorter than a function
        scene.store.look(
            lambda unit: unit.evidence.gather(scene.partnership, scene.action, TODAY, tell)
        )
        return steps

    assert told() == [(0, 2), (2, 2)]
    scene.store.act_now(lambda unit: keep_next_wave(unit, LATER))
    assert told() == [(1, 2), (2, 2)]
    keep(scene)
    assert told() == [(2, 2)]


def test_a_kept_wave_is_not_counted_again(scene: Scene) -> None:
    a_study(scene)
    keep(scene)
    counted = gathered(scene)
    change(scene, lambda unit: unit.connection.execute(update(t.tallies).values(favourable=0)))
    assert gathered(scene) == counted


def test_at_a_date_before_a_wave_was_over_its_rows_are_counted(scene: Scene) -> None:
    a_study(scene)
    before = gathered(scene, CLOSED_ON.date() - timedelta(days=1))
    keep(scene)
    assert gathered(scene, CLOSED_ON.date() - timedelta(days=1)) == before
    assert before.tallies[0].collected_on < CLOSED_ON.date()


def test_a_wave_is_kept_only_when_nothing_of_it_can_still_come(scene: Scene) -> None:
    a_study(scene)
    assert keep(scene, CLOSED_ON + OVER) == 0
    change(scene, lambda unit: unit.connection.execute(update(t.waves).values(state="open")))
    assert keep(scene) == 0


def test_what_is_about_an_outcome_of_another_action_is_left_out(scene: Scene) -> None:
    a_study(scene)
    keep(scene)
    change(
        scene,
        lambda unit: unit.connection.execute(update(t.outcomes).values(ref="O9")),
    )
    assert {tally.outcome_ref for tally in gathered(scene).tallies} == {None}


def test_new_responses_to_a_kept_wave_are_counted(scene: Scene) -> None:
    wave = a_study(scene)
    keep(scene)

    def one_more(unit: Unit) -> None:
        new = NewResponse(wave, "late", None, None, "teams", None, WEEK, finished=True)
        insert_responses(unit.connection, unit.keyring, FORM, [WholeResponse(new, {})])

    change(scene, one_more)
    assert [asked.answered for asked in gathered(scene).asked] == [4, 5]


def test_counts_of_an_earlier_form_are_counted_again(scene: Scene) -> None:
    a_study(scene)
    keep(scene)
    counted = gathered(scene)
    old = {"form": "earlier", "counts": "{}"}
    change(scene, lambda unit: unit.connection.execute(update(t.wave_evidence).values(**old)))
    assert gathered(scene) == counted
    assert keep(scene) == 2
