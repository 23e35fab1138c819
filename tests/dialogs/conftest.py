"""The town in which dialogs are spoken: on each of the two databases, and on SQLite alone where
that is enough."""

import pytest

from storage.store import Store
from tests.builders.partnership import Town, a_town


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


@pytest.fixture
def quick_town(sqlite_store: Store) -> Town:
    return a_town(sqlite_store)
