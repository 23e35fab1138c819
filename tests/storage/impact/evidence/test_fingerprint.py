"""The hash in a summary identifies its inputs: equal on both databases, new after an answer."""

from contextlib import closing
from datetime import date

from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.impact.as_at import fingerprint
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.scene import Scene
from tests.databases import Cluster


def _collected(unit: Unit) -> tuple[int, int]:
    place = stored.a_partnership(unit)
    action = stored.an_action(unit, place)
    outcome = stored.an_outcome(unit, action)
    period = {
        "outcome_id": outcome,
        "indicator": "plans",
        "title": "Repeat plans",
        "better": "down",
    }
    stored.rows(
        unit,
        t.indicator_points,
        [
            {
                **period,
                "period_start": date(2026, month, 1),
                "numerator": 3 + month,
                "denominator": 12 * month,
            }
            for month in (3, 1, 2)
        ],
    )
    _answered(unit, place, action, 3, "follow-up-6-weeks")
    return place, action


def _answered(unit: Unit, place: int, action: int, people: int, code: str) -> None:
    wave = stored.a_wave(unit, place, code, action_id=action, eligible=9)
    keys = stored.responses(unit, wave, people)
    stored.tallied(unit, wave, keys, 3, 2)
    stored.answered(unit, wave, "barriers", {key: ["time", "system"] for key in keys})


def _scene(store: Store) -> Scene:
    return Scene(store, *store.act_now(_collected))


def test_the_same_inputs_have_the_same_hash_on_both_databases(
    sqlite_store: Store, postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> None:
    with postgresql.fresh() as url, closing(Store(url, keyring, clock)) as other:
        assert fingerprint(_scene(sqlite_store).gather()) == fingerprint(_scene(other).gather())


def test_one_more_answer_is_another_hash_and_asking_again_is_none(store: Store) -> None:
    scene = _scene(store)
    first, again = fingerprint(scene.gather()), fingerprint(scene.gather())
    store.act_now(
        lambda unit: _answered(unit, scene.partnership, scene.action, 1, "follow-up-3-months")
    )
    assert first == again != fingerprint(scene.gather())
