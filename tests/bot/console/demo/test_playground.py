"""The local Teams client is given valid identifiers, and exactly as many people as it asks for."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.console.demo.diary import OPENED
from bot.console.demo.facts import DemoFacts
from bot.console.demo.fill import facts_of
from bot.console.demo.playground import configuration
from bot.settings import LOCAL_CLIENT, LOCAL_TENANT


@pytest.fixture
def facts() -> DemoFacts:
    return facts_of(datetime(2026, 3, 4, 12, 0, tzinfo=UTC), {one.name: "token" for one in OPENED})


def test_each_of_the_three_people_is_the_current_user_of_one_client(facts: DemoFacts) -> None:
    names = [
        configuration(facts, one, LOCAL_CLIENT, LOCAL_TENANT)["currentUser"]["name"]
        for one in facts.players
    ]
    assert names == [one.name for one in facts.players]


def test_five_others_with_ids_of_their_own_stand_beside_the_current_user(facts: DemoFacts) -> None:
    written = configuration(facts, facts.lead, LOCAL_CLIENT, LOCAL_TENANT)
    assert len({user["id"] for user in (written["currentUser"], *written["users"])}) == 6


def test_every_identifier_is_a_valid_one(facts: DemoFacts) -> None:
    written = configuration(facts, facts.evaluator, LOCAL_CLIENT, LOCAL_TENANT)
    for identifier in (
        written["tenantId"],
        written["bot"]["id"],
        written["team"]["aadGroupId"],
        *(user["aadObjectId"] for user in (written["currentUser"], *written["users"])),
    ):
        assert str(UUID(identifier)) == identifier


def test_no_chat_has_the_id_of_another(facts: DemoFacts) -> None:
    chats = [
        configuration(facts, one, LOCAL_CLIENT, LOCAL_TENANT)["personalChat"]["id"]
        for one in facts.players
    ]
    assert len(set(chats)) == 3
