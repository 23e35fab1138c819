from storage.store import Store
from surveys.sending.app_package import AppPackage

FIRST = AppPackage("app", "bot", "1.0.9", "hash-1")
SECOND = AppPackage("app", "other bot", "1.0.10", "hash-2")


def test_the_last_package_is_the_one_that_was_added_last(store: Store) -> None:
    assert store.look(lambda unit: unit.app_packages.last()) is None
    for package in (FIRST, SECOND):
        store.act_now(lambda unit, one=package: unit.app_packages.add(one, unit.now))
        assert store.look(lambda unit: unit.app_packages.last()) == package
