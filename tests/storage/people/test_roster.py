import pytest
from sqlalchemy import update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.people import Chat, ChatState, Role, Speaker
from tests.builders.partnership import TENANT, Town, a_town


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def test_an_account_of_another_tenant_with_the_same_id_is_nobody(town: Town) -> None:
    found = [
        town.store.look(lambda unit, at=at: unit.people.speaker(at, "aad-ann"))
        for at in (TENANT, "tenant-2")
    ]

    assert [speaker is not None for speaker in found] == [True, False]


@pytest.mark.parametrize(
    ("named", "only", "speaks"),
    [("tenant-2", "", True), (None, "tenant-2", True), (None, "", False), (TENANT, "", False)],
)
def test_an_id_on_the_roster_speaks_in_the_tenant_that_is_known_for_it(
    town: Town, named: str | None, only: str, speaks: bool
) -> None:
    def run(unit: Unit) -> Speaker | None:
        unit.connection.execute(update(t.people).values(tenant_id=None))
        unit.connection.execute(update(t.agencies).values(tenant_id=named))
        return unit.people.speaker("tenant-2", "aad-ann", only)

    speaker = town.store.act_now(run)

    assert (speaker is not None) is speaks
    assert speaker is None or speaker.unbound == (town.ids["ann"],)


def test_two_tenants_may_have_the_same_id_and_each_its_own_chat(town: Town) -> None:
    other = Chat("aad-bob", "tenant-2", "29:other", "chat-other", "https://smba.example/uk")
    town.store.act_now(lambda unit: unit.people.see(other, unit.now))
    blocked = ("tenant-2", "aad-bob", ChatState.BLOCKED)
    town.store.act_now(lambda unit: unit.people.mark_chat(*blocked, unit.now))

    bob = town.store.look(lambda unit: unit.people.chat_of(town.ids["bob"]))

    assert bob is not None
    assert (bob.conversation_id, bob.state) == ("chat-bob", "installed")


def test_roles_hold_within_one_partnership_only(town: Town) -> None:
    def look(unit: Unit) -> tuple[list[str], list[str]]:
        sides = (town.ashford.partnership, town.bexfield.partnership)
        return tuple([p.name for p in unit.people.with_role(side, Role.LEAD)] for side in sides)

    assert town.store.look(look) == (["Lea", "Dee"], ["Lou"])


def test_a_chat_that_is_gone_loses_its_conversation(town: Town) -> None:
    gone = (TENANT, "aad-bob", ChatState.GONE)
    town.store.act_now(lambda unit: unit.people.mark_chat(*gone, unit.now))
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
