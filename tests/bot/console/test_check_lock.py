"""What `check` says of PostgreSQL's second lock, by the database's user and the mode."""

from collections.abc import Mapping

import pytest

from bot.console.check_installation import look_at_lock
from bot.console.program import CheckResult
from bot.settings import Settings
from storage.store import Store
from storage.trust.encryption import Keyring
from tests.builders.clock import SettableClock
from tests.databases import Cluster, as_owner

MODES: Mapping[str, bool] = {"local": True, "production": False}


def _found(store: Store, mode: str) -> list[CheckResult]:
    settings = Settings.model_validate({"GT_MODE": mode})
    found = store.look(lambda unit: list(look_at_lock(unit, settings)))
    store.close()
    return found


@pytest.mark.parametrize(("mode", "is_ok"), MODES.items())
def test_a_superuser_is_wrong_in_production_and_a_hint_elsewhere(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock, mode: str, is_ok: bool
) -> None:
    with postgresql.fresh() as url:
        [said] = _found(Store(as_owner(url), keyring, clock), mode)

    assert said.ok is is_ok
    assert said.words.startswith("the second lock does not hold: ")
    assert "ordinary user that owns its tables" in said.words


@pytest.mark.parametrize("mode", MODES)
def test_an_ordinary_user_is_ok(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock, mode: str
) -> None:
    with postgresql.fresh() as url:
        [said] = _found(Store(url, keyring, clock), mode)

    assert said.ok


def test_sqlite_has_no_second_lock_to_speak_of(sqlite_store: Store) -> None:
    assert _found(sqlite_store, "production") == []
