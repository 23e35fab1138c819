"""What is encrypted gets under a new key, all of it, and is read by whoever reads it as before."""

from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from storage import tables as t
from storage.database.upsert import put
from storage.store import Store
from storage.tables.columns import Encrypted
from storage.telling.discussions import Talk
from storage.trust.encryption import DecryptionError, Keyring
from storage.trust.sealed_columns import SEALED_COLUMNS, SealedColumn, renew, under_other_keys
from storage.unit import Unit
from surveys.telling.briefing_acts import Setting
from surveys.trust.concern_record import ConcernState, Step
from tests.builders.clock import NOON, SettableClock
from tests.builders.every_table import Rows, a_row_in_every_table

WORDS = "He locked me in my room"
QUOTE = "locked in a room"


def test_every_encrypted_column_is_in_the_table_once() -> None:
    encrypted = [
        column
        for table in t.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Encrypted)
    ]
    assert sorted(map(str, encrypted)) == sorted(str(one.column) for one in SEALED_COLUMNS)


@contextmanager
def opened(store: Store, keyring: Keyring, clock: SettableClock) -> Generator[Store]:
    with closing(Store(store.url, keyring, clock)) as other:
        yield other


def rotated(keyring: Keyring) -> Keyring:
    grown = keyring.with_new_key()
    return replace(grown, current=grown.newest)


def without_old_keys(keyring: Keyring) -> Keyring:
    return replace(keyring, masters={keyring.current: keyring.masters[keyring.current]})


def renew_all(store: Store, most: int = 2) -> int:
    done = 0
    for one in SEALED_COLUMNS:
        while more := store.act_now(lambda unit, one=one: _renewed(unit, one, most)):
            done += more
    return done


def _renewed(unit: Unit, one: SealedColumn, most: int) -> int:
    return renew(unit.connection, unit.keyring, one, most)


def _sealed(unit: Unit, columns: Iterable[SealedColumn]) -> Rows:
    """Make a row in every table, and put words into these columns of theirs."""
    rows = a_row_in_every_table(unit, "north")
    for one in columns:
        parts = [part.label(f"of_{part.name}") for part in one.place if not isinstance(part, str)]
        row = unit.connection.execute(select(one.column, *parts)).one()
        value = unit.keyring.encrypt(str(one), *one.of(row))
        unit.connection.execute(update(one.column.table).values({one.column.name: value}))
    return rows


def _sealed_everywhere(unit: Unit) -> None:
    _sealed(unit, SEALED_COLUMNS)


def _opened_everywhere(unit: Unit) -> list[str]:
    found: list[str] = []
    for one in SEALED_COLUMNS:
        parts = [part.label(f"of_{part.name}") for part in one.place if not isinstance(part, str)]
        row = unit.connection.execute(select(one.column.label("value"), *parts)).one()
        found.append(unit.keyring.decrypt(row.value, *one.of(row)))
    return found


def test_every_column_is_renewed_and_opens_without_the_old_key(
    store: Store, keyring: Keyring, clock: SettableClock
) -> None:
    store.act_now(_sealed_everywhere)
    new = rotated(keyring)
    with opened(store, new, clock) as other:
        assert other.look(lambda unit: under_other_keys(unit.connection, new)) == len(
            SEALED_COLUMNS
        )
        assert renew_all(other) == len(SEALED_COLUMNS)
        assert other.look(lambda unit: under_other_keys(unit.connection, new)) == 0
    with opened(store, without_old_keys(new), clock) as later:
        assert later.look(_opened_everywhere) == [str(one) for one in SEALED_COLUMNS]


def _written_as_people_do(unit: Unit) -> Rows:
    rows = _sealed(unit, [one for one in SEALED_COLUMNS if not one.column.nullable])
    for table in (t.discussions, t.concern_steps):
        unit.connection.execute(delete(table))
    unit.concern_steps.add(
        rows["concerns"]["id"], Step.NOTE, (ConcernState.NEW, "red"), NOON, note=WORDS
    )
    briefing, person = rows["briefings"]["id"], rows["people"]["id"]
    unit.discussions.keep(
        briefing, person, "once", Talk(Setting.SUPERVISION, 3, WORDS, WORDS), NOON
    )
    unit.briefing_acts.acted(briefing, person, "intends", NOON, words=WORDS)
    unit.plans_to_read.mark(("words", str(briefing), str(person), "intends"), "checked", QUOTE)
    talk = _talk_of(unit)
    for name in ("raised", "agreed"):
        unit.discussions_to_read.mark((name, talk), "checked", QUOTE)
    order = {"id": rows["orders"]["id"], "state": "drawn", "expires_at": NOON.replace(year=2099)}
    put(unit.connection, t.orders, ["id"], [{**rows["orders"], **order}])
    unit.summary_requests.put_to(rows["orders"]["id"], WORDS)
    unit.public_links.add(rows["partnerships"]["id"], "a-token", rows["waves"]["id"], "Label", NOON)
    return rows


def _talk_of(unit: Unit) -> str:
    found = select(t.discussions.c.id).where(t.discussions.c.raised.is_not(None))
    return str(unit.connection.scalars(found).one())


def _read_as_people_do(unit: Unit, rows: Rows) -> list[str | None]:
    briefing, person = rows["briefings"]["id"], rows["people"]["id"]
    plan = unit.briefing_acts.plan(briefing, person)
    [talk] = [one.talk for one in unit.discussions.logged(briefing) if one.talk.raised]
    [(_, upload)] = unit.summary_requests.to_upload(NOON)
    notes = [step.note for step in unit.concern_steps.of(rows["concerns"]["id"]) if step.note]
    links = unit.public_links
    return [
        *notes,
        plan.words if plan else None,
        talk.raised,
        talk.agreed,
        upload,
        unit.plans_to_read.quotable(("words", str(briefing), str(person), "intends")),
        unit.discussions_to_read.quotable(("raised", _talk_of(unit))),
        unit.discussions_to_read.quotable(("agreed", _talk_of(unit))),
        links.token_behind(links.code_of("a-token")),
    ]


def test_what_people_wrote_is_read_as_before_by_those_who_read_it(
    store: Store, keyring: Keyring, clock: SettableClock
) -> None:
    rows = store.act_now(_written_as_people_do)
    new = rotated(keyring)
    with opened(store, new, clock) as other:
        renew_all(other)
    with opened(store, without_old_keys(new), clock) as later:
        found = later.look(lambda unit: _read_as_people_do(unit, rows))
    assert found == [*[WORDS] * 5, *[QUOTE] * 3, "a-token"]


def test_a_value_whose_key_is_gone_is_named_and_left_as_it_is(
    store: Store, keyring: Keyring, clock: SettableClock
) -> None:
    store.act_now(_sealed_everywhere)
    with (
        opened(store, without_old_keys(rotated(keyring)), clock) as other,
        pytest.raises(DecryptionError),
    ):
        renew_all(other)
    assert store.look(_opened_everywhere) == [str(one) for one in SEALED_COLUMNS]
