"""Waves that are over are kept one at a time, and one that fails holds up no other."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from scheduler.waves_over import WavesOver
from storage import tables as t
from storage.impact.evidence.of_waves import OVER
from storage.store import Store
from storage.unit import Unit
from surveys.impact.kinds import Source
from surveys.sending.backoff import Backoff
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock


@pytest.fixture
def waves(store: Store, clock: SettableClock) -> list[int]:
    """Two waves that are over; the voice of the first is none that we know."""

    def arrange(unit: Unit) -> list[int]:
        partnership = stored.a_partnership(unit)
        action = stored.an_action(unit, partnership)
        return [
            stored.a_wave(
                unit, partnership, action_id=action, label=voice, voice=voice, state="closed"
            )
            for voice in ("nobody", Source.PRACTITIONER)
        ]

    clock.set(NOON + timedelta(days=15) + OVER)
    return store.act_now(arrange)


def kept(store: Store) -> list[int]:
    query = select(t.wave_evidence.c.wave_id).order_by(t.wave_evidence.c.wave_id)
    return store.look(lambda unit: list(unit.connection.scalars(query)))


async def test_a_wave_that_fails_is_reported_once_and_the_next_is_kept(
    store: Store, waves: list[int]
) -> None:
    over = WavesOver(store)

    with pytest.raises(ValueError, match="nobody"):
        await over.keep_next()

    assert [await over.keep_next() for _ in range(2)] == [True, False]
    assert kept(store) == waves[1:]


async def test_a_wave_that_failed_is_tried_again_after_its_rest(
    store: Store, waves: list[int]
) -> None:
    over = WavesOver(store, Backoff(first=0.0, longest=0.0))
    for _ in range(2):
        with pytest.raises(ValueError, match="nobody"):
            await over.keep_next()

    right = update(t.waves).where(t.waves.c.id == waves[0]).values(voice=Source.PRACTITIONER)
    store.act_now(lambda unit: unit.connection.execute(right))

    assert [await over.keep_next() for _ in range(3)] == [True, True, False]
    assert kept(store) == waves
