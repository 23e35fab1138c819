"""Answers that nobody signed cannot be laid beside the order in which people came."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from tests.builders import stored
from tests.builders.asking import a_form, submission, submit
from tests.builders.partnership import Town, a_town

COUNT = 30


@pytest.fixture
def forms(store: Store) -> tuple[Town, list[str]]:
    """Thirty forms that came one after the other; returns their keys as they came."""
    town = a_town(store)
    a_form(town)
    for number in range(COUNT):
        submit(town, submission(f"page-{number}", respect="always", say=f"Words {number}"))
    came = [f"Words {number}" for number in range(COUNT)]
    return town, came


def _said(unit: Unit, order: str) -> list[str]:
    """Return the words in the order of the rows of their answers."""
    rows = unit.connection.execute(
        text(f"SELECT wave_id, response_key FROM answers WHERE question = 'say' {order}")
    )
    return [
        unit.answers.given(row.wave_id, row.response_key, ["say"])["say"].text or "" for row in rows
    ]


def _sweep(town: Town, most: int = 500) -> int:
    return town.store.act_now(lambda unit: unit.answers.sweep(most))


def _stamps(town: Town, table: str) -> Sequence[str]:
    query = text(f"SELECT DISTINCT xmin::text FROM {table}")
    return town.store.look(lambda unit: unit.connection.scalars(query).all())


@pytest.mark.parametrize(
    "table", ["responses", "answers", "texts", "tallies", "invitations", "deliveries"]
)
def test_rows_on_sqlite_carry_no_number_of_their_own(sqlite_store: Store, table: str) -> None:
    with pytest.raises(Exception, match="no such column: rowid"):
        sqlite_store.look(
            lambda unit: unit.connection.execute(text(f"SELECT rowid FROM {table}")).all()
        )


def test_a_sweep_is_of_new_responses_and_ends(forms: tuple[Town, list[str]]) -> None:
    town, _ = forms

    assert _sweep(town) == COUNT
    assert _sweep(town) == 0


def test_the_order_of_rows_says_nothing_of_the_order_in_which_they_came(
    forms: tuple[Town, list[str]],
) -> None:
    town, came = forms
    on_postgresql = town.store.url.startswith("postgresql")
    before = town.store.look(lambda unit: _said(unit, "ORDER BY ctid" if on_postgresql else ""))
    _sweep(town)
    after = town.store.look(lambda unit: _said(unit, "ORDER BY ctid" if on_postgresql else ""))

    assert (before == came) is on_postgresql  # what there is to hide
    assert sorted(after) == sorted(came)
    assert after not in (came, came[::-1])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_swept_rows_share_one_transaction_stamp(forms: tuple[Town, list[str]]) -> None:
    town, _ = forms
    before = {
        table: len(_stamps(town, table)) for table in ("responses", "answers", "texts", "tallies")
    }
    _sweep(town)

    assert set(before.values()) == {COUNT}
    assert {table: len(_stamps(town, table)) for table in before} == dict.fromkeys(before, 1)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_single_new_form_is_hidden_among_older_ones(forms: tuple[Town, list[str]]) -> None:
    town, _ = forms
    _sweep(town)
    submit(town, submission("page-late", respect="never", say="Late"))

    assert len(_stamps(town, "answers")) == 2
    assert _sweep(town) == 1
    assert len(_stamps(town, "answers")) == 1
    assert len(_stamps(town, "texts")) == 1


def test_answers_of_named_people_are_left_where_they_are(store: Store) -> None:
    town = a_town(store)

    def arrange(unit: Unit) -> None:
        wave = stored.a_wave(unit, town.ashford.partnership, action_id=town.ashford.action)
        stored.responses(unit, wave, 3, pseudonyms=["a", "b", "c"])

    store.act_now(arrange)

    assert _sweep(town) == 0


def test_what_was_left_unfinished_is_swept_when_its_wave_has_closed(store: Store) -> None:
    town = a_town(store)

    def arrange(unit: Unit) -> int:
        wave = stored.a_wave(
            unit, town.ashford.partnership, "frontline", action_id=town.ashford.action
        )
        stored.responses(unit, wave, 2, finished=False)
        return wave

    wave = store.act_now(arrange)
    while_open = _sweep(town)
    store.act_now(lambda unit: unit.waves.close(wave))

    assert (while_open, _sweep(town)) == (0, 2)


def test_no_table_of_answers_leads_to_the_ledger() -> None:
    for table in (t.responses, t.answers, t.texts, t.tallies):
        assert {key.column.table.name for key in table.foreign_keys} <= {
            "waves",
            "responses",
            "agencies",
        }
