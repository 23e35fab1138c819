from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import tables as t
from storage.database.deferred import AlreadyThere
from storage.store import Store
from storage.unit import Unit
from surveys.trust.retention import Over, Retained
from tests.builders import stored
from tests.builders.clock import NOON


def test_an_activity_is_new_until_it_was_kept(store: Store) -> None:
    before = store.look(lambda unit: unit.processed_activities.reply_to("chat", "1"))
    store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "Said\n{}", unit.now))

    assert before is None
    assert store.look(lambda unit: unit.processed_activities.reply_to("chat", "1")) == "Said\n{}"


def test_an_activity_that_another_turn_kept_meanwhile_is_said_so(store: Store) -> None:
    store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "first", unit.now))

    with pytest.raises(AlreadyThere):
        store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "second", unit.now))
    assert store.look(lambda unit: unit.processed_activities.reply_to("chat", "1")) == "first"


def test_an_activity_without_a_reply_is_kept_all_the_same(store: Store) -> None:
    store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "", unit.now))

    assert store.look(lambda unit: unit.processed_activities.reply_to("chat", "1")) == ""


def test_an_activity_of_another_chat_is_another(store: Store) -> None:
    store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "reply", unit.now))

    assert store.look(lambda unit: unit.processed_activities.reply_to("other", "1")) is None


def test_activities_are_forgotten_after_their_time(store: Store) -> None:
    store.act_now(lambda unit: unit.processed_activities.keep("chat", "1", "reply", unit.now))

    midnight = NOON.replace(hour=0)
    later = midnight + timedelta(seconds=1)
    gone = [
        store.act_now(
            lambda unit, before=before: unit.retention.take(
                Retained.PROCESSED_ACTIVITIES, Over(before, unit.now), 10
            )
        )
        for before in (midnight, later)
    ]
    assert gone == [0, 1]


def test_a_row_names_neither_chat_nor_activity_nor_the_time(store: Store) -> None:
    for number in ("1", "2"):
        store.act_now(lambda unit, one=number: unit.processed_activities.keep("c", one, "", NOON))
    rows = store.look(lambda unit: unit.connection.execute(select(t.activities)).all())

    assert len({row.conversation_id for row in rows} | {row.activity_id for row in rows}) == 4
    assert {"c", "1", "2"}.isdisjoint({one for row in rows for one in row})
    assert {row.at for row in rows} == {NOON.replace(hour=0)}


def test_a_row_of_an_earlier_version_is_hidden_and_still_answers_a_repeat(store: Store) -> None:
    def arrange(unit: Unit) -> None:
        sealed = unit.keyring.encrypt("Said\n{}", "activities", "chat", "1")
        old = {"conversation_id": "chat", "activity_id": "1", "at": unit.now, "reply": sealed}
        stored.rows(unit, t.activities, [old])

    store.act_now(arrange)
    for _ in range(2):
        store.act_now(lambda unit: unit.processed_activities.hide_old())

    assert store.look(lambda unit: unit.processed_activities.reply_to("chat", "1")) == "Said\n{}"
    assert store.look(
        lambda unit: unit.connection.scalars(select(t.activities.c.conversation_id)).all()
    ) != ["chat"]
