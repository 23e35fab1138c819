"""A summary over a million answers must not scan a table: SQLite is asked for its query plans."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from storage.database.query_types import AnySelect
from storage.impact.evidence.asked import invited_query, reached_query
from storage.impact.evidence.barriers import chosen_query
from storage.impact.evidence.items import item_query
from storage.impact.evidence.later import answered_now_query
from storage.impact.evidence.pairs import looking_back_query, pseudonyms_query, values_query
from storage.impact.evidence.quotes import quote_query
from storage.impact.evidence.reported import reported_query
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.tallies import tally_query
from storage.impact.evidence.waves import EvidenceWave, settle, waves_of
from storage.store import Store
from storage.unit import Unit
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.stored import WEEK

Query = Callable[[Scope, tuple[EvidenceWave, ...]], AnySelect]
QUERIES: dict[str, Query] = {
    "tallies": lambda scope, waves: tally_query(scope, waves, frozenset({"O1"})),
    "items": item_query,
    "asked": lambda _, waves: invited_query(waves),
    "reached": reached_query,
    "looking back": lambda scope, waves: looking_back_query(scope, waves[0], "confidence"),
    "answered by now": lambda scope, _: answered_now_query(scope),
    "barriers": lambda scope, waves: chosen_query(scope, waves[0], "barriers"),
    "reported change": lambda scope, waves: reported_query(scope, waves[0], "own-practice"),
    "pseudonyms": lambda scope, waves: pseudonyms_query(scope, waves[0].id),
    "quotes": quote_query,
    "values": lambda _, waves: values_query(waves[0].id, "confidence"),
}


def _steps(connection: Connection, query: AnySelect) -> list[str]:
    compiled = query.compile(connection, compile_kwargs={"literal_binds": True})
    return [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]


def _plan(store: Store, query: Query, has_later_answers: bool) -> list[str]:
    """How SQLite would run a query about two waves of an action, of which one may have more."""

    def arrange(unit: Unit) -> Scope:
        partnership = stored.a_partnership(unit)
        action = stored.an_action(unit, partnership)
        for code in ("follow-up-6-weeks", "follow-up-3-months"):
            stored.a_wave(unit, partnership, code, action_id=action)
        return Scope(partnership, action, NOON.date())

    def steps(unit: Unit) -> list[str]:
        waves = waves_of(unit.connection, scope)
        later = [wave.id for wave in waves[:1] if has_later_answers]
        settled = settle(waves, {wave.id: WEEK for wave in waves[:1]}, later, scope)
        return _steps(unit.connection, query(scope, settled))

    scope = store.act_now(arrange)
    return store.look(steps)


@pytest.mark.parametrize("has_later_answers", [False, True])
@pytest.mark.parametrize("name", QUERIES)
def test_no_query_over_answers_scans_a_table(
    sqlite_store: Store, name: str, has_later_answers: bool
) -> None:
    plan = _plan(sqlite_store, QUERIES[name], has_later_answers)

    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]


def test_words_are_found_by_the_index_of_what_may_be_quoted(sqlite_store: Store) -> None:
    [texts, *_] = _plan(sqlite_store, quote_query, False)

    assert texts == "SEARCH texts USING COVERING INDEX ix_texts_quotable (wave_id=? AND state=?)"
