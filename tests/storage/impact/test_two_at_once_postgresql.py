"""Two processes that number a release, or a “you said”, in the same moment."""
# pyright: reportPrivateUsage=false

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import text

from storage.database.deferred import DeferredWrites
from storage.impact.releases import ReleaseHead
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.impact.release.cells import Release
from surveys.impact.you_said import NewYouSaid
from surveys.problems import Refusal
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock
from tests.databases import Cluster

T = TypeVar("T")
DAY = date(2026, 3, 4)


class TwoProcesses:
    """Two stores on one PostgreSQL, with an action and a person who writes."""

    def __init__(self, one: Store, other: Store) -> None:
        self.one, self.other = one, other
        self.partnership, self.action, self.person = one.act_now(self._made)

    @staticmethod
    def _made(unit: Unit) -> tuple[int, int, int]:
        partnership = stored.a_partnership(unit)
        agency = stored.an_agency(unit, partnership)
        person = stored.a_person(unit, partnership, agency, "ann@ashford.example")
        return partnership, stored.an_action(unit, partnership), person

    def at_once(self, work: Callable[[Unit], T]) -> tuple[T, BaseException | T]:
        """Let both do it, the second while the first has not committed; return both results."""
        with ThreadPoolExecutor(1) as aside:
            with self.one._writing.begin() as first:
                mine = work(self.one._unit(first, DeferredWrites()))
                theirs = aside.submit(self.other.act_now, work)
                while not self._somebody_waits():
                    assert not theirs.done()
            return mine, theirs.exception() or theirs.result()

    def _somebody_waits(self) -> bool:
        waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return self.one.look(lambda unit: unit.connection.scalars(waiting).one()) > 0


@contextmanager
def _opened(url: str, keyring: Keyring, clock: SettableClock) -> Generator[Store]:
    store = Store(url, keyring, clock)
    yield store
    store.close()


@pytest.fixture
def processes(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> Iterator[TwoProcesses]:
    with (
        postgresql.fresh() as url,
        _opened(url, keyring, clock) as one,
        _opened(url, keyring, clock) as other,
    ):
        yield TwoProcesses(one, other)


def test_two_that_are_written_at_once_have_two_numbers(processes: TwoProcesses) -> None:
    def write(unit: Unit) -> int:
        action, person = processes.action, processes.person
        return unit.you_said.add(action, NewYouSaid("Ask us", "We do"), person, NOON)

    assert processes.at_once(write) == (1, 2)


def test_of_two_releases_that_are_made_at_once_one_is_refused(processes: TwoProcesses) -> None:
    place, action = processes.partnership, processes.action
    facts = (place, 1, action, NOON, "console", "json", 10, DAY, "1" * 64, "f" * 64, "0" * 64)
    head = ReleaseHead(*facts)

    first, second = processes.at_once(lambda unit: unit.releases.add(head, Release(1, DAY, ())))

    assert first is None
    assert isinstance(second, Refusal)
    assert second.code == "release-meanwhile"
    assert processes.one.look(lambda unit: unit.releases.next_number(place)) == 2
