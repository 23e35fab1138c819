import pytest
from sqlalchemy import update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.people import Chat, Role
from tests.builders.partnership import TENANT, Town, a_town


@pytest.fixture
def town(store: Store) -> Town:
    """A town where Teams does not know Ann yet."""
    made = a_town(store)

    def forget(unit: Unit) -> None:
        unit.connection.execute(
            update(t.people).where(t.people.c.id == made.ids["ann"]).values(aad_object_id=None)
        )

    store.act_now(forget)
    return made


def test_a_person_is_known_by_their_entra_id_once_their_email_was_linked(town: Town) -> None:
    before = town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-new"))
    linked = town.store.act_now(lambda unit: unit.people.link(["Ann@Ashford.example"], "aad-new"))
    speaker = town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-new"))

    assert (before, linked) == (None, True)
    assert speaker is not None
    assert [person.name for person in speaker.people] == ["Ann"]


def test_somebody_who_is_linked_already_is_not_taken_over_by_another(town: Town) -> None:
    assert not town.store.act_now(
        lambda unit: unit.people.link(["bob@ashford.example"], "aad-thief")
    )
    assert town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-thief")) is None


def test_an_email_that_nobody_has_links_nobody(town: Town) -> None:
    assert not town.store.act_now(
        lambda unit: unit.people.link(["stranger@ashford.example"], "aad-x")
    )


def test_roles_hold_within_one_partnership_only(town: Town) -> None:
    def look(unit: Unit) -> tuple[list[str], list[str]]:
        sides = (town.ashford.partnership, town.bexfield.partnership)
        return tuple([p.name for p in unit.people.with_role(side, Role.LEAD)] for side in sides)

    assert town.store.look(look) == (["Lea", "Dee"], ["Lou"])


def test_a_chat_that_is_gone_loses_its_conversation(town: Town) -> None:
    town.store.act_now(lambda unit: unit.people.mark_chat("aad-bob", "chat_gone"))
    chat = town.store.look(lambda unit: unit.people.chat_of(town.ids["bob"]))

    assert chat is not None
    assert (chat.state, chat.conversation_id) == ("chat_gone", None)


def test_the_latest_place_is_where_a_person_is_reached(town: Town) -> None:
    moved = Chat(
        "aad-bob",
        TENANT,
        "29:bob",
        "chat-new",
        "https://smba.example/uk",
        time_zone="Europe/Dublin",
    )
    town.store.act_now(lambda unit: unit.people.see(moved, unit.now))

    bob = town.store.look(lambda unit: unit.people.speaker(TENANT, "aad-bob"))

    assert bob is not None
    assert bob.chat == moved
