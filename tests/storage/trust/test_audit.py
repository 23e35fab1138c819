from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from dialogs.trust.audit_trail import seal_trails
from storage import tables as t
from storage.store import Store
from storage.trust.audit import START, AuditEvent, first_bad_entry, heads
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from tests.builders import stored


@pytest.fixture
def partnership(store: Store) -> int:
    """A partnership with five audit entries from three commits, beside another with one."""

    def arrange(unit: Unit) -> int:
        here, there = stored.a_partnership(unit, "Ashford"), stored.a_partnership(unit, "Bexfield")
        unit.record(there, "clock", "open wave", "wave:9")
        return here

    made = store.act_now(arrange)
    for number in (1, 2):
        store.act_now(_records(made, f"read:{number}", f"answer:{number}"))
    store.act_now(_records(made, "stop"))
    return made


def _records(partnership: int, *acts: str) -> Callable[[Unit], None]:
    def run(unit: Unit) -> None:
        for act in acts:
            unit.record(partnership, "person:7", act, "briefing:1")

    return run


def _first_bad(store: Store, partnership: int) -> int | None:
    return store.look(
        lambda unit: first_bad_entry(unit.connection, partnership, unit.keyring.audit)
    )


def _entry(seq: int) -> tuple[Any, ...]:
    return t.audit.c.seq == seq, t.audit.c.actor == "person:7"


def test_an_untouched_trail_fits(store: Store, partnership: int) -> None:
    assert _first_bad(store, partnership) is None


def _written_anew(store: Store, partnership: int, first: int, **change: str) -> None:
    """Write the trail anew as somebody who can write SQL can: plain hashes, and the head too."""

    def run(unit: Unit) -> None:
        mine = t.audit.c.partnership_id == partnership
        rows = unit.connection.execute(select(t.audit).where(mine).order_by(t.audit.c.seq)).all()
        previous = START
        for row in rows:
            facts = {name: getattr(row, name) for name in ("actor", "act", "subject")}
            facts |= change if row.seq >= first else {}
            event = AuditEvent(partnership, row.at, **facts)
            link = event.chained_without_key(row.seq, previous)
            if row.seq < first:
                link = row.hash
            new = {**facts, "previous": previous, "hash": link}
            at = update(t.audit).where(mine, t.audit.c.seq == row.seq)
            unit.connection.execute(at.values(**new))
            previous = link
        head = update(t.audit_heads).where(t.audit_heads.c.partnership_id == partnership)
        unit.connection.execute(head.values(hash=previous))

    store.act_now(run)


@pytest.mark.parametrize("first", [1, 3, 5])
def test_a_trail_that_was_written_anew_with_its_head_is_named(
    store: Store, partnership: int, first: int
) -> None:
    _written_anew(store, partnership, first, act="nothing")

    assert _first_bad(store, partnership) == (5 if first == 1 else first)


def test_a_trail_of_an_earlier_version_fits_once_it_is_sealed(
    store: Store, partnership: int
) -> None:
    _written_anew(store, partnership, 1)
    unsealed = _first_bad(store, partnership)
    store.act_now(seal_trails)
    store.act_now(seal_trails)  # the second seals nothing
    sealed = _first_bad(store, partnership)
    store.act_now(
        lambda unit: unit.connection.execute(update(t.audit).where(*_entry(2)).values(act="other"))
    )

    assert (unsealed, sealed, _first_bad(store, partnership)) == (5, None, 2)
    acts = select(t.audit.c.act).where(t.audit.c.partnership_id == partnership)
    assert store.look(lambda unit: unit.connection.scalars(acts).all()).count("trail sealed") == 1


def test_an_old_entry_written_anew_with_all_after_it_breaks_at_the_seal(
    store: Store, partnership: int
) -> None:
    _written_anew(store, partnership, 1)
    store.act_now(seal_trails)

    def run(unit: Unit) -> None:
        mine = t.audit.c.partnership_id == partnership
        old = (mine, t.audit.c.seq < 6)
        rows = unit.connection.execute(select(t.audit).where(*old).order_by(t.audit.c.seq)).all()
        previous = START
        for row in rows:
            event = AuditEvent(partnership, row.at, row.actor, "nothing", row.subject)
            link = event.chained_without_key(row.seq, previous)
            at = update(t.audit).where(mine, t.audit.c.seq == row.seq)
            unit.connection.execute(at.values(act="nothing", previous=previous, hash=link))
            previous = link

    store.act_now(run)

    assert _first_bad(store, partnership) == 6


def test_a_trail_cut_back_to_an_earlier_end_is_named_by_the_second_place(
    store: Store, partnership: int
) -> None:
    kept = store.look(lambda unit: heads(unit.connection))[partnership]

    def cut(unit: Unit) -> None:
        mine = t.audit.c.partnership_id == partnership
        unit.connection.execute(delete(t.audit).where(mine, t.audit.c.seq > 3))
        link = unit.connection.scalars(select(t.audit.c.hash).where(mine, t.audit.c.seq == 3)).one()
        head = update(t.audit_heads).where(t.audit_heads.c.partnership_id == partnership)
        unit.connection.execute(head.values(seq=3, hash=link))

    store.act_now(cut)
    alone = _first_bad(store, partnership)
    compared = store.look(
        lambda unit: first_bad_entry(unit.connection, partnership, unit.keyring.audit, dict([kept]))
    )

    assert (alone, compared) == (None, 4)


def test_another_installations_key_fits_no_entry(store: Store, partnership: int) -> None:
    other = new_keyring().audit

    assert store.look(lambda unit: first_bad_entry(unit.connection, partnership, other)) == 1


def test_entries_are_numbered_without_gaps_in_each_partnership(
    store: Store, partnership: int
) -> None:
    numbers = select(t.audit.c.partnership_id, t.audit.c.seq).order_by(
        t.audit.c.partnership_id, t.audit.c.seq
    )
    found = store.look(lambda unit: [tuple(row) for row in unit.connection.execute(numbers)])

    assert [seq for where, seq in found if where == partnership] == [1, 2, 3, 4, 5]
    assert [seq for where, seq in found if where != partnership] == [1]


@pytest.mark.parametrize(
    "change",
    [
        {"act": "nothing"},
        {"actor": "person:8"},
        {"subject": "briefing:2"},
        {"hash": "0" * 64},
        {"previous": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_that_was_edited_is_named(
    store: Store, partnership: int, change: dict[str, str]
) -> None:
    store.act_now(
        lambda unit: unit.connection.execute(update(t.audit).where(*_entry(3)).values(**change))
    )

    assert _first_bad(store, partnership) == 3


def test_an_entry_whose_time_was_moved_is_named(store: Store, partnership: int) -> None:
    moved = update(t.audit).where(*_entry(2))
    store.act_now(lambda unit: unit.connection.execute(moved.values(at=unit.now.replace(hour=1))))

    assert _first_bad(store, partnership) == 2


def test_an_entry_that_was_taken_out_is_named(store: Store, partnership: int) -> None:
    store.act_now(lambda unit: unit.connection.execute(delete(t.audit).where(*_entry(4))))

    assert _first_bad(store, partnership) == 4


def test_entries_cut_off_at_the_end_are_named(store: Store, partnership: int) -> None:
    store.act_now(lambda unit: unit.connection.execute(delete(t.audit).where(*_entry(5))))

    assert _first_bad(store, partnership) == 5
