"""The scene in which evidence is gathered."""

import pytest

from storage.store import Store
from storage.unit import Unit
from tests.builders import stored
from tests.builders.scene import Scene


@pytest.fixture
def scene(store: Store) -> Scene:
    def arrange(unit: Unit) -> tuple[int, int]:
        partnership = stored.a_partnership(unit)
        return partnership, stored.an_action(unit, partnership)

    return Scene(store, *store.act_now(arrange))
