from datetime import timedelta

import pytest

from storage.database.deferred import AlreadyThere
from storage.store import Store
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

    assert store.act_now(lambda unit: unit.processed_activities.forget(NOON)) == 0
    assert (
        store.act_now(lambda unit: unit.processed_activities.forget(NOON + timedelta(seconds=1)))
        == 1
    )
