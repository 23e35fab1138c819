"""Releases as they are kept: numbered within a partnership, found by file and by action."""

from datetime import date, timedelta

import pytest

from storage.impact.releases import ReleaseHead, Releases, reached
from storage.store import Store
from storage.unit import Unit
from surveys.impact.release.cells import Cell, CellKey, CellTable, Release
from surveys.problems import Refusal
from surveys.trust.retention import Over, Retained
from tests.builders.clock import NOON
from tests.builders.partnership import Town, a_town

DAY = date(2026, 3, 4)
TOTAL = CellKey(level="answered", wave="7")
ROW = CellKey(level="answered", wave="7", dimension="agency", part="Health “North”")


def _release(number: int, as_at: date = DAY) -> Release:
    cells = (
        Cell(TOTAL, 30, None, None, as_at, number, number),
        Cell(ROW, None, None, None, as_at, number, number),
    )
    return Release(number, as_at, cells, (CellTable(TOTAL, (ROW,), complete=False),))


def _head(town: Town, number: int, action: int | None = None) -> ReleaseHead:
    side = town.ashford
    return ReleaseHead(
        side.partnership, number, action or side.action, NOON, "console", "json", 10, DAY,
        f"{number}" * 64, "f" * 64, "e" * 64,
    )  # fmt: skip


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def test_a_release_comes_back_as_it_was_given_out(town: Town) -> None:
    head, release = _head(town, 1), _release(1)
    town.store.act_now(lambda unit: unit.releases.add(head, release))

    def look(unit: Unit) -> tuple[list[Release], list[ReleaseHead], Release]:
        kept, place = unit.releases, town.ashford.partnership
        return kept.of(place, [town.ashford.action]), kept.heads(place), kept.figures(head)

    assert town.store.look(look) == ([release], [head], release)


def test_a_release_that_is_not_the_next_is_refused(town: Town) -> None:
    town.store.act_now(lambda unit: unit.releases.add(_head(town, 1), _release(1)))
    for number in (1, 3):
        with pytest.raises(Refusal, match="in the same moment"):
            town.store.act_now(
                lambda unit, number=number: unit.releases.add(_head(town, number), _release(number))
            )


def test_a_number_is_never_given_twice(town: Town) -> None:
    place = town.ashford.partnership
    for number in (1, 2):
        head, release = _head(town, number), _release(number)
        town.store.act_now(lambda unit, h=head, r=release: unit.releases.add(h, r))
    assert (
        town.store.act_now(
            lambda unit: unit.retention.take(
                Retained.RELEASES, Over(NOON + timedelta(days=1), unit.now), 10
            )
        )
        == 2
    )

    assert town.store.look(lambda unit: unit.releases.heads(place)) == []
    assert town.store.look(lambda unit: unit.releases.next_number(place)) == 3
    with pytest.raises(Refusal, match="in the same moment"):
        town.store.act_now(lambda unit: unit.releases.add(_head(town, 1), _release(1)))
    town.store.act_now(lambda unit: unit.releases.add(_head(town, 3), _release(3)))


def test_each_partnership_has_its_own(town: Town) -> None:
    town.store.act_now(lambda unit: unit.releases.add(_head(town, 1), _release(1)))
    bexfield = town.bexfield
    assert town.store.look(lambda unit: unit.releases.next_number(bexfield.partnership)) == 1
    assert town.store.look(lambda unit: unit.releases.heads(bexfield.partnership)) == []


def test_a_file_is_found_by_its_hash_and_its_evidence(town: Town) -> None:
    head = _head(town, 1)
    town.store.act_now(lambda unit: unit.releases.add(head, _release(1)))
    look = town.store.look
    assert look(lambda unit: unit.releases.with_hash("1" * 64)) == head
    assert look(lambda unit: unit.releases.with_hash("2" * 64)) is None
    assert look(lambda unit: unit.releases.with_fingerprint("f" * 64)) == head


@pytest.mark.parametrize(
    ("events", "expected"),
    [([], {1}), ([{1, 2}], {1, 2}), ([{2, 3}, {1, 2}, {4, 5}], {1, 2, 3})],
)
def test_actions_that_share_events_share_what_is_given_out(
    events: list[set[int]], expected: set[int]
) -> None:
    assert reached(1, events) == expected


def test_an_action_alone_shares_with_none(town: Town) -> None:
    side = town.ashford

    def look(unit: Unit) -> frozenset[int]:
        return Releases(unit.connection).sharing(side.partnership, side.action)

    assert side.action in town.store.look(look)
