"""A next version is made once: whoever comes second is told, and nothing of theirs is written."""

import pytest

from storage import tables as t
from storage.database.deferred import AlreadyThere
from storage.store import Store
from storage.unit import Unit
from surveys.sending.changes import Place
from surveys.sending.chat_messages import ShownMessage
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion

CHAT = Place("tenant", "chat", "https://connector.example/")


Shown = tuple[ShownMessage, Frozen]


def show(message: str, version: int, words: str = "") -> Shown:
    return ShownMessage(MessageVersion(message, version)), Frozen("Said", words)


def keep(store: Store, *shown: Shown) -> None:
    def run(unit: Unit) -> None:
        for one in shown:
            unit.chat_messages.show(CHAT, *one, unit.now, "1:1")

    store.act_now(run)


def shows(store: Store, message: str) -> Shown:
    def run(unit: Unit) -> Shown:
        shown = unit.chat_messages.shown("chat", message)
        says = unit.chat_messages.says("chat", message)
        assert shown is not None
        assert says is not None
        return shown, says

    return store.look(run)


def test_several_messages_are_moved_on_together(store: Store) -> None:
    keep(store, *(show(f"r{at}", 1) for at in range(30)))
    keep(store, *(show(f"r{at}", 2, "later") for at in range(30)))

    assert all(shows(store, f"r{at}") == show(f"r{at}", 2, "later") for at in range(30))


@pytest.mark.parametrize("late", [1, 2, 4])
def test_a_version_that_is_not_the_next_undoes_its_unit(store: Store, late: int) -> None:
    keep(store, show("r1", 1), show("r2", 1))
    keep(store, show("r1", 2, "first"))

    with pytest.raises(AlreadyThere):
        keep(store, show("r2", 2, "beside it"), show("r1", late, "second"))
    assert shows(store, "r1") == show("r1", 2, "first")
    assert shows(store, "r2") == show("r2", 1)


def test_of_two_units_in_one_commit_one_makes_the_next_version(store: Store) -> None:
    keep(store, show("r1", 1))

    def run(words: str) -> str:
        def unit_of_work(unit: Unit) -> str:
            unit.chat_messages.show(CHAT, *show("r1", 2, words), unit.now, "1:1")
            return words

        return unit_of_work  # pyright: ignore[reportReturnType]

    futures = [store._committer.submit(run(words)) for words in ("a", "b", "c")]
    outcomes = [one.exception() for one in futures]

    assert [type(problem) for problem in outcomes].count(AlreadyThere) == 2
    assert shows(store, "r1") in [show("r1", 2, words) for words in ("a", "b", "c")]


def test_a_message_of_another_chat_is_not_there(store: Store) -> None:
    keep(store, show("r1", 1))

    assert store.look(lambda unit: unit.chat_messages.shown("another chat", "r1")) is None


def test_what_a_card_shows_is_kept_encrypted(store: Store) -> None:
    keep(store, show("r1", 1, "quicksilver porridge"))

    [row] = store.look(lambda unit: unit.connection.execute(t.chat_messages.select()).all())
    assert b"quicksilver" not in row.reply
